"""Wording that does harm: guilt before a verdict, origin without a reason, shouting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from oyez.domain.screening.origins import origins
from oyez.domain.screening.prejudgement import prejudgements
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Draft, Finding, span
from oyez.domain.screening.words import found

CAPITAL: Final = re.compile(r"[A-ZÀ-ÖØ-Þẞ]{2,}(?:['’-][A-ZÀ-ÖØ-Þ]+)*")
SHOUT: Final = re.compile(
    r"(?<![\w])[A-ZÀ-ÖØ-Þẞ]+(?:['’-][A-ZÀ-ÖØ-Þẞ]+)*(?:[\s,;:!–&-]{1,3}[A-ZÀ-ÖØ-Þẞ0-9]+(?:['’-][A-"
    r"ZÀ-ÖØ-Þẞ]+)*(?!\w)){2,}"
)


def wording(reading: Reading, draft: Draft) -> Iterator[Finding]:
    """Every finding of this family."""
    yield from prejudgements(reading, draft)
    yield from origins(reading, draft)
    yield from _shouted(reading)


def _shouted(reading: Reading) -> Iterator[Finding]:
    for match in SHOUT.finditer(reading.text):
        words = [word for word in CAPITAL.findall(match.group()) if len(word) > 1]
        long = [word for word in words if len(word) > 3]
        letters = sum(map(len, words))
        if len(words) >= 4 and len(long) >= 2 and letters >= 16:
            yield found("wording:all_caps_shouting", span(reading.text, *match.span()))

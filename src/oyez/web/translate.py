"""From a rule's sentence to the reader's language: translate the template, then fill it in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext

from oyez.domain.day import MONTHS
from oyez.domain.errors import Sentence
from oyez.web import times
from oyez.web.words import PLACES, word

DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def spoken(sentence: Sentence) -> str:
    """The sentence in the language of whoever reads it, its dates too."""
    values = {name: _localised(name, value) for name, value in sentence.values.items()}
    return gettext(sentence.template).format(**values)


def spoken_row(stored: Mapping[str, object] | None) -> str:
    """The same for a sentence that a row kept as template and values."""
    if not stored:
        return ""
    values = stored.get("values") or {}
    kept = dict(values) if isinstance(values, Mapping) else {}
    return spoken(Sentence(str(stored.get("template", "")), kept))


def _localised(name: str, value: object) -> object:
    if isinstance(value, datetime):
        return times.long_moment(value)
    if isinstance(value, date):
        return times.long_day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return times.number(value)
    if not isinstance(value, str):
        return value
    # A row keeps a day as the words it was written with.
    if found := DAY.fullmatch(value):
        day, month, year = found.groups()
        return times.long_day(date(int(year), MONTHS.index(month) + 1, int(day)))
    return word(value) if name in PLACES else value

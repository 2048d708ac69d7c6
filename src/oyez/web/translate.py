"""From a rule's sentence to the reader's language: translate the template, then fill it in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from oyez.domain.day import MONTHS
from oyez.domain.errors import Sentence

DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
LONG_DAY, CLOCK = "j F Y", "H:i"


def spoken(sentence: Sentence) -> str:
    """The sentence in the language of whoever reads it, its dates too."""
    values = {name: _localised(value) for name, value in sentence.values.items()}
    return gettext(sentence.template).format(**values)


def spoken_row(stored: Mapping[str, object] | None) -> str:
    """The same for a sentence that a row kept as template and values."""
    if not stored:
        return ""
    values = stored.get("values") or {}
    kept = dict(values) if isinstance(values, Mapping) else {}
    return spoken(Sentence(str(stored.get("template", "")), kept))


def _localised(value: object) -> object:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), f"{LONG_DAY}, {CLOCK}")
    if isinstance(value, date):
        return date_format(value, LONG_DAY)
    # A row keeps a day as the words it was written with.
    if isinstance(value, str) and (found := DAY.fullmatch(value)):
        day, month, year = found.groups()
        return date_format(date(int(year), MONTHS.index(month) + 1, int(day)), LONG_DAY)
    return value

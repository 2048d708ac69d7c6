"""Days, times and numbers as the reader's language writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

# A format is a text like any other: the letters are those of Django's `date` filter.
CLOCK = pgettext_lazy("format", "H:i")
SHORT_DAY = pgettext_lazy("format", "j M Y")
SHORT_MOMENT = pgettext_lazy("format", "j M Y, H:i")
EXACT_MOMENT = pgettext_lazy("format", "j M Y, H:i:s")
LONG_DAY = pgettext_lazy("format", "j F Y")
LONG_MOMENT = pgettext_lazy("format", "j F Y, H:i")
WEEK_DAY = pgettext_lazy("format", "l, j F Y")
# French says “1er décembre” but “2 décembre”.
LONG_FIRST = pgettext_lazy("format, first day of a month", "j F Y")
LONG_FIRST_MOMENT = pgettext_lazy("format, first day of a month", "j F Y, H:i")
WEEK_FIRST = pgettext_lazy("format, first day of a month", "l, j F Y")


def short(at: datetime) -> str:
    """A time for tables: of today only the clock, else with its day."""
    local = timezone.localtime(at)
    today = local.date() == timezone.localdate()
    return date_format(local, str(CLOCK if today else SHORT_MOMENT))


def exact(at: datetime) -> str:
    """A time to the second, for proofs."""
    return date_format(timezone.localtime(at), str(EXACT_MOMENT))


def short_day(day: date) -> str:
    """A day for tables."""
    return date_format(_local(day), str(SHORT_DAY))


def long_day(day: date) -> str:
    """A day inside a sentence."""
    local = _local(day)
    return date_format(local, str(LONG_FIRST if local.day == 1 else LONG_DAY))


def week_day(day: date) -> str:
    """The same with the day of the week, as a heading."""
    local = _local(day)
    return date_format(local, str(WEEK_FIRST if local.day == 1 else WEEK_DAY))


def long_moment(at: datetime) -> str:
    """A day and a time inside a sentence."""
    local = timezone.localtime(at)
    return date_format(local, str(LONG_FIRST_MOMENT if local.day == 1 else LONG_MOMENT))


def number(value: float | Decimal, places: int | None = None) -> str:
    """A number with its groups of three, and with a fixed number of decimal places if wished."""
    return number_format(value, places, use_l10n=True, force_grouping=True)


def money(amount: Decimal, currency: str) -> str:
    """An amount with at least two decimal places, and as many as it has."""
    places = max(2, -int(amount.normalize().as_tuple().exponent))
    return f"{number(amount, places)} {currency}"


def span(seconds: float | None) -> str:
    """A span of time as people read it: 0.6 s, 41 s, 3 min, 2 h."""
    if seconds is None:
        return "–"
    if seconds < 10:
        return _("{number} s").format(number=number(seconds, 1))
    if seconds < 120:
        return _("{number} s").format(number=round(seconds))
    if seconds < 7200:
        return _("{number} min").format(number=round(seconds / 60))
    return _("{number} h").format(number=round(seconds / 3600))


def _local(day: date) -> date:
    return timezone.localtime(day) if isinstance(day, datetime) else day

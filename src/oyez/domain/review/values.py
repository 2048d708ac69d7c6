"""Reading one value of a scenario: each function takes what the file says, or says its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from oyez.domain.errors import NotAllowed, Sentence, say

MOST: Final = 10**12
WEEK: Final = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


class Place(str):
    """Where in the file a value stands, such as `channels[0].weeks[3].reach`."""

    __slots__ = ()

    def __truediv__(self, part: str) -> Place:
        return Place(f"{self}.{part}" if self else part)


def mapping(value: object, place: Place) -> Mapping[str, Any]:
    """An object."""
    if not isinstance(value, dict):
        raise _refused(say("{place} must be an object in curly brackets.", place=place))
    return value


def listed(value: object, place: Place) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise _refused(say("{place} must be a list in square brackets.", place=place))
    return value


def text(one: Mapping[str, Any], key: str, place: Place, *, needed: bool = True) -> str:
    """A text that says something; empty where it is not there and not needed."""
    value = one.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or not value.strip():
        raise _refused(say("{place} must be a text that says something.", place=place / key))
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise _refused(say("{place} holds half of a character.", place=place / key))
    return value.strip()


def texts(one: Mapping[str, Any], key: str, place: Place) -> tuple[str, ...]:
    """A list of texts; none where it is not there."""
    given = listed([] if one.get(key) is None else one[key], place / key)
    return tuple(text({f"{key}[{n}]": v}, f"{key}[{n}]", place) for n, v in enumerate(given))


def number(one: Mapping[str, Any], key: str, place: Place, *, most: float = MOST) -> float | None:
    """A number from 0 on; None where nobody said."""
    value = one.get(key)
    if value is None:
        return None
    right = isinstance(value, int | float) and not isinstance(value, bool)
    if not right or not 0 <= value <= most:
        template = "{place} must be a number from 0 to {most}."
        raise _refused(say(template, place=place / key, most=int(most)))
    return float(value)


def whole(
    one: Mapping[str, Any], key: str, place: Place, *, least: int = 0, most: int = MOST
) -> int | None:
    """A whole number; None where nobody said."""
    value = one.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        template = "{place} must be a whole number from {least} to {most}."
        raise _refused(say(template, place=place / key, least=least, most=most))
    return value


def one_of(
    one: Mapping[str, Any],
    key: str,
    place: Place,
    known: Sequence[str],
    *,
    shown: Place | None = None,
) -> str:
    """One word of a list, the first where nobody said."""
    value = one.get(key, known[0])
    if value not in known:
        template = "{place} has “{value}”, which is unknown here. Known: {known}."
        where = place / key if shown is None else shown
        raise _refused(say(template, place=where, value=value, known=", ".join(known)))
    return str(value)


def once(found: Sequence[str], place: Place, what: str) -> None:
    """Refuse a name that is there twice."""
    seen: set[str] = set()
    for row, name in enumerate(found):
        if name in seen:
            where = f"{place}[{row}].{what}"
            raise _refused(say("{place} is there twice: “{value}”.", place=where, value=name))
        seen.add(name)


def monday(name: str, place: Place) -> date:
    """The first day of a week that is written like 2026-W07."""
    try:
        return date.fromisocalendar(*week_of(name), 1)
    except ValueError:
        template = "{place} must be a week such as 2026-W07."
        raise _refused(say(template, place=place)) from None


def week_of(name: str) -> tuple[int, int]:
    """Year and number of a week."""
    found = WEEK.fullmatch(name)
    if found is None:
        raise ValueError(name)
    return int(found[1]), int(found[2])


def _refused(sentence: Sentence) -> NotAllowed:
    return NotAllowed(sentence, str(sentence.values["place"]))

"""Reading one value of a scenario: each function takes what the file says or refuses it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from oyez.domain.errors import say
from oyez.exercise.scenario.errors import FieldError

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
TIME = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?")
LONGEST = 12 * 3600.0
Read = Callable[[object], object]
NEEDED = object()


@dataclass(frozen=True, slots=True)
class Field:
    """How a key is read, and what holds where it is missing; by default it has to be there."""

    read: Read
    default: object = NEEDED


def words(most: int) -> Read:
    """A text of at most so many characters that says something."""

    def read(value: object) -> object:
        if not isinstance(value, str) or not value.strip():
            raise FieldError(say("A text in quotation marks is needed here."))
        if len(value) > most:
            raise FieldError(say("This text is longer than {most} characters.", most=most))
        return value.strip()

    return read


def one_of(allowed: Iterable[str]) -> Read:
    """One word of a list."""
    known = tuple(str(word) for word in allowed)

    def read(value: object) -> object:
        if not isinstance(value, str) or value not in known:
            raise FieldError(
                say(
                    "“{value}” is unknown here. Known: {known}.",
                    value=value,
                    known=", ".join(known),
                )
            )
        return value

    return read


def member(kind: type[StrEnum]) -> Read:
    """A member of an enumeration, by its value."""
    return one_of(one.value for one in kind if one.value)


def name(value: object) -> object:
    """A name that other tables can use."""
    if not isinstance(value, str) or not NAME.fullmatch(value):
        raise FieldError(say("A name has small letters, digits and hyphens, such as “wrong-time”."))
    return value


def flag(value: object) -> object:
    """A yes or a no."""
    if not isinstance(value, bool):
        raise FieldError(say("This is true or false, without quotation marks."))
    return value


def number(value: object) -> object:
    """A number; where it is used it is checked further."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FieldError(say("A number is needed here, without quotation marks."))
    return value


def span(value: object) -> object:
    """A span of time in seconds, written like 90s, 2m or 1m30s."""
    found = TIME.fullmatch(value) if isinstance(value, str) and value else None
    if found is None:
        raise FieldError(say("A time is written like “90s”, “2m” or “1m30s”."))
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    total = hours * 3600 + minutes * 60 + seconds
    if total > LONGEST:
        raise FieldError(say("A drill takes at most {hours} hours.", hours=int(LONGEST // 3600)))
    return total


def some(read: Read) -> Read:
    """A list, each of which is read alike."""

    def read_all(value: object) -> object:
        if not isinstance(value, list):
            raise FieldError(say("A list in square brackets is needed here."))
        return [read(one) for one in value]

    return read_all

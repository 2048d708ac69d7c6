"""Telephone numbers, which two ways share."""

from __future__ import annotations

import re
from typing import Final

from oyez.domain.errors import NotAllowed, say

SIGNS: Final = re.compile(r"[\s().\-/]")
NUMBER: Final = re.compile(r"\+[1-9]\d{6,14}")


def number_of(typed: str) -> str:
    """A number in international form; raises NotAllowed."""
    number = SIGNS.sub("", typed)
    number = f"+{number[2:]}" if number.startswith("00") else number
    if not NUMBER.fullmatch(number):
        sentence = say("Write the number with its country code, like +49 541 327 1.")
        raise NotAllowed(sentence, "address")
    return number


def ending(number: str) -> str:
    """The last digits, enough for its owner."""
    return f"… {number[-3:]}"

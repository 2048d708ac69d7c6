"""One form of a text for hashing, counting and sending, and the characters it may not hold."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Final

from oyez.domain.errors import Sentence, say

_DIRECTIONS: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_HIDDEN: Final = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029\u2060\u2061\u2062\u2063\u2064"
    "\u3164\ufeff\uffa0"
)
_JOINERS: Final = frozenset("\u200c\u200d")
_PLAIN_SCRIPTS: Final = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")
_FLAG: Final = "\U0001f3f4"
_CONTROL_NAMES: Final = {"\x00": "NULL", "\x07": "BELL", "\x08": "BACKSPACE", "\x1b": "ESCAPE"}


def normalise(text: str) -> str:
    """NFC, line ends as LF, no spaces at line ends, no line ends at the end."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip(" \t\u00a0\u3000") for line in text.split("\n")).rstrip("\n")


def sha256(text: str) -> str:
    """The hash of the normalised text, in hexadecimal."""
    return hashlib.sha256(normalise(text).encode("utf-8", "surrogatepass")).hexdigest()


def problems(text: str) -> list[Sentence]:
    """One sentence for each character that may not be sent, naming its first place."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found: dict[str, Sentence] = {}
    line, start = 1, 0
    for place, character in enumerate(text):
        if character not in found:
            sentence = _problem(text, place, f"{line}:{place - start + 1}")
            if sentence is not None:
                found[character] = sentence
        if character == "\n":
            line, start = line + 1, place + 1
    return list(found.values())


def _problem(text: str, place: int, where: str) -> Sentence | None:
    template = _template(text, place)
    if template is None:
        return None
    line, column = where.split(":")
    return say(template, name=_name(text[place]), line=int(line), column=int(column))


def _template(text: str, place: int) -> str | None:
    character = text[place]
    if character in "\n\t" or " " <= character <= "~":
        return None
    if character in _DIRECTIONS:
        return (
            "Line {line}, character {column}: {name} can make the text read in another order "
            "than it was written. Please remove it."
        )
    if character in _HIDDEN or _loose_joiner(text, place) or _loose_tag(text, place):
        return "Line {line}, character {column}: {name} cannot be seen. Please remove it."
    category = unicodedata.category(character)
    if category == "Cc":
        return (
            "Line {line}, character {column}: {name} is a control character, not part of a text. "
            "Please remove it."
        )
    if category == "Cs" or _is_noncharacter(ord(character)):
        return (
            "Line {line}, character {column}: {name} is a damaged character. Please type it again."
        )
    return None


def _is_noncharacter(point: int) -> bool:
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def _loose_joiner(text: str, place: int) -> bool:
    """Joiners belong into emoji and into scripts that write with them, nowhere else."""
    if text[place] not in _JOINERS:
        return False
    if place == 0 or place + 1 == len(text):
        return True
    return not all(_joins(neighbour) for neighbour in (text[place - 1], text[place + 1]))


def _joins(character: str) -> bool:
    category = unicodedata.category(character)
    if category in ("So", "Sk") or character in "\ufe0f\u20e3\u2640\u2642\u2194\u2195\u27a1":
        return True
    written = category[0] in "LM"
    return written and not unicodedata.name(character, "LATIN").startswith(_PLAIN_SCRIPTS)


def _loose_tag(text: str, place: int) -> bool:
    """Tag characters are invisible; only the flags of regions are spelled with them."""
    if not 0xE0000 <= ord(text[place]) <= 0xE007F:
        return False
    while place > 0 and 0xE0000 <= ord(text[place]) <= 0xE007F:
        place -= 1
    return text[place] != _FLAG


def _name(character: str) -> str:
    name = unicodedata.name(character, _CONTROL_NAMES.get(character, ""))
    code = f"U+{ord(character):04X}"
    return f"{name} ({code})" if name else f"the character {code}"

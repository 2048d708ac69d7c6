"""How X weighs a text: its own text library for links and emoji, asked only where they can be.

An emoji sequence younger than the library's table weighs as its parts, never less than on X.
The signs © and ® are emoji only when the selector U+FE0F follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

from twitter_text import extract_emojis_with_indices, extract_urls_with_indices

URL_WEIGHT: Final = 23
EMOJI_WEIGHT: Final = 2
_LIGHT: Final = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))

# A link holds no white space, and an emoji only these characters: the library's expressions are
# slow, and reading piece by piece gives the same result. The space before a word stays with it,
# because the library would else take the word's first letter for what stands before a link.
_WORD_WITH_POINT = re.compile(r"(?:^|[ \t\n])[^ \t\n]*\.[^ \t\n]+")
_EMOJI_RUN = re.compile(
    "[#*0-9©®\u200d\u203c-\u303f\u3297\u3299\ue000-\uffff\U00010000-\U0010ffff]+"
)


def weigh(text: str) -> int:
    """The weighted length; one unit is a Latin letter."""
    text = normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    fixed = {start: (end, EMOJI_WEIGHT) for start, end in _emoji(text)}
    fixed |= {start: (end, URL_WEIGHT) for start, end in _links(text)}
    total = place = 0
    for start in sorted(fixed):
        if start < place:
            continue
        total += _plain(text[place:start])
        place, weight = fixed[start]
        total += weight
    return total + _plain(text[place:])


def _plain(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        1 if any(low <= ord(character) <= high for low, high in _LIGHT) else 2 for character in text
    )


def _emoji(text: str) -> Iterator[tuple[int, int]]:
    for run in _EMOJI_RUN.finditer(text):
        if max(run.group()) < "\u203c":
            continue
        for found in extract_emojis_with_indices(run.group()):
            if found["emoji"] not in "©®":
                start, end = found["indices"]
                yield run.start() + start, run.start() + end


def _links(text: str) -> Iterator[tuple[int, int]]:
    for word in _WORD_WITH_POINT.finditer(text):
        if _no_domain_name(word.group()):
            continue
        for found in extract_urls_with_indices(word.group()):
            start, end = found["indices"]
            yield word.start() + start, word.start() + end


def _no_domain_name(word: str) -> bool:
    """A name has at most 253 characters; the library needs minutes for an endless `a.a.a.a`."""
    return any(len(run) > 253 and run.count(".") > 60 for run in word.strip().split("/"))

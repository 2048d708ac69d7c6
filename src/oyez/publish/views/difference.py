"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: the same, removed or added."""

    kind: str
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """The new text with what was removed from the old one standing where it stood."""
    before, after = WORD.findall(old), WORD.findall(new)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(before[a:b])))
            continue
        if b > a:
            found.append(Piece("removed", "".join(before[a:b])))
        if d > c:
            found.append(Piece("added", "".join(after[c:d])))
    return found


def between(
    old: Sequence[dict[str, str]], new: Sequence[dict[str, str]]
) -> Iterator[dict[str, object]]:
    """The difference of each language, those that were dropped or added included."""
    languages = [words["language"] for words in new]
    languages += [w["language"] for w in old if w["language"] not in languages]
    for language in languages:
        before, after = _of(old, language), _of(new, language)
        pieces = difference(before, after)
        yield {"language": language, "pieces": pieces, "same": before == after}


def _of(texts: Sequence[dict[str, str]], language: str) -> str:
    for words in texts:
        if words["language"] == language:
            return f"{words['headline']}\n\n{words['body']}"
    return ""

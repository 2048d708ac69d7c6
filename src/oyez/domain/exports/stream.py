"""The elements of long JSON arrays, one after the other, as far as the text is sound."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol

PIECE: Final = 256 * 1024
LONGEST: Final = 16 * 1024 * 1024  # characters of one element; none of a platform is near that
BETWEEN: Final = re.compile(r"[\s,]*")
DECODER: Final = json.JSONDecoder()


class Text(Protocol):
    """Something to read characters from; the empty piece is the end."""

    def read(self, amount: int, /) -> str:
        """At most so many."""


@dataclass(slots=True)
class Elements:
    """The elements of every array that `begins` finds, outside the elements themselves.

    `whole` says whether each array was read to its closing bracket; `broken` is the first place
    that is no JSON. What follows such a place is not guessed at.
    """

    text: Text
    begins: re.Pattern[str]
    whole: bool = True
    arrays: int = 0
    broken: str = ""
    rest: str = ""
    at: int = 0

    def __iter__(self) -> Iterator[Any]:
        while self._find():
            self.arrays += 1
            yield from self._array()
            if not self.whole:
                return

    def _find(self) -> bool:
        """Step behind the next opening bracket."""
        while True:
            found = self.begins.search(self.rest, self.at)
            if found:
                self.at = found.end()
                return True
            # A beginning may lie across two pieces, so a little is kept.
            self.rest, self.at = self.rest[max(self.at, len(self.rest) - 200) :], 0
            if not self._more():
                return False

    def _array(self) -> Iterator[Any]:
        while True:
            self.at = self._skip()
            if self.at < len(self.rest) and self.rest[self.at] == "]":
                self.at += 1
                return
            try:
                element, end = DECODER.raw_decode(self.rest, self.at)
            except (ValueError, RecursionError):
                if not self._grow():
                    self.whole = False
                    self.broken = self.rest[self.at : self.at + 40]
                    return
                continue
            # A number at the very end may go on in the next piece.
            if end == len(self.rest) and self._grow():
                continue
            self.at = end
            yield element
            self._drop()

    def _skip(self) -> int:
        while True:
            found = BETWEEN.match(self.rest, self.at)
            end = found.end() if found else self.at
            if end < len(self.rest) or not self._more():
                return end

    def _drop(self) -> None:
        if self.at > PIECE:
            self.rest, self.at = self.rest[self.at :], 0

    def _grow(self) -> bool:
        """One piece more for the element at hand; no where it is the end, or far too long."""
        return len(self.rest) - self.at < LONGEST and self._more()

    def _more(self) -> bool:
        piece = self.text.read(max(PIECE, len(self.rest) - self.at))
        self.rest += piece
        return bool(piece)

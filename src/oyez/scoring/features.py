"""From texts to rows: n-grams, sentence vectors, signs, and nearness to what is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from oyez.scoring import encoder
from oyez.scoring.grams import grams
from oyez.scoring.language import language_of
from oyez.scoring.linear import MEMORY, SIGNS, VECTOR, Rows
from oyez.scoring.memory import Memory
from oyez.scoring.signs import signs
from oyez.scoring.spaces import Floats, Space
from oyez.scoring.text import Text, clean, without_numbers


@dataclass(frozen=True, slots=True)
class Prepared:
    """One text, preprocessed: `reply` and `post` are clean, `plain` is without numbers."""

    reply: str
    post: str
    plain: str
    lang: str


_clean_post = lru_cache(maxsize=512)(clean)


def prepared(text: Text) -> Prepared:
    """Preprocess one text and find its language."""
    reply, post = clean(text.text), _clean_post(text.post)
    return Prepared(reply, post, without_numbers(reply), language_of(reply, post, text.lang))


@dataclass(frozen=True, slots=True)
class Features:
    """What is made of a text; `memory` only where there are vectors."""

    spaces: Mapping[str, Space]
    signs: Sequence[str]
    vectors: bool
    memory: Memory | None = None

    def rows(self, batch: Sequence[Prepared]) -> Rows:
        """A batch as heads read it."""
        plain = [one.plain for one in batch]
        found = grams(plain)
        dense = {SIGNS: self.sign_rows(batch)}
        if self.vectors:
            dense[VECTOR] = encoder.vectors(plain)
        if self.vectors and self.memory is not None:
            dense[MEMORY] = self.memory.nearness(dense[VECTOR], dense[SIGNS])
        return Rows({name: space.rows(found) for name, space in self.spaces.items()}, dense)

    def sign_rows(self, batch: Sequence[Prepared]) -> Floats:
        """The named signs, one row a text."""
        columns = {name: column for column, name in enumerate(self.signs)}
        rows = np.zeros((len(batch), len(self.signs)))
        for row, one in enumerate(batch):
            found = [(columns[n], v) for n, v in signs(one.reply, one.post, one.lang).items() if v]
            if found:
                places, values = zip(*found, strict=True)
                rows[row, list(places)] = values
        return rows

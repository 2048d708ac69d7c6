"""Everything that trains, as rows: messages of others and texts of ours in one table."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from oyez.scoring.features import Features, Prepared
from oyez.scoring.linear import Rows
from oyez.scoring.signs import names
from oyez.scoring.spaces import Sparse
from oyez.scoring.text import Text, clean, without_numbers
from oyez.scoring.train import own, sources
from oyez.scoring.train.recipe import FOLDS, MOST
from oyez.scoring.train.vocabulary import fitted

CHUNK = 512


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts in the order: messages of others, own triage texts, own alarm texts."""

    prepared: list[Prepared]
    source: NDArray[np.str_]  # of each: a source of others, "own" or "alarm"
    lang: NDArray[np.str_]
    label: NDArray[np.str_]
    urgent: NDArray[np.bool_]
    author: NDArray[np.str_]  # of texts of ours; messages of others have none
    fold: NDArray[np.int64]

    def of(self, *named: str) -> NDArray[np.int64]:
        """The places of the named sources."""
        return np.flatnonzero(np.isin(self.source, named))


def corpus(data: Path, folder: Path) -> Corpus:
    """Read and preprocess all training texts."""
    others = [
        (Text(one.text, "", one.lang), one.source, "abuse" if one.abusive else "other", False, "")
        for one in sources.examples(data)
    ]
    ours = [
        (one.text, name, one.label, one.urgent, one.author)
        for name, task in (("own", "triage"), ("alarm", "alarm"))
        for one in own.labelled(task, folder)
    ]
    rows = [*others, *ours]
    _, source, label, urgent, author = zip(*rows, strict=True)
    prepared = [_prepared(row[0]) for row in rows]
    return Corpus(
        prepared,
        np.array(source),
        np.array([one.lang for one in prepared]),
        np.array(label),
        np.array(urgent),
        np.array(author),
        np.array([_fold(one) for one in prepared]),
    )


def _prepared(text: Text) -> Prepared:
    """Preprocess; the language of a training text is known."""
    reply = clean(text.text)
    return Prepared(reply, clean(text.post), without_numbers(reply), text.lang)


def _fold(one: Prepared) -> int:
    """Replies to one post are never on both sides of a fold, nor are copies."""
    key = (one.post or " ".join(sorted(one.plain.lower().split()))).encode()
    return hashlib.blake2b(key, digest_size=2).digest()[0] % FOLDS


def features(texts: Sequence[Prepared], *, vectors: bool) -> Features:
    """Vocabularies from all texts."""
    plain = [one.plain for one in texts]
    spaces = {kind: fitted(kind, plain, most=most) for kind, most in MOST.items()}
    return Features(spaces, names(), vectors=vectors)


def table(texts: Sequence[Prepared], made_by: Features) -> Rows:
    """The rows of many texts."""
    parts = [made_by.rows(texts[begin : begin + CHUNK]) for begin in range(0, len(texts), CHUNK)]
    sparse = {name: _stacked([part.sparse[name] for part in parts]) for name in parts[0].sparse}
    dense = {name: np.vstack([part.dense[name] for part in parts]) for name in parts[0].dense}
    return Rows(sparse, dense)


def _stacked(parts: Sequence[Sparse]) -> Sparse:
    begins = np.cumsum([0, *(part.count for part in parts)])
    moved = [
        replace(part, rows=part.rows + begin) for part, begin in zip(parts, begins, strict=False)
    ]
    return Sparse(
        int(begins[-1]),
        parts[0].width,
        *(
            np.concatenate([getattr(one, of) for one in moved])
            for of in ("rows", "columns", "values")
        ),
    )

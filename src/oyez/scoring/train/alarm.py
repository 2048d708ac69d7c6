"""The alarm: does a reply warn about the post it answers? A memory of texts of ours in `fast`.

A kernel machine over sentence vectors and signs, a linear head over words and characters beside
it, and another that brakes both where a text reads like the messages of others. What is remembered
are texts that the project has written itself, and centres of messages of others as ordinary
background, never one message. Texts of ours are scored by models that have read nothing by their
author, because a model learns how an author writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sklearn.cluster import MiniBatchKMeans
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from oyez.scoring.judging import ANY
from oyez.scoring.language import LANGUAGES, OTHER
from oyez.scoring.linear import MEMORY, SIGNS, VECTOR, Head, sigmoid
from oyez.scoring.memory import Memory
from oyez.scoring.spaces import Floats
from oyez.scoring.train import choose
from oyez.scoring.train.fit import Places, Truth, fitted, out_of_fold, table
from oyez.scoring.train.recipe import (
    ALARM_STRENGTH,
    BACKGROUND,
    BRAKE,
    CENTRE_OF,
    CENTRES,
    FALSE_ALARMS,
    GRAMS,
    SEED,
)
from oyez.scoring.train.trained import Ground, Trained


@dataclass(frozen=True, slots=True)
class Data:
    """Texts of ours and background, and where the background begins."""

    vectors: Floats
    signs: Floats
    truth: Truth
    ours: int

    def background(self) -> Places:
        """The places of the background."""
        return np.arange(self.ours, len(self.truth))

    def memory(self, places: Places) -> Memory:
        """The texts at these places, remembered."""
        return Memory(
            self.vectors[places].astype(np.float16).astype(np.float32),
            self.signs[places].astype(np.float16).astype(np.float32),
        )


def remembered(ground: Ground) -> tuple[Trained, Memory]:
    """The alarm of the tier that has sentence vectors, with its brake."""
    data, cells = _data(ground), table(ground.rows, ground.parts())
    grams, dense = table(ground.rows, ("words", "characters")), ground.rows.dense
    places, truth = _places(ground)
    ours = data.ours

    def brake(some: Places) -> LogisticRegression:
        """Warnings against messages of others; what else is ours is left out."""
        kept = some[(some >= ours) | truth[some]]
        return fitted(cells.cells[places[kept]], truth[kept])

    def worded(some: Places) -> LogisticRegression:
        """Warnings against our other texts."""
        return fitted(grams.cells[places[some]], truth[some])

    def score(there: Places, here: Places) -> Floats:
        known = there[there < ours]
        memory, near = _machine(data, np.concatenate([known, data.background()]))
        far: Floats = brake(there).decision_function(cells.cells[places[here]])
        pull = BRAKE["weight"] * np.minimum(0.0, far - BRAKE["margin"])
        said: Floats = worded(known).decision_function(grams.cells[places[here]])
        logits = _logits(memory, near, dense[VECTOR][places[here]], dense[SIGNS][places[here]])
        return logits + GRAMS * said + pull

    logits = out_of_fold(authors(ground, places), score)
    memory, near = _machine(data, np.arange(len(data.truth)))
    head = _beside(near, grams.head([worded(np.arange(ours))]))
    found = _finished(ground, head, logits[:ours], logits[ours:])
    return replace(found, brake=cells.head([brake(np.arange(len(places)))])), memory


def linear(ground: Ground) -> Trained:
    """The alarm of the tier without sentence vectors."""
    cells, (places, truth) = table(ground.rows, ground.parts()), _places(ground)
    ours = len(ground.corpus.of("alarm"))

    def score(there: Places, here: Places) -> Floats:
        model = fitted(cells.cells[places[there]], truth[there])
        logits: Floats = model.decision_function(cells.cells[places[here]])
        return logits

    logits = out_of_fold(authors(ground, places), score)
    head = cells.head([fitted(cells.cells[places], truth)])
    return _finished(ground, head, logits[:ours], logits[ours:])


def _places(ground: Ground) -> tuple[Places, Truth]:
    """Our alarm texts, then the messages of others, which warn of nothing of ours."""
    places = np.concatenate([ground.corpus.of("alarm"), _others(ground)])
    return places, ground.corpus.label[places] == "alarm"


def authors(ground: Ground, places: Places) -> Places:
    """One fold an author of ours, with a part of the messages of others; by posts where all texts
    have one author.
    """
    corpus = ground.corpus
    names, number = np.unique(corpus.author[corpus.of("alarm")], return_inverse=True)
    if len(names) == 1:
        return corpus.fold[places]
    return np.concatenate([number, corpus.fold[_others(ground)] % len(names)])


def _data(ground: Ground) -> Data:
    corpus, rows = ground.corpus, ground.rows
    ours, others = corpus.of("alarm"), _others(ground)
    vectors, signs = _centres(rows.dense[VECTOR][others], rows.dense[SIGNS][others])
    return Data(
        np.vstack([rows.dense[VECTOR][ours], vectors]),
        np.vstack([rows.dense[SIGNS][ours], signs]),
        np.concatenate([corpus.label[ours] == "alarm", np.zeros(len(vectors), dtype=bool)]),
        len(ours),
    )


def _others(ground: Ground) -> Places:
    return np.flatnonzero(~np.isin(ground.corpus.source, ("own", "alarm")))


def _centres(vectors: Floats, signs: Floats) -> tuple[Floats, Floats]:
    """Means of messages that are like each other; small groups are left out."""
    count = min(CENTRES, len(vectors) // CENTRE_OF)
    groups = MiniBatchKMeans(count, random_state=SEED, n_init=1, batch_size=2048)
    group = groups.fit_predict(vectors)
    sizes = np.bincount(group, minlength=count)
    means = []
    for table_of in (vectors, signs):
        total = np.zeros((count, table_of.shape[1]))
        np.add.at(total, group, table_of)
        means.append(total[sizes >= CENTRE_OF] / sizes[sizes >= CENTRE_OF][:, None])
    lengths = np.linalg.norm(means[0], axis=1, keepdims=True)
    return means[0] / np.maximum(lengths, 1e-9), means[1]


def _machine(data: Data, places: Places) -> tuple[Memory, Head]:
    """A support vector machine as a memory and a linear head over nearness to it."""
    memory = data.memory(places)
    near = memory.nearness(memory.vectors.astype(float), memory.signs.astype(float))
    model = SVC(C=ALARM_STRENGTH, kernel="precomputed", random_state=SEED)
    model.fit(near, data.truth[places])
    weights = model.dual_coef_[0].astype(np.float32)[:, None]
    return data.memory(places[model.support_]), Head({MEMORY: weights}, model.intercept_.copy())


def _beside(near: Head, grams: Head) -> Head:
    """Nearness and n-grams in one head."""
    weights = {part: weight * np.float32(GRAMS) for part, weight in grams.weights.items()}
    return Head({**near.weights, **weights}, near.bias + GRAMS * grams.bias)


def _logits(memory: Memory, head: Head, vectors: Floats, signs: Floats) -> Floats:
    chunks = range(0, len(vectors), 1024)
    near = [memory.nearness(vectors[b : b + 1024], signs[b : b + 1024]) for b in chunks]
    weights = head.weights[MEMORY][:, 0].astype(float)
    found: Floats = np.concatenate([part @ weights for part in near]) + head.bias[0]
    return found


def _finished(ground: Ground, head: Head, logits: Floats, quiet: Floats) -> Trained:
    """One line for all languages; thresholds that keep hard texts and background quiet."""
    corpus = ground.corpus
    ours = corpus.of("alarm")
    truth, lang, author = corpus.label[ours] == "alarm", corpus.lang[ours], corpus.author[ours]
    line = choose.platt(logits, truth, np.full(len(truth), 1 / len(truth)))
    p, background = sigmoid(line(logits)), sigmoid(line(quiet))
    thresholds: dict[str, float] = {}
    figures: dict[str, Mapping[str, Any]] = {}
    for one in LANGUAGES:
        mine, theirs = lang == one, corpus.lang[_others(ground)] == one
        hard = choose.middle(p[mine & ~truth], author[mine & ~truth], FALSE_ALARMS)
        calm = choose.at_most(background[theirs], BACKGROUND)
        thresholds[one] = round(max(hard, calm), 4)
        figures[one] = {
            "n": int(mine.sum()),
            "recall": round(float((p[mine & truth] >= thresholds[one]).mean()), 4),
            "false": round(float((p[mine & ~truth] >= thresholds[one]).mean()), 4),
            "background": round(float((background[theirs] >= thresholds[one]).mean()), 5),
        }
    thresholds[ANY] = max(thresholds.values())
    platt = dict.fromkeys((*LANGUAGES, OTHER), line)
    return Trained({ANY: head}, platt, thresholds, figures)

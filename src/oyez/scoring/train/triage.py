"""Triage and emergency: linear heads over texts of ours in all languages."""

from __future__ import annotations

from typing import Any

import numpy as np

from oyez.scoring.judging import ANY, TRIAGE
from oyez.scoring.language import LANGUAGES
from oyez.scoring.linear import sigmoid, softmax
from oyez.scoring.spaces import Floats
from oyez.scoring.train import choose
from oyez.scoring.train.fit import Places, fitted, out_of_fold, table
from oyez.scoring.train.recipe import URGENT_MISSED
from oyez.scoring.train.trained import Ground, Trained


def trained(ground: Ground) -> Trained:
    """Six yes-or-no regressions side by side, made to add up to 1."""
    corpus, cells = ground.corpus, table(ground.rows, ground.parts())
    places = corpus.of("own")
    labels = corpus.label[places]

    def score(there: Places, here: Places) -> Floats:
        columns = [
            fitted(cells.cells[places[there]], labels[there] == label).decision_function(
                cells.cells[places[here]]
            )
            for label in TRIAGE
        ]
        return np.stack(columns, axis=1)

    p = softmax(out_of_fold(corpus.fold[places], score))
    said = np.array(TRIAGE)[p.argmax(axis=1)]
    models = [fitted(cells.cells[places], labels == label) for label in TRIAGE]
    figures = {
        lang: _labels(said[mine], labels[mine])
        for lang in LANGUAGES
        for mine in [corpus.lang[places] == lang]
    }
    return Trained({ANY: cells.head(models)}, figures=figures)


def _labels(said: np.ndarray, labels: np.ndarray) -> dict[str, Any]:
    scores = {}
    for label in TRIAGE:
        both = int(((said == label) & (labels == label)).sum())
        scores[label] = round(2 * both / int((said == label).sum() + (labels == label).sum()), 3)
    return {
        "n": len(labels),
        "accuracy": round(float((said == labels).mean()), 4),
        "macro_f1": round(sum(scores.values()) / len(scores), 4),
        "f1": scores,
    }


def emergency(ground: Ground) -> Trained:
    """Somebody needs help now. The threshold misses few; false ones cost a look."""
    corpus, cells = ground.corpus, table(ground.rows, ground.parts())
    places = corpus.of("own")
    truth = corpus.urgent[places]

    def score(there: Places, here: Places) -> Floats:
        model = fitted(cells.cells[places[there]], truth[there])
        logits: Floats = model.decision_function(cells.cells[places[here]])
        return logits

    p = sigmoid(out_of_fold(corpus.fold[places], score))
    thresholds, figures = {}, {}
    for lang in LANGUAGES:
        mine = corpus.lang[places] == lang
        threshold = round(choose.at_least(p[mine & truth], 1 - URGENT_MISSED), 4)
        thresholds[lang] = threshold
        figures[lang] = {
            "n": int(mine.sum()),
            "recall": round(float((p[mine & truth] >= threshold).mean()), 4),
            "false": round(float((p[mine & ~truth] >= threshold).mean()), 4),
        }
    thresholds[ANY] = min(thresholds.values())
    head = cells.head([fitted(cells.cells[places], truth)])
    return Trained({ANY: head}, thresholds=thresholds, figures=figures)

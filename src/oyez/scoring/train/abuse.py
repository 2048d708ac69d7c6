"""Abusive language: one head a language, from messages of others and texts of ours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from oyez.scoring import calibration
from oyez.scoring.calibration import Platt
from oyez.scoring.judging import ANY
from oyez.scoring.language import LANGUAGES, OTHER
from oyez.scoring.linear import Head, sigmoid
from oyez.scoring.spaces import Floats
from oyez.scoring.train import choose
from oyez.scoring.train.fit import Places, Table, Truth, even, fitted, out_of_fold, table
from oyez.scoring.train.profanity import NAME, Profanity
from oyez.scoring.train.recipe import ABUSE, CHOSEN_BY, PROFANITY
from oyez.scoring.train.trained import Ground, Trained


def trained(ground: Ground, lexical: Profanity) -> Trained:
    """The heads of all languages; texts in none of ours are scored by the English one."""
    cells = table(ground.rows, ground.parts())
    english = lexical.logits([one.plain for one in ground.corpus.prepared])
    found: dict[str, tuple[Head, Platt, float, dict[str, Any]]] = {}
    for lang in LANGUAGES:
        found[lang] = _language(lang, ground, cells, english if lang == "en" else None)
    heads = {lang: one[0] for lang, one in found.items()}
    heads["en"] = _with(heads["en"], lexical)
    heads[ANY] = heads.pop("en")
    thresholds = {lang: one[2] for lang, one in found.items()}
    return Trained(
        heads,
        {lang: one[1] for lang, one in found.items()} | {OTHER: found["en"][1]},
        thresholds | {ANY: thresholds["en"]},
        {lang: one[3] for lang, one in found.items()},
    )


def _language(
    lang: str, ground: Ground, cells: Table, lexical: Floats | None
) -> tuple[Head, Platt, float, dict[str, Any]]:
    corpus, recipe = ground.corpus, ABUSE[lang]
    places = corpus.of(*recipe)
    truth = corpus.label[places] == "abuse"

    def weights(some: Places) -> Floats:
        found = np.zeros(len(some))
        for source, weight in recipe.items():
            mine = corpus.source[places[some]] == source
            found[mine] = even(truth[some][mine], weight)
        return found

    def score(there: Places, here: Places) -> Floats:
        model = fitted(cells.cells[places[there]], truth[there], weights(there))
        logits: Floats = model.decision_function(cells.cells[places[here]])
        return logits

    logits = out_of_fold(corpus.fold[places], score)
    if lexical is not None:
        logits = (1 - PROFANITY) * logits + PROFANITY * lexical[places]
    whole = fitted(cells.cells[places], truth, weights(np.arange(len(places))))
    line, threshold, figures = _chosen(lang, ground, places, logits)
    return cells.head([whole]), line, threshold, figures


def _chosen(
    lang: str, ground: Ground, places: Places, logits: Floats
) -> tuple[Platt, float, dict[str, Any]]:
    """Calibration and threshold from out-of-fold logits, and how good they are."""
    corpus = ground.corpus
    mine = corpus.lang[places] == lang
    truth, source = corpus.label[places] == "abuse", corpus.source[places]
    weights = np.zeros(len(places))
    for name, share in CHOSEN_BY[lang].items():
        those = mine & (source == name)
        weights[those] = choose.shares(truth[those], share)
    used = weights > 0
    line = choose.platt(logits[used], truth[used], weights[used])
    p = sigmoid(line(logits))
    threshold = choose.best_threshold(p[used], truth[used], weights[used])
    figures = {}
    for name, share in CHOSEN_BY[lang].items():
        those = mine & (source == name)
        figures[name] = _figures(p[those], truth[those], threshold, share)
    return line, threshold, figures


def _figures(p: Floats, truth: Truth, threshold: float, share: float) -> dict[str, Any]:
    weights = choose.shares(truth, share)
    copies = np.round(weights / weights.min()).astype(int)
    many, true = p.repeat(copies), truth.repeat(copies).astype(np.float64)
    return {
        "n": len(p),
        "share": share,
        "macro_f1": round(choose.macro_f1(p >= threshold, truth, weights), 4),
        "ece": round(calibration.expected_error(many, true), 4),
        "brier": round(calibration.brier(many, true), 4),
        "reliability": calibration.reliability(many, true),
    }


def _with(head: Head, lexical: Profanity) -> Head:
    """The English head: the joint logit and the lexical one, each with its share."""
    weights = {part: weight * np.float32(1 - PROFANITY) for part, weight in head.weights.items()}
    weights[NAME] = (lexical.weights * np.float32(PROFANITY))[:, None]
    bias = (1 - PROFANITY) * head.bias + PROFANITY * lexical.bias
    return replace(head, weights=weights, bias=bias)

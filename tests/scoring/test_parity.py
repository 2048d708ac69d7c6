"""Our numbers are scikit-learn's numbers."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from oyez.scoring.grams import grams
from oyez.scoring.linear import Head, Rows, sigmoid
from oyez.scoring.spaces import Space
from oyez.scoring.train.vocabulary import fitted

TEXTS = [
    "the road is closed again, you idiots",
    "die straße ist schon wieder gesperrt",
    "la route est encore fermée ce matin !",
    "thank you for your work, well done",
    "danke für eure arbeit , gut gemacht",
    "merci pour votre travail, bravo",
    "you are all idiots and clowns 😂 😂",
    "ihr seid alle idioten und clowns",
    "a b cc # @user <url> it's",
    "the the the road road is the road",
    "",
] * 3
TRUTH = np.array([True, False, False, False, False, False, True, True, False, False, False] * 3)
KINDS = {
    "words": {"ngram_range": (1, 2)},
    "characters": {"analyzer": "char_wb", "ngram_range": (2, 5)},
    "word": {},
}


def keys_of(kind: str, words: list[str]) -> np.ndarray:
    """The key of each n-gram, as our cutter makes it."""
    found = []
    for word in words:
        if kind == "characters":
            # Blanks at either end are the edges of a word.
            part = grams([f"{word.strip()}"]).characters
            sizes = {
                n: [word_ for word_ in cut(word.strip()) if len(word_) == n] for n in range(2, 6)
            }
            flat = [gram for n in range(2, 6) for gram in sizes[n]]
            found.append(part.keys[flat.index(word)])
        else:
            told = grams([word])
            found.append(told.pairs.keys[0] if " " in word else told.words.keys[0])
    return np.array(found, dtype=np.uint64)


def cut(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[i : i + n] for n in range(2, 6) for i in range(len(padded) - n + 1)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sublinear", [True, False])
def test_tf_idf_and_probabilities(kind: str, *, sublinear: bool) -> None:
    vectorizer = TfidfVectorizer(sublinear_tf=sublinear, min_df=2, **KINDS[kind])
    table = vectorizer.fit_transform(TEXTS)
    model = LogisticRegression(C=2, solver="liblinear").fit(table, TRUTH)
    names = list(vectorizer.get_feature_names_out())
    keys = keys_of(kind, names)
    order = np.argsort(keys)
    idf = vectorizer.idf_[order].astype(np.float32)
    space = Space(kind, keys[order], idf, sublinear=sublinear)
    head = Head({"space": model.coef_[0][order].astype(np.float32)}, model.intercept_)
    ours = sigmoid(head.logits(Rows({"space": space.rows(grams(TEXTS))}, {})))[:, 0]
    theirs = model.predict_proba(table)[:, 1]
    assert np.abs(ours - theirs).max() < 1e-6


@pytest.mark.parametrize("kind", KINDS)
def test_vocabularies(kind: str) -> None:
    vectorizer = TfidfVectorizer(min_df=3, **KINDS[kind]).fit(TEXTS)
    keys = keys_of(kind, list(vectorizer.get_feature_names_out()))
    space = fitted(kind, TEXTS, most=10**6)
    assert space.keys.tolist() == sorted(keys.tolist())
    ordered = vectorizer.idf_[np.argsort(keys)]
    assert np.abs(space.idf - ordered).max() < 1e-6

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oyez.scoring import Text, encoder, load, store, words
from oyez.scoring.judging import LABELS, TRIAGE
from oyez.scoring.scorers import LinearScorer, shipped
from oyez.scoring.text import PREPROCESSING

# What people do to get past a scorer, or what platforms do by accident.
ADVERSARIAL = [
    "you i d i o t s",
    "y0u 1di0ts",
    "YOU IDIOTS!!!!!!!!!!!!!!",
    "you i\u200bd\u200bi\u200bo\u200bt\u200bs",
    "𝐲𝐨𝐮 𝐢𝐝𝐢𝐨𝐭𝐬",
    "@a @b @c @d @e @f you idiots",
    "you &#105;diots",
    "you idiotsssssss",
    "you idiots https://x.example/very/long?path=1",
]
ODD = [
    "",
    " ",
    "\x00\x01\x02",
    "\ud800 half a character",
    "x" * 100_000,
    "word " * 20_000,
    "😂" * 5_000,
    "@user " * 10_000,
    "a\u0301" * 5_000,
    "ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⴰⵏⴰⵡⴰⵢⵜ",
    "ความปลอดภัย",
    "🇩🇪🇫🇷🇬🇧",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "https://" + "a" * 50_000,
    "((((((((((((((((((((((((((((((",
]


def test_the_shipped_artefact_is_what_it_says() -> None:
    artefact = store.read()
    told = json.loads((store.SHIPPED / store.SETTINGS).read_text(encoding="utf-8"))
    assert artefact.fingerprint() == told["fingerprint"]
    assert artefact.settings["lexicon"] == words.digest(), "train again: the lexicon has changed"
    assert artefact.settings["preprocessing"] == PREPROCESSING
    assert artefact.settings["encoder"] == encoder.version()


@pytest.mark.parametrize("name", ["fast", "tiny"])
def test_a_score_names_its_instrument(name: str) -> None:
    scorer = load(name)
    (scored,) = scorer.judge([Text("The road is closed", lang="en")])
    assert (scored.scorer, scored.version) == (name, "1")
    assert scored.fingerprint == scorer.fingerprint()
    assert scored.triage in TRIAGE


def test_two_tiers_are_two_instruments() -> None:
    assert load("fast").fingerprint() != load("tiny").fingerprint()


def test_raw_probabilities(fast: LinearScorer) -> None:
    (p,) = fast.score([Text("When does it open?")])
    assert set(p) == set(LABELS)
    assert all(0.0 <= value <= 1.0 for value in p.values())
    labels = [p[name] for name in LABELS if name not in {"abusive", "alarm", "emergency"}]
    assert sum(labels) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("name", ["fast", "tiny"])
def test_odd_texts_are_scored(name: str) -> None:
    texts = [Text(odd, post=odd, lang=lang) for odd in ODD for lang in ("", "de", "xx")]
    assert len(load(name).judge(texts)) == len(texts)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_texts_are_scored(tiny: LinearScorer, texts: list[str]) -> None:
    assert len(tiny.judge([Text(text) for text in texts])) == len(texts)


@pytest.mark.parametrize("name", ["fast", "tiny"])
def test_tricks_do_not_hide_an_insult(name: str) -> None:
    scored = load(name).judge([Text(text, lang="en") for text in ADVERSARIAL])
    assert [text for text, one in zip(ADVERSARIAL, scored, strict=True) if not one.abusive] == []


def test_the_company_of_a_text_changes_nothing(fast: LinearScorer) -> None:
    text = Text("Your link opens a shop", post="Take our survey", lang="en")
    (alone,) = fast.judge([text])
    crowd = fast.judge([Text(f"reply number {n}") for n in range(70)] + [text])
    assert crowd[-1].alarm == pytest.approx(alone.alarm, abs=2e-6)
    assert crowd[-1].triage == alone.triage


def test_without_the_encoder_tiny_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oyez.scoring.encoder.present", lambda: False)
    shipped.cache_clear()
    try:
        assert shipped("fast").id == "tiny"
    finally:
        shipped.cache_clear()


def test_importing_the_package_reads_nothing() -> None:
    code = "import sys, oyez.scoring, oyez.cli.score; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("lang", ["en", "de", "fr"])
def test_plain_cases(fast: LinearScorer, lang: str) -> None:
    boxing = "Live: boxing tonight"
    said = {
        "en": ("Your stream shows porn, delete it!", "HELP my husband is being stabbed, hurry"),
        "de": (
            "Auf eurem Stream läuft ein Porno, löschen!",
            "HILFE, mein Mann wird niedergestochen",
        ),
        "fr": ("Votre direct montre du porno, supprimez !", "AU SECOURS mon mari est poignardé"),
    }[lang]
    warning, emergency = fast.judge([Text(one, boxing, lang) for one in said])
    assert warning.alarming
    assert emergency.urgent
    assert emergency.triage in {"report", "question"}

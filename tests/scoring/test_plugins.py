"""A scorer of somebody else: what it gets, what it must give, and what happens when it does not."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from importlib.metadata import EntryPoint

import pytest

from oyez.scoring import Text, load
from oyez.scoring.plugins import FAILURES, PAUSE, PlugIn, UnknownScorerError
from oyez.scoring.scorers import LinearScorer, Locality


class Other:
    """Knows abusive language only, and remembers what it was shown."""

    id, version, labels = "other", "7", ("abusive",)
    languages, max_chars = frozenset({"en"}), 50
    locality: Locality = "on-premises"

    def __init__(self) -> None:
        self.shown: list[Text] = []
        self.answer: float = 0.9
        self.calls = 0

    def fingerprint(self) -> str:
        return "cafe"

    def score(self, batch: Sequence[Text]) -> list[Mapping[str, float]]:
        self.calls += 1
        self.shown += batch
        return [{"abusive": self.answer} for _ in batch]


class Failing(Other):
    def score(self, batch: Sequence[Text]) -> list[Mapping[str, float]]:
        self.calls += 1
        raise RuntimeError(f"down with {len(batch)} texts")


class Hanging(Other):
    def __init__(self) -> None:
        super().__init__()
        self.free = threading.Event()

    def score(self, batch: Sequence[Text]) -> list[Mapping[str, float]]:
        self.free.wait(10)
        return super().score(batch)


class Abroad(Other):
    locality: Locality = "third-party"


TEXTS = [Text("@somebody call 0800 111 or see https://x.example", lang="en")]


def test_its_labels_are_taken_and_the_rest_falls_back(tiny: LinearScorer) -> None:
    (p,) = PlugIn(Other(), tiny).score(TEXTS)
    assert p["abusive"] == 0.9
    assert p["alarm"] == tiny.score(TEXTS)[0]["alarm"]


def test_a_score_names_who_scored(tiny: LinearScorer) -> None:
    (scored,) = PlugIn(Other(), tiny).judge(TEXTS)
    assert (scored.scorer, scored.version, scored.fingerprint) == ("other", "7", "cafe")
    assert scored.abusive
    (scored,) = PlugIn(Failing(), tiny).judge(TEXTS)
    assert scored.scorer == "tiny"


@pytest.mark.parametrize("wrong", [1.5, -0.1, float("nan")])
def test_what_is_no_probability_falls_back(tiny: LinearScorer, wrong: float) -> None:
    scorer = Other()
    scorer.answer = wrong
    assert PlugIn(scorer, tiny).judge(TEXTS)[0].scorer == "tiny"


def test_who_hangs_is_not_waited_for(tiny: LinearScorer) -> None:
    scorer = Hanging()
    assert PlugIn(scorer, tiny, timeout=0.01).judge(TEXTS)[0].scorer == "tiny"
    scorer.free.set()


def test_who_fails_again_and_again_is_left_alone_for_a_while(tiny: LinearScorer) -> None:
    now = [0.0]
    scorer = Failing()
    plugged = PlugIn(scorer, tiny, clock=lambda: now[0])
    for _ in range(FAILURES + 2):
        plugged.score(TEXTS)
    assert scorer.calls == FAILURES
    now[0] = PAUSE + 1
    plugged.score(TEXTS)
    assert scorer.calls == FAILURES + 1


def test_a_third_party_sees_no_handles_links_or_numbers(tiny: LinearScorer) -> None:
    scorer = Abroad()
    PlugIn(scorer, tiny).score(TEXTS)
    assert [one.text for one in scorer.shown] == ["@user call # # or see <url>"]


def test_a_plug_in_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    points = {"near": Other, "far": Abroad}

    def entry_points(*, group: str) -> list[EntryPoint]:
        assert group == "oyez.scorers"
        return [
            EntryPoint(name, f"test_plugins:{cls.__name__}", group) for name, cls in points.items()
        ]

    monkeypatch.setattr("oyez.scoring.plugins.metadata.entry_points", entry_points)
    assert load("near").judge(TEXTS)[0].scorer == "other"
    with pytest.raises(UnknownScorerError, match="legal basis"):
        load("far")
    assert load("far", third_party=True).judge(TEXTS)[0].scorer == "other"
    with pytest.raises(UnknownScorerError, match="No scorer is called nobody"):
        load("nobody")

"""The promises of a review, each broken on purpose: whoever holds them has to notice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from exports import lines, tally, write
from reviewing import BAD, WHY, Round, one_of

from oyez.domain.errors import NotAllowed
from oyez.domain.review.estimate import decidable
from oyez.domain.review.rules import Advice
from oyez.review.actions import decide
from oyez.review.actions.decide import Wish
from oyez.review.actions.import_facts import import_facts
from oyez.review.analytics import expressions
from oyez.review.analytics.merging import Merge
from oyez.review.models import ImportedCrowd, Review
from oyez.review.report import told_of


def held(promise: Callable[[], None]) -> bool:
    """Whether a promise holds."""
    try:
        promise()
    except AssertionError:
        return False
    return True


def nothing_is_closed_on_few_labels(round_: Round) -> None:
    channel = round_.room.mastodon
    round_.say(channel, BAD)
    round_.label(round_.draw(channel, 40))
    one = one_of(round_.frozen(channel), channel)
    noise = told_of(one).shares["noise"]
    assert noise is not None
    assert not decidable(noise)
    try:
        decide(round_.room.greta, one, Wish(Advice.CLOSE, WHY), at=round_.now)
    except NotAllowed:
        return
    raise AssertionError("a channel is closed on forty labels")


def test_a_review_that_believes_any_sample_is_caught(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert held(lambda: nothing_is_closed_on_few_labels(round_))
    Review.objects.all().delete()
    monkeypatch.setattr("oyez.review.gathering.channel.sample_faults", lambda *_: ())
    other = Round(round_.room, round_.gus, round_.span)
    other.room.mastodon = round_.room.bluesky
    assert not held(lambda: nothing_is_closed_on_few_labels(other))


def nothing_comes_in_twice(round_: Round, home: Path) -> None:
    path = write(home / "x.jsonl", lines(60))
    for _ in range(2):
        import_facts(None, round_.room.police, path, channel=round_.room.mastodon, at=round_.now)
    assert tally(round_).total == 60
    assert ImportedCrowd.objects.get().people == 40


def test_an_import_that_forgets_what_is_known_is_caught(
    round_: Round, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert held(lambda: nothing_comes_in_twice(round_, home))
    bring = Merge.bring

    def bring_all(self: Merge, new: str, old: list[str]) -> int:
        added = bring(self, new, [])
        if old:
            con = self.engine.con
            con.execute("INSERT INTO flagged SELECT * FROM flagged")
        return added

    monkeypatch.setattr(Merge, "bring", bring_all)
    assert not held(lambda: nothing_comes_in_twice(round_, home))


def test_sums_that_count_floods_are_caught(
    round_: Round, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_flood_counts() -> None:
        bot = [row | {"author": "bot", "at": "2024-02-01T00:00:00Z"} for row in lines(150)]
        path = write(home / "x.jsonl", [*bot, *(row | {"id": f"n{row['id']}"} for row in lines(5))])
        import_facts(None, round_.room.police, path, channel=round_.room.mastodon, at=round_.now)
        assert tally(round_).total == 5
        assert sum(tally(round_).weeks.values()) == 5
        assert min(tally(round_).weeks) >= date(2024, 1, 29)

    assert held(no_flood_counts)
    for one in home.rglob("*.parquet"):
        one.unlink()

    def everything(rows: Any) -> Any:
        return rows

    monkeypatch.setattr(expressions, "counted", everything)
    assert not held(no_flood_counts)

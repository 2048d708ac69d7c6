"""What is frozen: honest figures, the same bytes for the same rows, and what is never cited."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from reviewing import BAD, GOOD, Round, one_of

from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.domain.review.estimate import decidable
from oyez.domain.review.rules import Advice
from oyez.listen.models import InboxItem, Score
from oyez.review.actions import freeze_evidence, open_review, score_again
from oyez.review.figures import canonical, fingerprint
from oyez.review.gathering.frame import Span
from oyez.review.gathering.whole import evidence_of
from oyez.review.opening import Wish
from oyez.review.report import report_of, told_of


def test_labels_put_the_share_right(round_: Round) -> None:
    room = round_.room
    round_.labelled(room.mastodon, BAD)
    told = told_of(one_of(round_.frozen(room.mastodon), room.mastodon))
    noise = told.shares["noise"]
    assert noise is not None
    assert decidable(noise)
    assert noise.low < 0.58 < noise.high, "58 of 100 are abuse or spam"
    assert (noise.labelled, noise.total) == (150, 400)
    assert told.sample.weights["noise"] > 0
    assert (told.sample.people, told.sample.seed, told.sample.fingerprint) == (2, 5, "f" * 64)
    assert told.sample.kappa is not None
    assert told.sample.kappa["kappa"] == 1.0
    assert told.faults == ()


def test_the_same_rows_give_the_same_bytes_and_another_row_does_not(round_: Round) -> None:
    room = round_.room
    round_.labelled(room.mastodon, GOOD)
    review = round_.opened(room.mastodon)
    text = canonical(evidence_of(review, None, at=round_.now))
    assert canonical(evidence_of(review, None, at=round_.now)) == text
    freeze_evidence(room.greta, review, at=round_.now)
    assert (review.evidence, review.fingerprint) == (text, fingerprint(text))
    assert canonical(json.loads(text)) == text
    round_.count(room.mastodon, "reach", 9)
    assert canonical(evidence_of(review, None, at=round_.now)) != text
    told = told_of(one_of(review, room.mastodon))
    assert told.rates["reach"] is None, "what comes later changes nothing of what was frozen"
    entry = Entry.objects.get(action="review.freeze_evidence")
    assert entry.data["fingerprint"] == review.fingerprint


def test_without_labels_it_is_model_output_and_nothing_is_proposed(round_: Round) -> None:
    room = round_.room
    round_.say(room.mastodon, BAD)
    told = told_of(one_of(round_.frozen(room.mastodon), room.mastodon))
    noise = told.shares["noise"]
    assert noise is not None
    assert not decidable(noise)
    assert told.advice is Advice.NO_DECISION
    assert any("Collect a sample" in str(one) for one in told.faults)


@pytest.mark.parametrize("trouble", ["few", "dark", "once", "other_scorer", "other_frame"])
def test_an_unsound_sample_is_never_cited(round_: Round, trouble: str) -> None:
    room, channel = round_.room, round_.room.mastodon
    round_.say(channel, BAD)
    sample = round_.draw(channel, 60 if trouble == "few" else 150)
    round_.label(sample, dark=20 if trouble == "dark" else 0, second=trouble != "once")
    if trouble == "other_scorer":
        some = InboxItem.objects.order_by("pk").values("pk")[:9]
        Score.objects.filter(item__in=list(some.values_list("pk", flat=True))).update(
            fingerprint="e" * 64
        )
    if trouble == "other_frame":
        InboxItem.objects.order_by("pk").filter(pk__lte=3).update(own=True)
        InboxItem.objects.filter(pk=InboxItem.objects.earliest("pk").pk).update(own=True)
    told = told_of(one_of(round_.frozen(channel), channel))
    expected = {
        "few": "Collect a sample", "dark": "Nobody could tell", "once": "second person",
        "other_scorer": "scored again", "other_frame": "Draw a new sample",
    }[trouble]  # fmt: skip
    assert any(expected in str(one) for one in told.faults), told.faults
    assert all(not decidable(one) for name, one in told.shares.items() if one and name == "noise")
    assert told.advice is Advice.NO_DECISION
    assert room.mastodon.mode == "active"


def test_a_channel_where_nobody_writes_needs_no_sample(round_: Round) -> None:
    room = round_.room
    told = told_of(one_of(round_.frozen(room.bluesky), room.bluesky))
    assert told.faults == ()
    assert told.shares["noise"] is None
    assert not told.sound


def test_weeks_without_counts_are_no_zeros_and_nothing_is_divided_by_them(round_: Round) -> None:
    room = round_.room
    round_.count(room.mastodon, "reports", 3, weeks=5)
    told = told_of(one_of(round_.frozen(room.mastodon), room.mastodon))
    assert [week.reports for week in told.weeks] == [3.0] * 5 + [None] * 7
    reports = told.rates["reports"]
    assert reports is not None
    assert (reports.value, reports.weeks) == (3.0, 5)
    assert told.rates["reach"] is None
    assert told.totals["hours"] is None


def test_channels_are_compared_with_a_correction(round_: Round) -> None:
    room = round_.room
    round_.labelled(room.mastodon, BAD)
    round_.labelled(room.bluesky, GOOD)
    report = report_of(round_.frozen(room.mastodon, room.bluesky), at=round_.now)
    [noise, useful] = report.comparisons
    assert (noise.name, useful.name) == ("noise", "useful")
    assert noise.difference.differs
    assert noise.difference.value > 0.3
    assert useful.difference.value < 0
    assert report.channels[0].shares["noise"] != report.channels[1].shares["noise"]


def test_a_later_review_tells_what_has_changed(round_: Round) -> None:
    room, span = round_.room, round_.span
    earlier = replace(round_, span=Span(span.begins_on - timedelta(weeks=12), span.begins_on))
    earlier.labelled(room.mastodon, GOOD)
    assert told_of(one_of(earlier.frozen(room.mastodon), room.mastodon)).changes == ()
    round_.labelled(room.mastodon, BAD)
    noise, useful = told_of(one_of(round_.frozen(room.mastodon), room.mastodon)).changes
    assert (noise.name, noise.one, noise.other) == ("noise", room.mastodon.name, "")
    assert noise.difference.differs
    assert noise.difference.value > 0.3
    assert useful.difference.value < 0


def test_freezing_waits_for_the_last_day_and_is_done_once(round_: Round) -> None:
    room, span = round_.room, round_.span
    wish = Wish("Early", span.begins_on, span.ends_on + timedelta(days=60))
    early = open_review(room.greta, room.police, wish, at=round_.now)
    with pytest.raises(NotAllowed, match="last day is not over"):
        freeze_evidence(room.greta, early, at=round_.now)
    review = round_.frozen()
    with pytest.raises(NotAllowed, match="frozen already"):
        freeze_evidence(room.greta, review, at=round_.now)
    with pytest.raises(NotAllowed, match="no role"):
        freeze_evidence(room.alice, early, at=round_.now)


def test_one_scorer_reads_the_whole_period_again(round_: Round) -> None:
    room = round_.room
    round_.say(room.mastodon, GOOD, 40)
    review = round_.opened(room.mastodon)
    assert score_again(room.greta, review, at=round_.now) == 40
    assert InboxItem.objects.filter(score_due_at__isnull=False).count() == 40
    with pytest.raises(NotAllowed, match="no role"):
        score_again(room.bob, review, at=round_.now)
    frozen = freeze_evidence(room.greta, review, at=round_.now)
    with pytest.raises(NotAllowed, match="frozen"):
        score_again(room.greta, frozen, at=round_.now)

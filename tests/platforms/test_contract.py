"""What every adapter must do, whatever the platform does to it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Absent, Done, Failed, Media
from oyez.platforms.registry import profile
from oyez.platforms.text import seen_sha256

from .chosen import (
    on_all,
    on_described,
    on_harmless,
    on_outside,
    on_pictures,
    on_replies,
    on_uploads,
    on_web,
)
from .conftest import Bench

NOW = datetime.now(UTC)


@on_all
def test_publish_makes_one_copy_and_a_receipt(bench: Bench) -> None:
    v = bench.variant()
    receipt = bench.publish(v)
    (copy,) = bench.live()
    assert v.text in copy["text"].replace("\r\n", "\n")
    assert receipt.remote_id


@on_web
def test_the_receipt_carries_address_and_hash_of_what_is_seen(bench: Bench) -> None:
    v = bench.variant()
    receipt = bench.publish(v)
    assert receipt.url == bench.live()[0]["url"]
    assert receipt.text_sha256 == seen_sha256(v.text)


@on_outside
def test_look_sees_it_from_outside_with_the_same_text(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    seen = bench.adapter.look(receipt, NOW)
    assert isinstance(seen, Done)
    assert seen.receipt.seen_from == "outside"
    assert seen.receipt.text_sha256 == receipt.text_sha256
    assert seen.receipt.at == NOW


CREATE = [
    ("drop_before", F.AMBIGUOUS, 0),
    ("drop_after_accept", F.AMBIGUOUS, 1),
    ("half_answer", F.AMBIGUOUS, 1),
    ("error_before", F.AMBIGUOUS, 0),
    ("error_after", F.AMBIGUOUS, 1),
    ("hang", F.AMBIGUOUS, 0),
    ("html", F.AMBIGUOUS, 0),
    ("garbage", F.AMBIGUOUS, 1),
    ("rate_limit", F.RATE_LIMITED, 0),
    ("expired_token", F.AUTH, 0),
]


@on_web
@pytest.mark.parametrize(("fault", "cls", "copies"), CREATE)
def test_publish_under_a_fault(bench: Bench, fault: str, cls: F, copies: int) -> None:
    # Two whole minutes: Meta tells its waits in minutes.
    more = {"seconds": 120} if fault == "rate_limit" else {}
    bench.fault("publish", fault, times=1, **more)
    v, d = bench.prepared()
    outcome = bench.adapter.publish(v, d)
    assert isinstance(outcome, Failed)
    assert outcome.cls is cls
    assert len(bench.live()) == copies
    assert (outcome.retry_at is not None) == (cls is F.RATE_LIMITED)
    if outcome.retry_at:
        assert timedelta(seconds=115) < outcome.retry_at - d.sent_at < timedelta(seconds=125)


@on_web
@pytest.mark.parametrize("fault", ["drop_after_accept", "half_answer", "garbage", "error_after"])
def test_a_lost_answer_is_found_again(bench: Bench, fault: str) -> None:
    bench.fault("publish", fault, times=1)
    v, d = bench.prepared()
    bench.adapter.publish(v, d)
    found = bench.adapter.find(v, d)
    assert isinstance(found, Done)
    assert found.receipt.text_sha256 == seen_sha256(v.text)
    seen = bench.adapter.look(found.receipt, NOW)
    assert isinstance(seen, Done)


@on_web
def test_what_never_arrived_is_absent(bench: Bench) -> None:
    bench.publish(bench.variant())
    finding = bench.adapter.find(*bench.prepared())
    assert isinstance(finding, Absent)


@on_harmless
def test_repeating_a_lost_publish_makes_no_second_copy(bench: Bench) -> None:
    bench.fault("publish", "drop_after_accept", times=1)
    v, d = bench.prepared()
    assert isinstance(bench.adapter.publish(v, d), Failed)
    again = replace(d, attempt=2, sent_at=d.sent_at + timedelta(seconds=30))
    assert isinstance(bench.adapter.publish(v, again), Done)
    assert len(bench.live()) == 1


@on_web
def test_a_publish_accepted_late_is_found_late(bench: Bench) -> None:
    bench.fault("publish", "late_accept", times=1, seconds=0.2)
    v, d = bench.prepared()
    assert isinstance(bench.adapter.publish(v, d), Failed)
    until = time.monotonic() + 15
    while not isinstance(bench.adapter.find(v, d), Done):
        assert time.monotonic() < until
        time.sleep(0.05)


@on_web
def test_a_slow_answer_is_waited_for(bench: Bench) -> None:
    bench.fault("publish", "slow", times=1, seconds=0.2)
    assert isinstance(bench.attempt(bench.variant()), Done)


UNSEEN = [
    ("drop_before", F.TRANSIENT),
    ("half_answer", F.TRANSIENT),
    ("error_before", F.TRANSIENT),
    ("html", F.TRANSIENT),
    ("garbage", F.TRANSIENT),
    ("rate_limit", F.RATE_LIMITED),
]


@on_web
@pytest.mark.parametrize(("fault", "cls"), UNSEEN)
@pytest.mark.parametrize("verb", ["find", "look"])
def test_reading_under_a_fault_never_says_absent(
    bench: Bench, verb: str, fault: str, cls: F
) -> None:
    v, d = bench.prepared()
    published = bench.adapter.publish(v, d)
    assert isinstance(published, Done)
    # Bluesky's repository is read by getRecord for both verbs, which the faults call find.
    bench.fault("find" if bench.platform == "bluesky" else verb, fault)
    reading = (
        bench.adapter.find(v, d) if verb == "find" else bench.adapter.look(published.receipt, NOW)
    )
    assert isinstance(reading, Failed)
    assert reading.cls is cls


@on_web
@pytest.mark.parametrize("over", [-1, 0, 1])
def test_a_text_goes_out_whole_or_not_at_all(bench: Bench, over: int) -> None:
    limit = profile(bench.platform).text.limit
    v = bench.variant("ä" * (limit + over))
    outcome = bench.attempt(v)
    if over > 0:
        assert isinstance(outcome, Failed)
        assert outcome.cls is F.INVALID
        assert bench.live() == []
    else:
        assert isinstance(outcome, Done)
        assert bench.live()[0]["text"] == v.text


@on_web
@pytest.mark.parametrize(
    "text",
    [
        "family 👨‍👩‍👧‍👦 and क्षि",
        "first\r\nsecond\r\n\r\nthird",
        "a < b & c > d",
        "@press@other.example asks",
    ],
)
def test_difficult_text_keeps_its_hash(bench: Bench, text: str) -> None:
    receipt = bench.publish(bench.variant(text))
    seen = bench.adapter.look(receipt, NOW)
    assert isinstance(seen, Done)
    assert seen.receipt.text_sha256 == receipt.text_sha256 == seen_sha256(text)


@on_described
def test_pictures_go_out_with_their_descriptions(bench: Bench, picture: Media) -> None:
    bench.publish(bench.variant(media=(picture, picture)))
    assert bench.live()[0]["alts"] == [picture.alt, picture.alt]


@on_pictures
def test_a_lost_picture_is_said_before_anything_is_sent(bench: Bench, picture: Media) -> None:
    lost = replace(picture, path="/nowhere/map.png")
    outcome = bench.attempt(bench.variant(media=(lost,)))
    assert outcome == Failed(F.INVALID, "picture_unreadable")
    assert bench.live() == []


@on_uploads
@pytest.mark.parametrize(("fault", "cls"), [*UNSEEN, ("error_after", F.TRANSIENT)])
def test_an_upload_that_fails_can_be_repeated(
    bench: Bench, picture: Media, fault: str, cls: F
) -> None:
    bench.fault("media", fault, times=1)
    v = bench.variant(media=(picture,))
    outcome = bench.attempt(v)
    assert isinstance(outcome, Failed)
    assert outcome.cls is cls
    assert isinstance(bench.attempt(v), Done)


@on_replies
def test_a_reply_hangs_on_its_parent(bench: Bench) -> None:
    parent = bench.publish(bench.variant())
    bench.publish(bench.variant("Correction: it goes on.", reply_to=parent))
    if bench.platform == "email":
        assert {"in-reply-to", "references"} <= set(bench.live()[0]["headers"])
    else:
        assert bench.live()[1]["reply_to"] == bench.live()[0]["id"]

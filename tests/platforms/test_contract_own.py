"""What every adapter must do that can tell what stands on its account, whoever posted it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.base import Base
from oyez.platforms.own import OwnPost
from oyez.platforms.port import Failed
from oyez.platforms.profile import Ability
from oyez.platforms.registry import ADAPTERS, profile
from oyez.platforms.text import seen_sha256

from .chosen import on
from .conftest import Bench

NOW = datetime.now(UTC)
on_own = on(Ability.OWN_POSTS)
on_answered = on(Ability.OWN_POSTS, Ability.REPLY)
HOUR = timedelta(hours=1)


def owned(bench: Bench, since: datetime | None = None) -> Sequence[OwnPost]:
    now = datetime.now(UTC)
    found = bench.adapter.fetch_own(since or now - HOUR, now)
    assert not isinstance(found, Failed), found
    return found


@on_own
def test_our_own_posts_are_found_under_the_ids_of_their_receipts(bench: Bench) -> None:
    receipts = [bench.publish(bench.variant()) for _ in range(2)]
    found = owned(bench)
    assert {one.id for one in found} == {one.remote_id for one in receipts}
    digests = {seen_sha256(one.text) for one in found}
    assert digests == {one.text_sha256 for one in receipts}
    for one in found:
        assert abs(one.at - datetime.now(UTC)) < timedelta(minutes=2)
        assert one.url


@on_own
def test_what_somebody_posts_by_hand_is_found_too(bench: Bench) -> None:
    ours = bench.publish(bench.variant())
    bench.sim.by_hand(bench.platform, bench.account, "Watch the fight live, here!")
    strange = [one for one in owned(bench) if one.id != ours.remote_id]
    assert [one.text for one in strange] == ["Watch the fight live, here!"]
    assert strange[0].url


@on_own
def test_what_others_wrote_and_what_is_gone_are_not_found(bench: Bench) -> None:
    v, d = bench.prepared()
    gone = bench.publish(v)
    bench.adapter.retract(gone, v, d)
    ours = bench.publish(bench.variant())
    bench.sim.reply(bench.platform, bench.live()[-1]["id"], "A Reader", "Thank you!")
    assert [one.id for one in owned(bench)] == [ours.remote_id]


@on_answered
def test_answers_of_ours_are_left_out_or_known_by_their_receipts(bench: Bench) -> None:
    first = bench.publish(bench.variant())
    answer = bench.publish(bench.variant(reply_to=first))
    found = {one.id for one in owned(bench)}
    assert {first.remote_id} <= found <= {first.remote_id, answer.remote_id}


@on_own
def test_only_what_is_newer_than_asked_is_found(bench: Bench) -> None:
    bench.publish(bench.variant())
    assert owned(bench, datetime.now(UTC) + timedelta(seconds=30)) == []


@on_own
def test_more_than_one_page_is_read_to_its_end(bench: Bench) -> None:
    for number in range(45):
        bench.sim.by_hand(bench.platform, bench.account, f"Number {number}.")
    assert len({one.id for one in owned(bench)}) == 45


@on_own
@pytest.mark.parametrize(
    ("fault", "cls"),
    [
        ("drop_before", F.TRANSIENT),
        ("error_before", F.TRANSIENT),
        ("garbage", F.TRANSIENT),
        ("rate_limit", F.RATE_LIMITED),
    ],
)
def test_a_list_that_cannot_be_read_is_not_an_empty_one(bench: Bench, fault: str, cls: F) -> None:
    bench.publish(bench.variant())
    bench.fault("find", fault)
    found = bench.adapter.fetch_own(NOW - HOUR, NOW)
    assert isinstance(found, Failed)
    assert found.cls is cls


@pytest.mark.parametrize("platform", sorted(ADAPTERS))
def test_who_declares_it_does_it_and_nobody_else(platform: str) -> None:
    declared = profile(platform).support(Ability.OWN_POSTS).value
    does = ADAPTERS[platform].fetch_own is not Base.fetch_own
    assert does is (declared == "native")

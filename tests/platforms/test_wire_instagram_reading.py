"""Instagram on the wire: how it is found again, looked at, answered, taken back and probed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.instagram import PROFILE
from oyez.platforms.port import Absent, Answer, Done, Failed, NeedsPerson, Receipt, Staged

from .canned import lost, said
from .conftest import Bench
from .test_wire_instagram import GONE, MEDIA, READY, D, V, asked, canned, instagram, state

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
NONE = said(200, {"data": []})
LATER = NOW + timedelta(seconds=20)


def test_what_was_released_is_never_absent() -> None:
    adapter, _ = canned(state("PUBLISHED"), NONE)
    assert adapter.find(V, D) == Failed(F.TRANSIENT, "published_not_listed", LATER)
    adapter, _ = canned(state("PUBLISHED"), NONE)
    assert adapter.publish(V, D) == Failed(F.TRANSIENT, "published_not_listed", LATER)


@pytest.mark.parametrize("answer", [READY, state("EXPIRED"), state("ERROR"), said(400, GONE)])
def test_what_was_not_released_may_stand_from_an_earlier_attempt(answer: Answer) -> None:
    adapter, _ = canned(answer, NONE)
    assert adapter.find(V, D) == Absent("own posts since the delivery was made")
    adapter, _ = canned(answer, said(200, {"data": [MEDIA]}))
    assert isinstance(adapter.find(V, D), Done)


def test_a_container_that_cannot_be_asked_is_no_evidence() -> None:
    adapter, door = canned(said(500))
    assert adapter.find(V, D) == Failed(F.TRANSIENT, "http_500")
    assert len(door.asked) == 1


def test_find_goes_by_the_words_or_the_link_and_by_time() -> None:
    cases = {
        "same words": (V.text, True),
        "our link": (f"Changed by someone: {V.marker_url}.", True),
        "another link that begins like ours": (f"{V.marker_url}3", False),
        "other words": ("Other", False),
    }
    for name, (caption, known) in cases.items():
        adapter, _ = canned(READY, said(200, {"data": [MEDIA | {"caption": caption}]}))
        assert isinstance(adapter.find(V, D), Done) is known, name
    old = MEDIA | {"timestamp": "2026-11-21T02:58:00+0000"}
    for variant, media in ((V, old), (replace(V, known=("9",)), MEDIA)):
        adapter, _ = canned(READY, said(200, {"data": [media]}))
        assert isinstance(adapter.find(variant, D), Absent)


def test_find_gives_up_without_saying_absent() -> None:
    other = MEDIA | {"caption": "Other"}
    paging = {"cursors": {"after": "x"}, "next": "https://next/?access_token=EAAB"}
    adapter, door = canned(READY, *[said(200, {"data": [other], "paging": paging})] * 10)
    assert adapter.find(V, D) == Failed(F.TRANSIENT, "too_many_posts")
    assert "after=x" in door.asked[2].url


@instagram
def test_a_release_nobody_was_told_of_is_found_by_its_container(bench: Bench) -> None:
    bench.fault("publish", "drop_after_accept", times=1)
    v, d = bench.prepared()
    assert isinstance(bench.adapter.publish(v, d), Failed)
    bench.transport.sent.clear()
    assert isinstance(bench.adapter.find(v, d), Done)
    assert "status_code" in asked(bench)[0]
    bench.fault("find", "lag", seconds=60)
    finding = bench.adapter.find(v, d)
    assert isinstance(finding, Failed)
    assert finding.code == "published_not_listed"


@instagram
def test_an_answer_without_pictures_is_a_comment(bench: Bench) -> None:
    parent = bench.publish(bench.variant())
    v, d = bench.variant("Correction.", reply_to=parent), bench.delivery()
    staged = bench.adapter.stage(v, d)
    assert staged == Staged("comment", d.sent_at)
    d = replace(d, staged=staged.token)
    done = bench.adapter.publish(v, d)
    assert isinstance(done, Done)
    assert bench.live()[1]["reply_to"] == parent.remote_id
    found = bench.adapter.find(v, d)
    assert isinstance(found, Done)
    assert found.receipt.remote_id == done.receipt.remote_id
    assert isinstance(bench.adapter.look(done.receipt, NOW), Done)
    below = bench.variant("Once more.", reply_to=done.receipt)
    assert isinstance(bench.adapter.publish(below, d), Done)
    assert f"POST /{done.receipt.remote_id}/replies" in asked(bench)
    bench.adapter.retract(done.receipt, v, d)
    assert isinstance(bench.adapter.look(done.receipt, NOW), Absent)


@instagram
def test_an_answer_with_pictures_is_a_post_of_its_own(bench: Bench) -> None:
    parent = bench.publish(bench.variant())
    bench.publish(bench.variant("Correction.", reply_to=parent, media=(bench.picture,)))
    assert [one["reply_to"] for one in bench.live()] == [None, None]


REFUSED = said(400, {"error": {"code": 100}})
SAME = {"id": "77", "text": V.text, "timestamp": "2026-11-21T03:00:05+0000"}
ANSWERED = replace(V, reply_to=Receipt("9", None, NOW))


def test_a_refused_comment_that_stands_there_is_done() -> None:
    adapter, door = canned(REFUSED, said(200, {"data": [SAME]}))
    done = adapter.publish(ANSWERED, D)
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.version) == ("77", "comment")
    assert [one.method for one in door.asked] == ["POST", "GET"]


@pytest.mark.parametrize("seen", [NONE, said(500), said(200, {"data": [
    SAME | {"text": "Other"}, SAME | {"timestamp": "2026-11-21T02:50:00+0000"},
]})])  # fmt: skip
def test_a_refused_comment_that_is_not_seen_is_ambiguous(seen: Answer) -> None:
    adapter, _ = canned(REFUSED, seen)
    assert adapter.publish(ANSWERED, D) == Failed(F.AMBIGUOUS, "100")


@pytest.mark.parametrize(("answer", "cls"), [
    (lost(), F.AMBIGUOUS), (said(400, {"error": {"code": 190}}), F.AUTH),
    (said(400, {"error": {"code": 10}}), F.PERMISSION),
])  # fmt: skip
def test_other_failures_of_a_comment_speak_for_themselves(answer: Answer, cls: F) -> None:
    adapter, door = canned(answer)
    outcome = adapter.publish(ANSWERED, D)
    assert isinstance(outcome, Failed)
    assert outcome.cls is cls
    assert len(door.asked) == 1


GIVEN = [
    (said(400, {"error": {"code": 190}}), Failed(F.AUTH, "190")),
    (said(400, GONE), Failed(F.PERMISSION, "100/33")),
    (said(200, {"data": [{"id": "9"}]}), Failed(F.TRANSIENT, "listed_but_not_readable")),
    (NONE, Absent("GET media 100/33, not among the own posts")),
]


@pytest.mark.parametrize(("answer", "finding"), GIVEN)
def test_gone_is_believed_only_while_the_own_posts_can_be_read(
    answer: Answer, finding: Absent | Failed
) -> None:
    adapter, _ = canned(said(400, GONE), answer)
    assert adapter.look(Receipt("9", None, NOW), NOW) == finding


def test_without_the_right_to_delete_a_person_gets_the_address() -> None:
    receipt = Receipt("9", "https://i.example/p/9/", NOW)
    adapter, door = canned(delete_granted="no")
    task = adapter.retract(receipt, V, D)
    assert isinstance(task, NeedsPerson)
    assert task.deep_link == "https://i.example/p/9/"
    assert door.asked == []
    adapter, _ = canned(said(200, {"success": True}), delete_granted="no")
    assert isinstance(adapter.retract(replace(receipt, version="comment"), V, D), Done)
    adapter, _ = canned(said(400, {"error": {"code": 10}}), delete_granted="yes")
    assert adapter.retract(receipt, V, D) == Failed(F.PERMISSION, "10")


def test_the_probe_says_what_is_left_and_what_was_not_granted() -> None:
    rights = [{"permission": "instagram_basic", "status": "granted"}]
    rights += [{"permission": "instagram_manage_contents", "status": "declined"}]
    limit = {"quota_usage": 4, "config": {"quota_total": 50, "quota_duration": 86400}}
    account = said(200, {"id": "178", "username": "press"})
    adapter, door = canned(account, said(200, {"data": rights}), said(200, {"data": [limit]}))
    health = adapter.probe()
    assert (health.account, health.limits) == ("press", {"posts_left": 46})
    assert health.granted == {"instagram_basic"}
    assert health.missing == set(PROFILE.scopes) - {"instagram_basic"}
    assert "content_publishing_limit?fields=quota_usage,config" in door.asked[2].url
    silent, _ = canned(account, said(400, GONE), said(500))
    health = silent.probe()
    assert (health.limits, health.missing, health.failure) == ({}, frozenset(), None)

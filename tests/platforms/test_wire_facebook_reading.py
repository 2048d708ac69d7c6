"""Facebook on the wire: how it is found again, looked at, answered and probed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.facebook import PROFILE
from oyez.platforms.port import Absent, Answer, Done, Failed, Media, Receipt

from .canned import said
from .conftest import Bench
from .test_wire_facebook import GONE, MADE, D, V, asked, canned, facebook

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@facebook
def test_find_knows_the_link_and_forgets_known_and_older_copies(bench: Bench) -> None:
    v, d = bench.variant(), bench.delivery()
    receipt = bench.publish(replace(v, text=f"Shortened by someone ({v.marker_url})."))
    assert isinstance(bench.adapter.find(v, d), Done)
    known = bench.adapter.find(replace(v, known=(receipt.remote_id,)), d)
    later = bench.adapter.find(v, replace(d, created_at=d.created_at + timedelta(minutes=2)))
    assert isinstance(known, Absent)
    assert isinstance(later, Absent)


@facebook
def test_find_reads_beyond_the_first_page(bench: Bench) -> None:
    v, d = bench.variant(), bench.delivery()
    bench.publish(v)
    for number in range(30):
        bench.publish(bench.variant(f"Other notice {number}"))
    bench.transport.sent.clear()
    assert isinstance(bench.adapter.find(v, d), Done)
    first, second = (parse_qs(urlsplit(path).query) for path in asked(bench))
    assert first["limit"] == ["25"]
    assert "after" not in first
    assert second["after"]


def test_find_reads_the_link_that_facebook_has_unpacked() -> None:
    link = {"data": [{"unshimmed_url": V.marker_url}]}
    post = {"id": "7_1", "message": "Other words", "created_time": MADE, "attachments": link}
    adapter, _ = canned(said(200, {"data": [post]}))
    assert isinstance(adapter.find(V, D), Done)


def test_find_gives_up_without_saying_absent() -> None:
    other = {"id": "7_1", "message": "Other words", "created_time": MADE}
    paging = {"cursors": {"after": "x"}, "next": "https://graph.example/next?access_token=EAAB"}
    adapter, door = canned(*[said(200, {"data": [other], "paging": paging})] * 10)
    assert adapter.find(V, D) == Failed(F.TRANSIENT, "too_many_posts")
    assert not any("access_token" in one.url for one in door.asked)


@facebook
def test_an_answer_is_a_comment_and_is_found_looked_at_and_deleted(
    bench: Bench, picture: Media
) -> None:
    parent = bench.publish(bench.variant())
    v, d = bench.variant("Correction.", reply_to=parent, media=(picture,)), bench.delivery()
    done = bench.adapter.publish(v, d)
    assert isinstance(done, Done)
    assert done.receipt.version == "comment"
    bench.sim.reply("facebook", parent.remote_id, "Copycat", v.text)
    found = bench.adapter.find(v, d)
    assert isinstance(found, Done)
    assert found.receipt.remote_id == done.receipt.remote_id
    assert isinstance(bench.adapter.look(found.receipt, NOW), Done)
    assert isinstance(bench.adapter.find(replace(v, known=(done.receipt.remote_id,)), d), Absent)
    bench.adapter.retract(done.receipt, v, d)
    assert isinstance(bench.adapter.look(found.receipt, NOW), Absent)


def test_an_unpublished_post_is_not_visible() -> None:
    adapter, _ = canned(said(200, {"id": "7_1", "message": "x", "is_published": False}))
    assert adapter.look(Receipt("7_1", None, NOW), NOW) == Absent("GET post: not published")


LOST = [
    (said(400, {"error": {"code": 190}}), Failed(F.AUTH, "190")),
    (said(400, {"error": {"code": 10}}), Failed(F.PERMISSION, "10")),
    (said(400, GONE), Failed(F.PERMISSION, "100/33")),
    (said(200, {"data": [{"id": "7_1"}]}), Failed(F.TRANSIENT, "listed_but_not_readable")),
    (said(200, {"data": []}), Absent("GET post 100/33, not among the own posts")),
]


@pytest.mark.parametrize(("answer", "finding"), LOST)
def test_gone_is_believed_only_while_the_own_posts_can_be_read(
    answer: Answer, finding: Absent | Failed
) -> None:
    adapter, door = canned(said(400, GONE), answer)
    assert adapter.look(Receipt("7_1", None, NOW), NOW) == finding
    assert door.asked[1].url.endswith("/me/published_posts?fields=id")


def test_the_probe_says_what_was_not_granted() -> None:
    rights = [{"permission": "pages_manage_posts", "status": "granted"}]
    rights += [{"permission": "read_insights", "status": "declined"}]
    page = said(200, {"id": "7", "name": "Press"}, **{"x-app-usage": '{"call_count":80}'})
    adapter, _ = canned(page, said(200, {"data": rights}))
    health = adapter.probe()
    assert health.granted == {"pages_manage_posts"}
    assert health.missing == set(PROFILE.scopes) - {"pages_manage_posts"}
    assert health.limits == {"usage_percent": 80}
    own, _ = canned(said(200, {"id": "7", "name": "Press"}), said(400, GONE))
    assert own.probe().missing == frozenset()

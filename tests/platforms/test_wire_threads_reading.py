"""Threads' wire: finding, looking and deleting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Absent, Answer, Done, Failed
from oyez.platforms.text import seen_sha256

from .canned import lost, said
from .threads_said import BASE, NOW, RECEIPT, D, V, post, refused, speak, state


@pytest.mark.parametrize("status", ["IN_PROGRESS", "FINISHED", "ERROR", "EXPIRED"])
def test_an_unpublished_container_proves_that_nothing_went_out(status: str) -> None:
    assert speak([state(status)])[0].find(V, D) == Absent(f"container {status}")


def test_a_published_container_is_looked_for_until_it_is_listed() -> None:
    later = speak([state("PUBLISHED"), said(200, {"data": []})])[0].find(V, D)
    assert later == Failed(F.TRANSIENT, "published_not_listed")
    old = post("older", timestamp="2026-11-20T03:00:00+0000")
    gone = refused(code=100, error_subcode=33)
    assert isinstance(speak([gone, said(200, {"data": [old]})])[0].find(V, D), Absent)
    refusal = speak([refused(code=190)])[0].find(V, D)
    assert isinstance(refusal, Failed)
    assert refusal.cls is F.AUTH


def test_the_list_is_read_page_by_page() -> None:
    other = said(200, {"data": [post("x")], "paging": {"cursors": {"after": "b="}, "next": "u"}})
    marked = post("Shortened https://portal.example/p/ab", id="98")
    known = replace(V, known=("99",))
    platform, door = speak([state("PUBLISHED"), other, said(200, {"data": [post(), marked]})])
    found = platform.find(known, D)
    assert isinstance(found, Done)
    assert found.receipt.remote_id == "98"
    fields = "id,permalink,text,timestamp,is_reply_owned_by_me"
    start = f"{BASE}/me/threads?fields={fields}&limit=25"
    assert [one.url for one in door.asked[1:]] == [start, f"{start}&after=b%3D"]
    endless, _ = speak([state("PUBLISHED"), *[other] * 10])
    assert endless.find(known, D) == Failed(F.TRANSIENT, "too_many_posts")


def test_an_answer_is_looked_for_below_what_it_answers() -> None:
    v = replace(V, reply_to=replace(RECEIPT, remote_id="50"))
    foreign, ours = post(id="1"), post(id="2", is_reply_owned_by_me=True)
    platform, door = speak([state("PUBLISHED"), said(200, {"data": [foreign, ours]})])
    found = platform.find(v, D)
    assert isinstance(found, Done)
    assert found.receipt.remote_id == "2"
    assert door.asked[1].url.startswith(f"{BASE}/50/replies?")


GONE = refused(code=100, error_subcode=33)
SHOWN = '<meta property="og:description" content="{}">'


@pytest.mark.parametrize(
    ("page", "evidence"),
    [
        (said(404), "GET media 100/33 (api), GET page 404"),
        (lost(), "GET media 100/33 (api), GET page timeout"),
        (Answer("done", 200, {}, SHOWN.format("Join Threads").encode()),
         "GET media 100/33 (api), GET page 200"),
    ],
)  # fmt: skip
def test_absence_says_what_the_page_showed(page: Answer, evidence: str) -> None:
    platform, door = speak([GONE, page])
    assert platform.look(RECEIPT, NOW) == Absent(evidence)
    assert "Authorization" not in door.asked[1].headers


def test_a_page_that_still_shows_the_very_text_is_believed() -> None:
    r = replace(RECEIPT, text_sha256=seen_sha256("Road & bridge"))
    page = Answer("done", 200, {}, SHOWN.format("Road &amp; bridge").encode())
    found = speak([GONE, page])[0].look(r, NOW)
    assert isinstance(found, Done)
    assert found.receipt.seen_from == "outside"


@pytest.mark.parametrize("url", [None, "https://evil.example/@police/post/Pp"])
def test_no_other_address_is_asked(url: str | None) -> None:
    platform, door = speak([GONE])
    assert platform.look(replace(RECEIPT, url=url), NOW) == Absent("GET media 100/33 (api)")
    assert len(door.asked) == 1


def test_deleting_and_deleting_again() -> None:
    platform, door = speak([said(200, {"success": True, "deleted_id": "99"}), GONE,
                            refused(code=613)])  # fmt: skip
    assert isinstance(platform.retract(RECEIPT, V, D), Done)
    assert isinstance(platform.retract(RECEIPT, V, D), Absent)
    full = platform.retract(RECEIPT, V, D)
    assert isinstance(full, Failed)
    assert full.cls is F.RATE_LIMITED
    assert (door.asked[0].method, door.asked[0].url) == ("DELETE", f"{BASE}/99")

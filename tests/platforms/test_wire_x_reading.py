"""X's wire: reading back, searching after a lost answer, and deleting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Absent, Answer, Done, Failed
from oyez.platforms.text import seen_sha256
from oyez.platforms.x_post import Post

from .canned import lost, said
from .x_said import (
    GONE,
    MANUAL,
    NOW,
    NUMBER,
    PROBLEMS,
    RECEIPT,
    SPECIFICATION,
    D,
    V,
    page,
    post,
    speak,
    url,
)

MARKED = {"urls": [url("https://portal.example/p/ab")]}


@pytest.mark.parametrize(
    ("text", "links", "shown"),
    [
        ("a &lt; b &amp;amp; c &gt; d", [], "a < b &amp; c > d"),
        ("See https://t.co/abcdefghij.", [url("https://p.example/?a=1&b=2")], "See https://p.example/?a=1&b=2."),
        ("Map https://t.co/abcdefghij", [url("https://x.com/i/photo/1", media_key="3_1")], "Map "),
        ("See https://t.co/unknown0000", [], None),
        ("See https://t.co/abcdefghij", [url("")], None),
    ],
)  # fmt: skip
def test_a_text_is_read_as_people_see_it(text: str, links: list[object], shown: str | None) -> None:
    assert Post.model_validate(post(text, entities={"urls": links})).shown == shown


def test_finding_asks_from_two_minutes_before_on_and_goes_through_all_pages() -> None:
    first = page(post("Other"), next_token="more")
    platform, door = speak([first, page(post("See https://t.co/abcdefghij", entities=MARKED))])
    found = platform.find(V, D)
    assert isinstance(found, Done)
    assert found.receipt.at == datetime(2026, 11, 21, 3, 0, 1, tzinfo=UTC)
    asked = "https://api.x.com/2/users/12/tweets?max_results=100&start_time=2026-11-21T02:58:00Z"
    assert [one.url for one in door.asked] == [
        f"{asked}&{MANUAL}",
        f"{asked}&pagination_token=more&{MANUAL}",
    ]


def test_an_address_written_out_by_x_is_still_the_same_text() -> None:
    v = replace(V, text="See portal.example/p now", marker_url=None)
    links = {"urls": [url("http://portal.example/p")]}
    platform, _ = speak([page(post("See https://t.co/abcdefghij now", entities=links))])
    assert isinstance(platform.find(v, D), Done)


OTHERS = [
    post("Other"),
    post("Other https://t.co/abcdefghij"),
    post(created_at="2026-11-21T02:57:00.000Z"),
    post(id="7"),
    post(referenced_tweets=[{"type": "replied_to", "id": "1"}], entities=MARKED),
    post(referenced_posts=[{"type": "reposted", "id": "1"}], entities=MARKED),
]


@pytest.mark.parametrize("other", OTHERS)
def test_older_known_and_other_posts_are_no_copies(other: dict[str, object]) -> None:
    platform, _ = speak([page(other)])
    assert isinstance(platform.find(replace(V, known=("7",)), D), Absent)


@pytest.mark.parametrize(
    ("answers", "failed"),
    [
        ([said(200, {})], Failed(F.TRANSIENT, "unreadable")),
        ([said(200, GONE)], Failed(F.NOT_FOUND, "resource_not_found")),
        ([said(200, {"errors": [*GONE["errors"], {"type": f"{PROBLEMS}client-forbidden"}]})],
         Failed(F.PERMISSION, "client_forbidden")),
        ([said(200, {"errors": [{"title": "?"}]})], Failed(F.TRANSIENT, "unreadable")),
        ([page(post("Road closed https://t.co/abc"))], Failed(F.TRANSIENT, "fields_missing")),
        ([page(post("Other"), next_token="on")] * 10, Failed(F.TRANSIENT, "too_many_posts")),
        ([said(401)], Failed(F.AUTH, "http_401")),
    ],
)  # fmt: skip
def test_a_search_that_did_not_see_everything_never_says_absent(
    answers: list[Answer], failed: Failed
) -> None:
    platform, _ = speak(answers)
    assert platform.find(V, D) == failed


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        (said(200, GONE), Absent("GET post resource_not_found")),
        (said(404, {"type": "about:blank"}), Absent("GET post http_404")),
        (said(200, {"errors": [{"type": f"{PROBLEMS}not-authorized-for-resource"}]}),
         Failed(F.PERMISSION, "not_authorized_for_resource")),
        (said(200, {}), Failed(F.TRANSIENT, "unreadable")),
        (said(200, {"data": None, "errors": []}), Failed(F.TRANSIENT, "unreadable")),
    ],
)  # fmt: skip
def test_only_x_itself_says_that_a_post_is_gone(answer: Answer, finding: object) -> None:
    platform, _ = speak([answer])
    assert platform.look(RECEIPT, NOW) == finding


def test_an_edit_is_noted() -> None:
    edits = {"edit_history_post_ids": [NUMBER, "1990000000000000002"]}
    platform, _ = speak([said(200, {"data": post(**edits)})])
    seen = platform.look(RECEIPT, NOW)
    assert isinstance(seen, Done)
    assert (seen.receipt.version, seen.receipt.seen_from) == ("1990000000000000002", "api")


@pytest.mark.parametrize(
    "refusal",
    [
        said(400, {"type": f"{PROBLEMS}invalid-request"}),
        said(200, {"data": {"id": NUMBER, "text": "x"}}),
    ],
)
def test_the_other_spelling_is_tried_where_the_first_brings_nothing(refusal: Answer) -> None:
    platform, door = speak([refusal, said(200, {"data": post()})])
    seen = platform.look(RECEIPT, NOW)
    assert isinstance(seen, Done)
    assert seen.receipt.text_sha256 == seen_sha256("Road closed")
    assert [one.url.partition("?")[2] for one in door.asked] == [MANUAL, SPECIFICATION]


def test_bare_posts_are_better_than_none() -> None:
    bare = said(200, {"data": {"id": NUMBER, "text": "https://t.co/abcdefghij"}})
    platform, _ = speak([bare, said(400)])
    seen = platform.look(RECEIPT, NOW)
    assert isinstance(seen, Done)
    assert seen.receipt.text_sha256 is None
    refused, _ = speak([said(400), said(400)])
    assert refused.look(RECEIPT, NOW) == Failed(F.INVALID, "http_400")


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        (said(200, {"data": {"deleted": True}}), Done(replace(RECEIPT, at=NOW))),
        (said(404, {"type": f"{PROBLEMS}resource-not-found"}), Absent("DELETE not found")),
        (said(200, GONE), Absent("DELETE not found")),
        (said(200, {"data": {"deleted": False}}), Failed(F.TRANSIENT, "not_deleted")),
        (said(200, {"errors": [{"type": f"{PROBLEMS}client-forbidden"}]}),
         Failed(F.PERMISSION, "client_forbidden")),
        (said(500), Failed(F.TRANSIENT, "http_500")),
        (lost(), Failed(F.TRANSIENT, "timeout")),
    ],
)  # fmt: skip
def test_what_x_says_to_a_deletion(answer: Answer, finding: object) -> None:
    platform, door = speak([answer])
    assert platform.retract(RECEIPT, V, D) == finding
    assert (door.asked[0].method, door.asked[0].url) == (
        "DELETE",
        f"https://api.x.com/2/tweets/{NUMBER}",
    )


def test_the_last_part_is_deleted_first() -> None:
    yes = said(200, {"data": {"deleted": True}})
    platform, door = speak([said(404), yes])
    assert isinstance(platform.retract(replace(RECEIPT, parts=("1", "2")), V, D), Done)
    assert [one.url[-1] for one in door.asked] == ["2", "1"]

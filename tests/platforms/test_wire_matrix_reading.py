"""How a Matrix room is asked what stands, and how everything of a post is taken away."""

from __future__ import annotations

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Absent, Answer, Done, Failed
from oyez.platforms.text import seen_sha256

from .canned import lost, said
from .matrix_said import (
    MS,
    NONE,
    NOW,
    ROOM,
    THEM,
    WHO,
    Speaker,
    delivery,
    event,
    no,
    page,
    receipt,
    relating,
    sent,
    variant,
)

GONE = said(200, event(content={}))
UNKNOWN = no(404, "M_NOT_FOUND")
JOINED = said(200, {"joined_rooms": [ROOM]})


def test_what_stands_is_read_with_its_text() -> None:
    seen = Speaker(said(200, event())).adapter.look(receipt(), NOW)
    assert isinstance(seen, Done)
    assert (seen.receipt.text_sha256, seen.receipt.seen_from) == (seen_sha256("Road closed"), "api")


def test_only_what_is_redacted_in_every_part_is_gone() -> None:
    whole = receipt(parts=("$one", "$a"), version="$edit")
    matrix = Speaker(GONE, GONE, GONE, WHO, NONE)
    assert matrix.adapter.look(whole, NOW) == Absent("GET event: redacted")
    relations = f"/_matrix/client/v1/rooms/{ROOM}/relations/$one/m.reference"
    assert matrix.asked() == [
        "GET /event/$one",
        "GET /event/$a",
        "GET /event/$edit",
        "GET /_matrix/client/v3/account/whoami",
        f"GET {relations}",
    ]
    picture = Speaker(GONE, said(200, event("$a"))).adapter.look(whole, NOW)
    assert isinstance(picture, Done)
    assert picture.receipt.text_sha256 is None
    edit = Speaker(GONE, GONE, said(200, event("$edit"))).adapter.look(whole, NOW)
    assert isinstance(edit, Done)
    added = Speaker(GONE, WHO, page(event("$new"))).adapter.look(receipt(), NOW)
    assert isinstance(added, Done)


def test_a_redaction_is_known_by_its_mark_too() -> None:
    marked = event(unsigned={"redacted_because": {"type": "m.room.redaction"}})
    assert isinstance(Speaker(said(200, marked), WHO, NONE).adapter.look(receipt(), NOW), Absent)


def test_what_the_server_does_not_know_is_gone_for_whoever_is_in_the_room() -> None:
    inside = Speaker(UNKNOWN, JOINED, WHO, NONE).adapter.look(receipt(), NOW)
    assert inside == Absent("GET event: M_NOT_FOUND")
    outside = Speaker(UNKNOWN, said(200, {"joined_rooms": []})).adapter.look(receipt(), NOW)
    assert outside == Failed(F.PERMISSION, "not_in_room")


@pytest.mark.parametrize(
    "answers",
    [
        (no(401, "M_UNKNOWN_TOKEN"),),
        (UNKNOWN, no(401, "M_UNKNOWN_TOKEN")),
        (GONE, no(401, "M_UNKNOWN_TOKEN")),
        (GONE, WHO, no(401, "M_UNKNOWN_TOKEN")),
    ],
)
def test_a_look_that_is_refused_proves_nothing(answers: tuple[Answer, ...]) -> None:
    seen = Speaker(*answers).adapter.look(receipt(), NOW)
    assert seen == Failed(F.AUTH, "M_UNKNOWN_TOKEN")


def test_everything_of_a_post_is_redacted_the_text_last() -> None:
    theirs = event("$theirs", sender=THEM)
    matrix = Speaker(
        WHO,
        page(event("$new"), theirs),  # pictures
        NONE,  # replacements of $new
        page(event("$a2"), theirs, event("$old", content={})),  # of $a
        page(event("$edit2"), end=None),  # of the text
        *[sent("$redaction")] * 6,
    )
    whole = receipt(parts=("$one", "$a"), version="$edit1")
    assert isinstance(matrix.adapter.retract(whole, variant(), delivery()), Done)
    redacted = [one.split("/")[2] for one in matrix.asked() if one.startswith("PUT /redact/")]
    assert redacted == ["$edit1", "$new", "$a2", "$a", "$edit2", "$one"]
    assert matrix.bodies()[-1] == {}


def test_a_second_attempt_has_transactions_of_its_own() -> None:
    def last(attempt: int) -> str:
        matrix = Speaker(WHO, NONE, NONE, sent())
        matrix.adapter.retract(receipt(), variant(), delivery(attempt=attempt))
        return matrix.asked()[-1]

    assert last(1) == last(1)
    assert last(1) != last(2), "a redaction that had no effect is made again"


def test_relations_are_read_page_by_page_and_may_be_unknown() -> None:
    more = said(200, {"chunk": [event("$a")], "next_batch": "n 1"})
    matrix = Speaker(WHO, more, page(event("$b")), NONE, NONE, NONE, *[sent()] * 3)
    assert isinstance(matrix.adapter.retract(receipt(), variant(), delivery()), Done)
    assert matrix.door.asked[2].url.endswith("?limit=100&from=n%201")
    bare = Speaker(WHO, no(404, "M_UNRECOGNIZED"), no(404, "M_UNRECOGNIZED"), sent())
    assert isinstance(bare.adapter.retract(receipt(), variant(), delivery()), Done)
    endless = Speaker(WHO, *[more] * 10).adapter.retract(receipt(), variant(), delivery())
    assert endless == Failed(F.TRANSIENT, "too_many_relations")


def test_what_was_not_there_is_absent_and_refusals_are_told() -> None:
    absent = Speaker(WHO, NONE, NONE, UNKNOWN).adapter.retract(receipt(), variant(), delivery())
    assert absent == Absent("redact: M_NOT_FOUND")
    answers: list[tuple[tuple[Answer, ...], F]] = [
        ((lost(),), F.TRANSIENT),
        ((WHO, lost()), F.TRANSIENT),
        ((WHO, NONE, lost()), F.TRANSIENT),
        ((WHO, NONE, NONE, lost()), F.TRANSIENT),
        ((WHO, NONE, NONE, no(403, "M_FORBIDDEN")), F.PERMISSION),
    ]
    for given, cls in answers:
        outcome = Speaker(*given).adapter.retract(receipt(), variant(), delivery())
        assert isinstance(outcome, Failed)
        assert outcome.cls is cls


def test_a_copy_is_found_with_its_pictures_and_its_newest_text() -> None:
    link = "https://portal.example/p/ab12"
    new = relating("m.replace", "$one", **{"m.new_content": {"body": "Road open"}}, body="* ...")
    edit = event("$edit", content=new | {"msgtype": "m.text"})
    bundled = {"m.relations": {"m.replace": edit}}
    text = event(text=f"Road closed {link}", unsigned=bundled)
    images = [event(n, content=relating("m.reference", "$one", body="x")) for n in ("$b", "$a")]
    stranger = event("$x", text=link, sender="@ada:home.example")
    matrix = Speaker(WHO, page({"event_id": 7}, stranger, edit, *images, end="t1"), page(text))
    found = matrix.adapter.find(variant("Road open", marker_url=link), delivery())
    assert isinstance(found, Done)
    assert found.receipt.parts == ("$one", "$a", "$b")
    assert found.receipt.text_sha256 == seen_sha256("Road open")
    assert "from=t1" in matrix.door.asked[-1].url
    assert "dir=b" in matrix.door.asked[-1].url


def test_known_older_and_redacted_copies_are_others() -> None:
    gone = event(content={})
    old = event(origin_server_ts=MS - 120_000)
    cases = [
        (variant(known=("$one",)), page(event())),
        (variant(), page(gone)),
        (variant(), page(old, end="t1")),
        (variant(), page()),
    ]
    for v, answer in cases:
        assert isinstance(Speaker(WHO, answer).adapter.find(v, delivery()), Absent)
    endless = [page(end=f"t{number}") for number in range(10)]
    too_many = Speaker(WHO, *endless).adapter.find(variant(), delivery())
    assert too_many == Failed(F.TRANSIENT, "too_many_messages")

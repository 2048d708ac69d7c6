"""What people say in a Matrix room, and what is done about it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.heard import Heard, Inbox, InboxItem, Moderation
from oyez.platforms.port import Answer, Done, Failed

from .canned import lost, said
from .matrix_said import ME, NOW, ROOM, THEM, WHO, Speaker, event, no, page, sent


def sync(*events: dict[str, Any], batch: str = "s9", **timeline: Any) -> Answer:
    news = {"timeline": {"events": list(events)} | timeline}
    return said(200, {"next_batch": batch, "rooms": {"join": {ROOM: news}}})


def theirs(number: str = "$q", text: str = "When does it open?", **more: Any) -> dict[str, Any]:
    return event(number, text, sender=THEM, **more)


def only(one: dict[str, Any]) -> InboxItem:
    found = Speaker(WHO, sync(one)).adapter.fetch_inbox("s1", NOW)
    assert isinstance(found, Inbox)
    (item,) = found.items
    return item


def test_the_sync_asks_for_this_room_alone_and_for_others_only() -> None:
    matrix = Speaker(WHO, sync(theirs()), WHO, said(200, {"next_batch": "s10"}))
    first = matrix.adapter.fetch_inbox(None, NOW)
    assert isinstance(first, Inbox)
    assert (first.cursor, [one.id for one in first.items]) == ("s9", ["$q"])
    assert matrix.adapter.fetch_inbox(first.cursor, NOW) == Inbox((), "s10")
    start, later = (parse_qs(urlsplit(matrix.door.asked[n].url).query) for n in (1, 3))
    assert ("since" in start, later["since"]) == (False, ["s9"])
    room = json.loads(start["filter"][0])["room"]
    assert room["rooms"] == [ROOM]
    assert room["timeline"]["not_senders"] == [ME]


def test_what_a_short_page_left_out_is_read_too_in_its_order() -> None:
    matrix = Speaker(
        WHO,
        sync(theirs("$4"), limited=True, prev_batch="t3"),
        page(theirs("$3"), theirs("$2"), end="t1"),
        page(theirs("$1")),
    )
    found = matrix.adapter.fetch_inbox("s1", NOW)
    assert isinstance(found, Inbox)
    assert [one.id for one in found.items] == ["$1", "$2", "$3", "$4"]
    words = parse_qs(urlsplit(matrix.door.asked[2].url).query)
    assert (words["from"], words["to"], words["dir"]) == (["t3"], ["s1"], ["b"])
    newest = Speaker(WHO, sync(theirs("$4"), limited=True, prev_batch="t3"))
    begun = newest.adapter.fetch_inbox(None, NOW)
    assert isinstance(begun, Inbox)
    assert len(begun.items) == 1, "without a cursor the newest page is all"
    lost_page = Speaker(WHO, sync(limited=True, prev_batch="t3"), lost())
    assert isinstance(lost_page.adapter.fetch_inbox("s1", NOW), Failed)
    endless = [page(theirs(), end=f"t{number}") for number in range(10)]
    flood = Speaker(WHO, sync(limited=True, prev_batch="t99"), *endless)
    assert flood.adapter.fetch_inbox("s1", NOW) == Failed(F.TRANSIENT, "too_many_events")


def content(**more: Any) -> dict[str, Any]:
    return {"msgtype": "m.text", "body": "Hello"} | more


CASES: list[tuple[dict[str, Any], Heard, str, str | None]] = [
    (theirs(content=content()), Heard.MESSAGE, "Hello", None),
    (
        theirs(content=content(**{"m.relates_to": {"m.in_reply_to": {"event_id": "$one"}}})),
        Heard.REPLY,
        "Hello",
        "$one",
    ),
    (
        theirs(content=content(**{"m.relates_to": {"rel_type": "m.thread", "event_id": "$one"}})),
        Heard.REPLY,
        "Hello",
        "$one",
    ),
    (theirs(content=content(**{"m.mentions": {"user_ids": [ME]}})), Heard.MENTION, "Hello", None),
    (
        theirs(
            content=content(
                **{
                    "m.relates_to": {"rel_type": "m.replace", "event_id": "$q"},
                    "m.new_content": {"body": "Better"},
                }
            )
        ),
        Heard.MESSAGE,
        "Better",
        "$q",
    ),
    (
        theirs(
            type="m.reaction",
            content={"m.relates_to": {"rel_type": "m.annotation", "event_id": "$one", "key": "👍"}},
        ),
        Heard.REACTION,
        "👍",
        "$one",
    ),
    (theirs(type="m.room.redaction", redacts="$x", content={}), Heard.DELETED, "", "$x"),
    (theirs(type="m.room.redaction", content={"redacts": "$x"}), Heard.DELETED, "", "$x"),
    (theirs(type="m.room.encrypted", content={"algorithm": "m"}), Heard.UNKNOWN, "", None),
    (theirs(content={}), Heard.UNKNOWN, "", None),
    (theirs(content={"body": 5, "msgtype": []}), Heard.MESSAGE, "", None),
]


@pytest.mark.parametrize(("told", "kind", "text", "about"), CASES)
def test_every_kind_of_event_has_its_name(
    told: dict[str, Any], kind: Heard, text: str, about: str | None
) -> None:
    found = only(told)
    assert (found.kind, found.text, found.about) == (kind, text, about)
    assert (found.id, found.author, found.at) == ("$q", THEM, NOW)


def test_what_has_no_form_is_kept_as_unknown() -> None:
    found = only({"event_id": "$odd", "sender": THEM, "type": 7})
    assert (found.kind, found.id, found.author) == (Heard.UNKNOWN, "$odd", THEM)
    assert found.at == datetime.fromtimestamp(0, UTC)


@pytest.mark.parametrize("answers", [(lost(),), (WHO, lost()), (WHO, said(200, {"rooms": {}}))])
def test_an_inbox_that_cannot_be_read_is_not_an_empty_one(answers: tuple[Answer, ...]) -> None:
    found = Speaker(*answers).adapter.fetch_inbox("s1", NOW)
    assert isinstance(found, Failed)
    assert found.cls is F.TRANSIENT
    nowhere = Speaker(room="").adapter.fetch_inbox("s1", NOW)
    assert nowhere == Failed(F.INVALID, "no_room")


def test_the_same_answer_is_given_once() -> None:
    matrix = Speaker(sent("$r"), sent("$r"), sent("$other"))
    item = only(theirs())
    done = matrix.adapter.moderate(item, Moderation.REPLY, "At six.", NOW)
    matrix.adapter.moderate(item, Moderation.REPLY, "At six.", NOW)
    matrix.adapter.moderate(item, Moderation.REPLY, "At seven.", NOW)
    first, second, third = matrix.asked()
    assert first == second != third
    assert isinstance(done, Done)
    assert matrix.bodies()[0] == {
        "msgtype": "m.text",
        "body": "At six.",
        "m.mentions": {"user_ids": [THEM]},
        "m.relates_to": {"m.in_reply_to": {"event_id": "$q"}},
    }
    unsure = Speaker(lost()).adapter.moderate(item, Moderation.REPLY, "At six.", NOW)
    assert isinstance(unsure, Failed)
    assert unsure.cls is F.AMBIGUOUS


def test_messages_are_redacted_and_authors_shut_out() -> None:
    item = only(theirs())
    matrix = Speaker(sent(), said(200, {}))
    assert isinstance(matrix.adapter.moderate(item, Moderation.DELETE, "", NOW), Done)
    assert isinstance(matrix.adapter.moderate(item, Moderation.BLOCK, "", NOW), Done)
    redact, ban = matrix.asked()
    assert redact.startswith("PUT /redact/$q/")
    assert ban == "POST /ban"
    assert matrix.bodies()[1] == {"user_id": THEM}
    for action in (Moderation.DELETE, Moderation.BLOCK):
        refused = Speaker(no(403, "M_FORBIDDEN")).adapter.moderate(item, action, "", NOW)
        assert refused == Failed(F.PERMISSION, "M_FORBIDDEN")
    hidden = Speaker().adapter.moderate(item, Moderation.HIDE, "", NOW)
    assert hidden == Failed(F.INVALID, "unsupported")
    nowhere = Speaker(room="").adapter.moderate(item, Moderation.BLOCK, "", NOW)
    assert nowhere == Failed(F.INVALID, "no_room")

"""What goes over the wire to a Matrix homeserver, and what its answers mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.matrix_codes import CODES
from oyez.platforms.port import Answer, Done, Failed, Media
from oyez.platforms.text import seen_sha256

from .canned import lost, said
from .matrix_said import (
    NONE,
    NOW,
    ROOM,
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

STORED = said(200, {"content_uri": "mxc://police.example/a"})
PLAIN = {"msgtype": "m.text", "m.mentions": {}}
JOINED = said(200, {"joined_rooms": [ROOM]})


def test_a_text_is_sent_once_under_its_transaction() -> None:
    matrix = Speaker(sent(), sent())
    done = matrix.adapter.publish(variant(), delivery())
    again = matrix.adapter.publish(variant(), delivery(attempt=2))
    assert isinstance(done, Done)
    assert isinstance(again, Done)
    first, second = matrix.asked()
    assert first == second, "the same transaction in every attempt"
    assert first.startswith("PUT /send/m.room.message/")
    assert matrix.bodies()[0] == PLAIN | {"body": "Road closed"}
    assert matrix.door.asked[0].headers["Authorization"] == "Bearer syt_secret"
    assert done.receipt.url == f"https://matrix.to/#/{ROOM}/$one?via=police.example"
    assert (done.receipt.parts, done.receipt.seen_from) == ((), "api")
    matrix = Speaker(sent())
    matrix.adapter.publish(variant(), delivery(key="other"))
    assert matrix.asked()[0] != first


def test_a_room_id_without_a_server_is_found_through_the_account() -> None:
    done = Speaker(sent(), room="!n5CZ--2LZX").adapter.publish(variant(), delivery())
    assert isinstance(done, Done)
    assert done.receipt.url == "https://matrix.to/#/!n5CZ--2LZX/$one?via=police.example"


def test_a_reply_hangs_on_its_parent() -> None:
    matrix = Speaker(sent("$two"))
    matrix.adapter.publish(variant(reply_to=receipt()), delivery())
    above = {"m.relates_to": {"m.in_reply_to": {"event_id": "$one"}}}
    assert matrix.bodies() == [PLAIN | {"body": "Road closed"} | above]


def test_pictures_follow_the_text_each_under_a_transaction_of_its_own(picture: Media) -> None:
    matrix = Speaker(STORED, STORED, sent("$t"), sent("$a"), sent("$b"))
    bare = replace(picture, alt="")
    done = matrix.adapter.publish(variant(media=(picture, bare)), delivery())
    assert isinstance(done, Done)
    assert done.receipt.parts == ("$t", "$a", "$b")
    asked = matrix.asked()
    assert asked[:2] == ["POST /_matrix/media/v3/upload"] * 2
    assert len(set(asked[2:])) == 3
    assert matrix.door.asked[0].headers["Content-Type"] == "image/png"
    first, second = matrix.bodies()[3:]
    assert first == relating("m.reference", "$t") | {
        "msgtype": "m.image",
        "body": picture.alt,
        "filename": "1.png",
        "url": "mxc://police.example/a",
        "info": {"w": 32, "h": 18, "mimetype": "image/png"},
        "m.mentions": {},
    }
    assert second["body"] == second["filename"] == "2.png"


@pytest.mark.parametrize("answer", [no(429, "M_LIMIT_EXCEEDED"), no(403, "M_FORBIDDEN"), lost()])
def test_once_the_text_stands_nothing_is_a_sure_failure(picture: Media, answer: Answer) -> None:
    outcome = Speaker(STORED, sent(), answer).adapter.publish(variant(media=(picture,)), delivery())
    assert isinstance(outcome, Failed)
    assert (outcome.cls, outcome.retry_at) == (F.AMBIGUOUS, None)
    early = Speaker(answer).adapter.publish(variant(media=(picture,)), delivery())
    assert isinstance(early, Failed)
    assert early.cls is not F.AMBIGUOUS


@pytest.mark.parametrize("room", ["", "#press:police.example"])
def test_without_a_room_nothing_is_said(room: str) -> None:
    matrix = Speaker(room=room)
    refused = Failed(F.INVALID, "no_room")
    assert matrix.adapter.publish(variant(), delivery()) == refused
    assert matrix.adapter.find(variant(), delivery()) == refused
    assert matrix.adapter.retract(receipt(), variant(), delivery()) == refused
    assert matrix.door.asked == []


def test_a_text_that_is_too_long_stays_here() -> None:
    outcome = Speaker().adapter.publish(variant("ä" * 24_001), delivery())
    assert outcome == Failed(F.INVALID, "text_too_long")
    few = Speaker().adapter.publish(variant("🚧" * 12_001), delivery())
    assert few == Failed(F.INVALID, "text_too_long")


@pytest.mark.parametrize("code", CODES)
def test_every_known_code_has_its_class(code: str) -> None:
    outcome = Speaker(no(400, code)).adapter.publish(variant(), delivery())
    assert isinstance(outcome, Failed)
    assert (outcome.cls, outcome.code) == (CODES[code], code)


@pytest.mark.parametrize(
    ("answer", "cls", "code"),
    [
        (no(401, "M_SOMETHING_NEW"), F.AUTH, "M_SOMETHING_NEW"),
        (no(400, "M_SOMETHING_NEW"), F.INVALID, "M_SOMETHING_NEW"),
        (no(500, "M_UNKNOWN"), F.AMBIGUOUS, "M_UNKNOWN"),
        (said(502), F.AMBIGUOUS, "http_502"),
        (said(200, {"event": "$one"}), F.AMBIGUOUS, "unreadable"),
        (no(400, "<b>"), F.INVALID, "http_400"),
    ],
)
def test_codes_first_then_the_status(answer: Answer, cls: F, code: str) -> None:
    outcome = Speaker(answer).adapter.publish(variant(), delivery())
    assert isinstance(outcome, Failed)
    assert (outcome.cls, outcome.code) == (cls, code)


def test_the_wait_is_read_from_the_body_in_milliseconds() -> None:
    limited = no(429, "M_LIMIT_EXCEEDED", retry_after_ms=2500)
    outcome = Speaker(limited).adapter.publish(variant(), delivery())
    wait = timedelta(seconds=2.5)
    assert outcome == Failed(F.RATE_LIMITED, "M_LIMIT_EXCEEDED", NOW + wait)


def test_a_correction_replaces_the_text() -> None:
    matrix = Speaker(WHO, NONE, sent("$edit"))
    done = matrix.adapter.correct(receipt(), variant("Road open"), delivery())
    new = PLAIN | {"body": "Road open"}
    wanted = relating("m.replace", "$one") | PLAIN | {"body": "* Road open", "m.new_content": new}
    assert matrix.bodies()[-1] == wanted
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.version) == ("$one", "$edit")
    assert done.receipt.text_sha256 == seen_sha256("Road open")


def test_a_long_correction_says_its_text_once() -> None:
    matrix = Speaker(WHO, NONE, sent("$edit"))
    text, link = "ä" * 20_000, "https://portal.example/p/ab12"
    done = matrix.adapter.correct(receipt(), variant(text, marker_url=link), delivery())
    assert isinstance(done, Done)
    assert matrix.bodies()[-1]["body"] == f"* {link}"
    assert matrix.bodies()[-1]["m.new_content"]["body"] == text


def test_pictures_are_replaced_added_and_taken_away(picture: Media) -> None:
    standing = page(event("$b"), event("$a"))
    matrix = Speaker(WHO, standing, STORED, sent("$edit"), sent("$c"), sent())
    v = variant("Road open", media=(picture,))
    assert isinstance(matrix.adapter.correct(receipt(), v, delivery()), Done)
    assert matrix.asked()[-1].startswith("PUT /redact/$b/")
    replaced = matrix.bodies()[-2]
    assert replaced["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$a"}
    assert replaced["m.new_content"]["url"] == "mxc://police.example/a"

    more = Speaker(WHO, NONE, STORED, sent("$edit"), sent("$new"))
    assert isinstance(more.adapter.correct(receipt(), v, delivery()), Done)
    assert more.bodies()[-1]["m.relates_to"] == {"rel_type": "m.reference", "event_id": "$one"}


def test_a_correction_half_done_is_unsure(picture: Media) -> None:
    v = variant("Road open", media=(picture,))
    half = Speaker(WHO, NONE, STORED, sent("$edit"), no(429, "M_LIMIT_EXCEEDED"))
    outcome = half.adapter.correct(receipt(), v, delivery())
    assert outcome == Failed(F.AMBIGUOUS, "M_LIMIT_EXCEEDED")
    surplus = Speaker(WHO, page(event("$a")), sent("$edit"), no(403, "M_FORBIDDEN"))
    outcome = surplus.adapter.correct(receipt(), variant(), delivery())
    assert outcome == Failed(F.AMBIGUOUS, "M_FORBIDDEN")
    unread = Speaker(no(401, "M_UNKNOWN_TOKEN")).adapter.correct(receipt(), v, delivery())
    assert unread == Failed(F.AUTH, "M_UNKNOWN_TOKEN")


def test_the_probe_says_what_is_missing() -> None:
    inside = Speaker(WHO, JOINED, no(404, "M_NOT_FOUND"), said(200, {"m.upload.size": 5}))
    health = inside.adapter.probe()
    assert (health.account, health.missing) == ("press:police.example", frozenset())
    assert health.limits["picture_bytes"] == 5
    secret = said(200, {"algorithm": "m.megolm.v1.aes-sha2"})
    outside = Speaker(WHO, said(200, {"joined_rooms": []}), secret, said(404))
    health = outside.adapter.probe()
    assert health.missing == {"room", "unencrypted"}
    assert "picture_bytes" not in health.limits
    nowhere = Speaker(WHO, room="").adapter.probe()
    assert nowhere.failure == Failed(F.INVALID, "no_room")


def test_a_session_is_renewed_where_it_can_be() -> None:
    alone = Speaker().adapter.refresh(NOW)
    assert alone == Failed(F.AUTH, "no_refresh")
    tokens = said(200, {"access_token": "new", "refresh_token": "newer"})
    matrix = Speaker(tokens, said(200, {"access_token": "new"}), refresh_token="old")
    assert matrix.adapter.refresh(NOW) == {"token": "new", "refresh_token": "newer"}
    assert matrix.adapter.refresh(NOW) == {"token": "new", "refresh_token": "old"}
    assert matrix.asked()[0] == "POST /_matrix/client/v3/refresh"
    assert matrix.bodies()[0] == {"refresh_token": "old"}
    assert "Authorization" not in matrix.door.asked[0].headers
    for answer in (no(401, "M_UNKNOWN_TOKEN"), no(403, "M_FORBIDDEN")):
        void = Speaker(answer, refresh_token="old").adapter.refresh(NOW)
        assert isinstance(void, Failed)
        assert void.cls is F.AUTH
    later = Speaker(said(503), refresh_token="old").adapter.refresh(NOW)
    assert isinstance(later, Failed)
    assert later.cls is F.TRANSIENT

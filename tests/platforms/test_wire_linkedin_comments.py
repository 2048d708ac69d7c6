"""LinkedIn's wire: comments, which are published, answered, changed and deleted by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.heard import Heard, Inbox, InboxItem, Moderation
from oyez.platforms.port import Absent, Done, Failed, Media
from oyez.platforms.text import seen_sha256

from .canned import lost, said
from .conftest import Bench
from .linkedin_said import (
    ACTIVITY,
    COMMENT,
    ENC,
    ITEM,
    MS,
    NOW,
    ORG,
    PLACE,
    RECEIPT,
    URN,
    D,
    V,
    linkedin,
    speak,
)


def test_a_comment_is_answered_as_plain_text() -> None:
    urn = f"urn:li:comment:({ACTIVITY},6)"
    made = {"id": "6", "commentUrn": urn, "message": {"text": "Soon (today)."}}
    platform, door = speak([said(201, made)])
    done = platform.moderate(ITEM, Moderation.REPLY, "Soon (today).", NOW)
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.version) == (urn, "whole")
    assert (door.asked[0].method, door.asked[0].url) == ("POST", PLACE)
    assert door.asked[0].json == {
        "actor": "urn:li:organization:123",
        "object": ACTIVITY,
        "message": {"text": "Soon (today)."},
        "parentComment": COMMENT,
    }


def test_an_answer_that_is_too_long_or_lost() -> None:
    long = speak([])[0].moderate(ITEM, Moderation.REPLY, "ä" * 1251, NOW)
    assert long == Failed(F.INVALID, "too_long")
    again = speak([lost()])[0].moderate(ITEM, Moderation.REPLY, "Soon", NOW)
    assert isinstance(again, Failed)
    assert again.cls is F.AMBIGUOUS


def test_a_comment_is_deleted_once_and_again() -> None:
    platform, door = speak([said(204), said(404, {}), said(403, {})])
    edited = replace(ITEM, id=f"{COMMENT}#{MS}")
    assert isinstance(platform.moderate(edited, Moderation.DELETE, "", NOW), Done)
    assert isinstance(platform.moderate(ITEM, Moderation.DELETE, "", NOW), Done)
    refused = platform.moderate(ITEM, Moderation.DELETE, "", NOW)
    assert isinstance(refused, Failed)
    assert refused.cls is F.PERMISSION
    assert {one.url for one in door.asked} == {f"{PLACE}/5?actor={ORG}"}


@pytest.mark.parametrize(
    ("action", "state", "item"),
    [
        (Moderation.CLOSE_REPLIES, "CLOSED", ITEM),
        (Moderation.OPEN_REPLIES, "OPEN", replace(ITEM, id=URN, about=None)),
    ],
)
def test_a_post_is_closed_to_comments(action: Moderation, state: str, item: InboxItem) -> None:
    platform, door = speak([said(200, {})])
    assert isinstance(platform.moderate(item, action, "", NOW), Done)
    assert door.asked[0].url == f"https://api.linkedin.com/rest/socialMetadata/{ENC}?actor={ORG}"
    assert door.asked[0].json == {"patch": {"$set": {"commentsState": state}}}
    assert door.asked[0].headers["X-RestLi-Method"] == "PARTIAL_UPDATE"


@linkedin
def test_a_notice_below_our_own_is_a_comment_with_a_life_of_its_own(bench: Bench) -> None:
    parent = bench.publish(bench.variant())
    v, d = bench.variant("Correction (1): {code}", reply_to=parent), bench.delivery()
    done = bench.adapter.publish(v, d)
    assert isinstance(done, Done)
    comment = done.receipt
    assert bench.live()[1]["url"] == comment.url
    assert bench.live()[1]["text"] == v.text, "comments are plain text"
    found = bench.adapter.find(v, d)
    assert isinstance(found, Done)
    assert found.receipt.remote_id == comment.remote_id
    other = replace(v, text="Never said")
    assert isinstance(bench.adapter.find(other, d), Absent)
    changed = bench.adapter.correct(comment, replace(v, text="Correction 2"), d)
    assert isinstance(changed, Done)
    assert changed.receipt.text_sha256 == seen_sha256("Correction 2")
    seen = bench.adapter.look(comment, datetime.now(UTC))
    assert isinstance(seen, Done)
    assert isinstance(bench.adapter.retract(comment, v, d), Done)
    assert isinstance(bench.adapter.look(comment, NOW), Absent)
    assert isinstance(bench.adapter.retract(comment, v, d), Absent)


def test_a_comment_takes_no_pictures(picture: Media) -> None:
    v = replace(V, media=(picture,), reply_to=RECEIPT)
    assert speak([])[0].publish(v, D) == Failed(F.INVALID, "no_pictures_in_comments")


@linkedin
def test_the_public_does_not_see_a_deleted_comment_any_more(bench: Bench) -> None:
    bench.publish(bench.variant())
    number = bench.live()[0]["id"]
    comment = bench.sim.reply("linkedin", number, "Rude Reader", "An insult")
    found = bench.adapter.fetch_inbox(None, datetime.now(UTC))
    assert isinstance(found, Inbox)
    (item,) = found.items
    assert item.id == comment["id"]
    assert isinstance(bench.adapter.moderate(item, Moderation.DELETE, "", NOW), Done)
    assert bench.sim.live("linkedin", comment["account"]) == []
    later = bench.adapter.fetch_inbox(found.cursor, datetime.now(UTC))
    assert isinstance(later, Inbox)
    assert Heard.DELETED in [one.kind for one in later.items]

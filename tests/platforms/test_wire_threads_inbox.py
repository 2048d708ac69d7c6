"""Threads' wire: what people say, webhooks, hiding, figures, tokens, and the played platform."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.heard import Heard, Inbox, Moderation
from oyez.platforms.port import Done, Failed, Health
from oyez.platforms.text import seen_sha256

from .canned import lost, said
from .conftest import Bench
from .threads_said import (
    BASE,
    ITEM,
    LOST,
    NOW,
    RECEIPT,
    URL,
    form,
    post,
    refused,
    speak,
    threads,
)

FIELDS = "id,text,username,timestamp,permalink,is_reply,is_reply_owned_by_me,root_post,replied_to"
EMPTY = said(200, {"data": []})


def said_by(author: str, number: str, second: int, **more: object) -> dict[str, object]:
    when = f"2026-11-21T03:00:{second:02}+0000"
    return post("Why?", id=number, username=author, timestamp=when, **more)


def test_only_posts_with_replies_are_asked_about() -> None:
    own = said(200, {"data": [{"id": "1", "has_replies": True}, {"id": "2"}]})
    replies = said(200, {"data": [
        said_by("ben", "12", 9, root_post={"id": "1"}),
        said_by("police", "11", 8, is_reply_owned_by_me=True),
        said_by("anna", "10", 7),
    ]})  # fmt: skip
    mention = said(200, {"data": [said_by("cem", "13", 8)]})
    platform, door = speak([own, replies, mention])
    found = platform.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    told = [(one.kind, one.author, one.about) for one in found.items]
    assert told == [
        (Heard.REPLY, "anna", "1"), (Heard.MENTION, "cem", None), (Heard.REPLY, "ben", "1"),
    ]  # fmt: skip
    assert found.cursor == "2026-11-21T03:00:09+00:00"
    assert [one.url for one in door.asked] == [
        f"{BASE}/me/threads?fields=id,has_replies&limit=25",
        f"{BASE}/1/conversation?fields={FIELDS}&limit=50",
        f"{BASE}/me/mentions?fields={FIELDS}&limit=50",
    ]


def test_the_poll_reads_back_to_its_cursor_and_no_further() -> None:
    own = said(200, {"data": [{"id": "1", "has_replies": True}]})
    new = said(200, {"data": [said_by("a", "12", 9)], "paging": {
        "cursors": {"after": "c"}, "next": "more"}})  # fmt: skip
    old = said(200, {"data": [said_by("b", "11", 5), said_by("c", "10", 4)], "paging": {
        "cursors": {"after": "d"}, "next": "more"}})  # fmt: skip
    platform, door = speak([own, new, old, EMPTY])
    found = platform.fetch_inbox("2026-11-21T03:00:05+00:00", NOW)
    assert isinstance(found, Inbox)
    assert [one.id for one in found.items] == ["11", "12"], "the cursor's own second comes again"
    assert door.asked[2].url.endswith("&after=c")
    assert len(door.asked) == 4


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_inbox_that_breaks_off_is_not_half_read(place: int) -> None:
    own = said(200, {"data": [{"id": "1", "has_replies": True}]})
    answers = [own, EMPTY, EMPTY]
    answers[place] = lost()
    found = speak(answers)[0].fetch_inbox(None, NOW)
    assert isinstance(found, Failed)
    assert found.cls is F.TRANSIENT


def signed(body: bytes, secret: bytes = b"s3cret") -> dict[str, str]:
    return {"x-hub-signature-256": "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()}


VALUE = {
    "id": "8901234", "username": "anna", "text": "Reply", "media_type": "TEXT_POST",
    "permalink": URL, "replied_to": {"id": "567890"},
    "root_post": {"id": "123456", "owner_id": "1", "username": "police"},
    "timestamp": "2026-11-21T03:00:00+0000",
}  # fmt: skip


def pushed(field: str, value: object) -> bytes:
    head = {"app_id": "1", "topic": "moderate", "target_id": "7", "time": 1795230000}
    return json.dumps({**head, "values": {"value": value, "field": field}}).encode()


@pytest.mark.parametrize(
    ("field", "kind", "about"),
    [
        ("replies", Heard.REPLY, "123456"),
        ("mentions", Heard.MENTION, "123456"),
        ("delete", Heard.DELETED, "8901234"),
        ("publish", Heard.UNKNOWN, None),
        ("new_field", Heard.UNKNOWN, None),
    ],
)
def test_each_field_of_the_webhook(field: str, kind: Heard, about: str | None) -> None:
    body = pushed(field, VALUE)
    found = speak([])[0].read_webhook(signed(body), body)
    assert not isinstance(found, Failed)
    (item,) = found
    assert (item.kind, item.about) == (kind, about)
    if kind is Heard.REPLY:
        assert (item.id, item.author, item.text, item.at) == ("8901234", "anna", "Reply", NOW)


def test_the_shape_of_metas_other_webhooks_is_read_too() -> None:
    change = {"field": "replies", "value": VALUE}
    body = json.dumps({"object": "threads", "entry": [{"changes": [change, change]}]}).encode()
    found = speak([])[0].read_webhook(signed(body), body)
    assert not isinstance(found, Failed)
    assert [one.id for one in found] == ["8901234", "8901234"]


def test_what_nobody_can_read_is_kept_with_a_mark() -> None:
    body = pushed("replies", {"text": "no id"})
    found = speak([])[0].read_webhook(signed(body), body)
    assert not isinstance(found, Failed)
    assert (found[0].kind, found[0].text) == (Heard.UNKNOWN, "")
    assert found[0].id.startswith("replies:")
    odd = b'{"values": 3}'
    assert speak([])[0].read_webhook(signed(odd), odd) == Failed(F.INVALID, "unreadable")


def test_only_metas_own_signature_opens_the_webhook() -> None:
    platform, body = speak([])[0], pushed("replies", VALUE)
    no = Failed(F.PERMISSION, "bad_signature")
    assert platform.read_webhook({}, body) == no
    assert platform.read_webhook(signed(body, b"other"), body) == no
    assert platform.read_webhook(signed(body), body + b" ") == no


def test_a_reply_is_answered_in_two_steps() -> None:
    platform, door = speak([said(200, {"id": "17"}), said(200, {"id": "20"})])
    done = platform.moderate(ITEM, Moderation.REPLY, "Soon.", NOW)
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.text_sha256) == ("20", seen_sha256("Soon."))
    assert form(door.asked[0]) == {"media_type": "TEXT", "text": "Soon.", "reply_to_id": "55"}
    assert form(door.asked[1]) == {"creation_id": "17"}


def test_an_answer_that_is_not_ready_or_lost_or_too_long() -> None:
    made = said(200, {"id": "17"})
    unready = speak([made, refused(**LOST)])[0].moderate(ITEM, Moderation.REPLY, "Soon", NOW)
    assert unready == Failed(F.TRANSIENT, "24/4279009", NOW + timedelta(seconds=30))
    gone = speak([made, lost()])[0].moderate(ITEM, Moderation.REPLY, "Soon", NOW)
    assert isinstance(gone, Failed)
    assert gone.cls is F.AMBIGUOUS
    first = speak([lost()])[0].moderate(ITEM, Moderation.REPLY, "Soon", NOW)
    assert isinstance(first, Failed)
    assert first.cls is F.TRANSIENT, "nobody sees a container"
    long = speak([])[0].moderate(ITEM, Moderation.REPLY, "ä" * 501, NOW)
    assert long == Failed(F.INVALID, "text_too_long")


@pytest.mark.parametrize(
    ("action", "hide"), [(Moderation.HIDE, "true"), (Moderation.UNHIDE, "false")]
)
def test_a_reply_is_hidden_and_shown(action: Moderation, hide: str) -> None:
    platform, door = speak([said(200, {"success": True}), said(200, {"success": False})])
    assert isinstance(platform.moderate(ITEM, action, "", NOW), Done)
    assert door.asked[0].url == f"{BASE}/55/manage_reply"
    assert form(door.asked[0]) == {"hide": hide}
    assert platform.moderate(ITEM, action, "", NOW) == Failed(F.TRANSIENT, "not_changed")


def test_figures_stand_in_either_of_two_places() -> None:
    told = [
        {"name": "views", "values": [{"value": 7}]},
        {"name": "likes", "total_value": {"value": 2}},
        {"name": "quotes", "values": []},
        {"name": "new", "values": [{"value": 1}]},
    ]
    gone = refused(code=100, error_subcode=33)
    platform, door = speak([said(200, {"data": told}), gone])
    found = platform.measure([RECEIPT, replace(RECEIPT, remote_id="98")], NOW)
    assert not isinstance(found, Failed)
    assert [(one.remote_id, one.metric, one.value) for one in found] == [
        ("99", "views", 7.0), ("99", "likes", 2.0),
    ]  # fmt: skip
    metrics = "views,likes,replies,reposts,quotes,shares"
    assert door.asked[0].url == f"{BASE}/99/insights?metric={metrics}"
    assert isinstance(speak([refused(code=190)])[0].measure([RECEIPT], NOW), Failed)


def test_a_token_lives_on_while_it_still_holds() -> None:
    platform, door = speak([said(200, {"access_token": "T2", "expires_in": 5_184_000})])
    assert platform.refresh(NOW) == {"token": "T2", "app_secret": "s3cret"}
    query = urlencode({"grant_type": "th_refresh_token", "access_token": "T"})
    (asked,) = door.asked
    assert asked.url == f"https://graph.threads.net/refresh_access_token?{query}"
    over = speak([refused(code=190, error_subcode=463)])[0].refresh(NOW)
    assert isinstance(over, Failed)
    assert (over.cls, over.code) == (F.AUTH, "190/463")


def test_the_probe_tells_what_is_left_of_the_day() -> None:
    who = said(200, {"id": "4711", "username": "police"})
    used = {"quota_usage": 4, "config": {"quota_total": 250, "quota_duration": 86400}}
    health = speak([who, said(200, {"data": [used]})])[0].probe()
    assert health.limits == {"posts_left": 246}
    no_right = speak([who, refused(code=10)])[0].probe()
    assert no_right == Health(
        "police", frozenset({"threads_basic"}), frozenset({"threads_content_publish"})
    )


@threads
def test_a_token_in_the_played_world_is_renewed(bench: Bench) -> None:
    assert bench.adapter.refresh(NOW) == dict(bench.channel.secrets)

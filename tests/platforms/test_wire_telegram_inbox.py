"""What Telegram tells a bot, by poll and by webhook, and what the bot does in the group."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.heard import Calling, Heard, Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.port import Done, Failed

from .canned import lost, said
from .telegram_said import NOW, YES, bot, message, no, ok, page, post, receipt

GROUP = {"id": -1005678, "type": "supergroup", "title": "Talk", "username": "emsland_chat"}
PERSON = {"id": 42, "is_bot": False, "first_name": "Ada", "username": "ada"}
SIGNED = {"x-telegram-bot-api-secret-token": "shared-with-telegram"}


def mirrored(number: int = 7) -> dict[str, Any]:
    origin = {"type": "channel", "message_id": number, "date": 1, "chat": message()["chat"]}
    more = {"is_automatic_forward": True, "forward_origin": origin}
    return message(100 + number, chat=GROUP) | more


def comment(number: int = 12, text: str = "When does it open?", **more: Any) -> dict[str, Any]:
    return message(number, text, chat=GROUP, **{"from": PERSON}) | more


def update(number: int, **what: Any) -> dict[str, Any]:
    return {"update_id": number, **what}


def heard(*updates: dict[str, Any], cursor: str | None = None) -> Inbox:
    found = bot(ok(list(updates))).adapter.fetch_inbox(cursor, NOW)
    assert isinstance(found, Inbox)
    return found


def item(**more: Any) -> InboxItem:
    (found,) = heard(update(1, message=comment(**more))).items
    return found


def test_the_poll_asks_from_the_cursor_on_and_gives_the_next() -> None:
    telegram = bot(ok([update(5, message=comment()), update(6, message=comment(13))]), ok([]))
    first = telegram.adapter.fetch_inbox(None, NOW)
    assert isinstance(first, Inbox)
    assert first.cursor == "7"
    again = telegram.adapter.fetch_inbox(first.cursor, NOW)
    assert again == Inbox((), "7")
    watched = ["message", "edited_message", "message_reaction_count"]
    common = {"limit": 100, "timeout": 0, "allowed_updates": watched}
    assert telegram.calls() == [("getUpdates", common), ("getUpdates", common | {"offset": 7})]


def test_a_comment_names_the_post_it_is_about() -> None:
    found = item(reply_to_message=mirrored())
    assert (found.kind, found.about, found.author) == (Heard.REPLY, "7", "ada")
    assert found.id == "-1005678:12:42"
    assert found.url == "https://t.me/emsland_chat/12"
    assert found.at == NOW
    other = item(reply_to_message=comment(3))
    assert (other.kind, other.about) == (Heard.REPLY, None)


def test_our_own_post_in_the_group_is_no_comment() -> None:
    assert heard(update(4, message=mirrored())).items == ()


def test_a_message_to_the_bot_alone_has_no_address() -> None:
    alone = item(chat={"id": 42, "type": "private", "first_name": "Ada"})
    assert (alone.kind, alone.url) == (Heard.MESSAGE, None)
    hidden = item(chat={"id": -1005678, "type": "supergroup"})
    assert hidden.url == "https://t.me/c/5678/12"


def test_an_edit_is_another_item_and_a_channel_speaks_by_its_title() -> None:
    (edited,) = heard(update(2, edited_message=comment(edit_date=99))).items
    assert edited.id == "-1005678:12:42:99"
    spoken = item(sender_chat={"id": -100777, "type": "channel", "title": "The Paper"})
    assert (spoken.author, spoken.id) == ("The Paper", "-1005678:12:-100777")


def test_reactions_are_counted_in_one_line() -> None:
    counts = [
        {"type": {"type": "emoji", "emoji": "👍"}, "total_count": 3},
        {"type": {"type": "paid"}, "total_count": 1},
    ]
    told = {"chat": message()["chat"], "message_id": 7, "date": 60, "reactions": counts}
    (found,) = heard(update(8, message_reaction_count=told)).items
    assert (found.kind, found.about, found.text) == (Heard.REACTION, "7", "👍 3, paid 1")
    assert (found.id, found.at) == ("update:8", datetime.fromtimestamp(60, UTC))


@pytest.mark.parametrize(
    "what", [{"poll": {"id": "1", "date": 60}}, {"message": {"message_id": "x", "date": 60}}]
)
def test_what_cannot_be_read_is_kept_as_unknown(what: dict[str, Any]) -> None:
    found = heard(update(8, **what))
    assert found.cursor == "9"
    (one,) = found.items
    assert (one.kind, one.id, one.text) == (Heard.UNKNOWN, "update:8", "")
    assert one.at == datetime.fromtimestamp(60, UTC)


@pytest.mark.parametrize(
    ("info", "calling"),
    [
        ({"url": "https://x.example/h", "pending_update_count": 0}, Calling()),
        ({"url": "https://x.example/h", "pending_update_count": 3}, Calling(3)),
        ({"pending_update_count": 3, "last_error_date": 60}, Calling(3, failing=True)),
        ({"pending_update_count": 0, "last_error_date": 60}, Calling(0)),
    ],
)
def test_while_a_webhook_is_set_its_state_is_told(info: dict[str, Any], calling: Calling) -> None:
    taken = no(409, "Conflict: can't use getUpdates method while webhook is active; use delete")
    asked = bot(taken, ok(info))
    assert asked.adapter.fetch_inbox("17", NOW) == Inbox((), "17", calling)
    assert asked.calls()[1] == ("getWebhookInfo", {})
    assert calling.code in {"webhook:0", "webhook:3", "webhook_failing:3"}


def test_what_cannot_be_asked_at_all_is_a_failure() -> None:
    taken = no(409, "Conflict: can't use getUpdates method while webhook is active; use delete")
    assert isinstance(bot(taken, lost()).adapter.fetch_inbox(None, NOW), Failed)
    assert isinstance(bot(lost()).adapter.fetch_inbox(None, NOW), Failed)
    other = no(409, "Conflict: terminated by other getUpdates request; make sure")
    found = bot(other).adapter.fetch_inbox(None, NOW)
    assert isinstance(found, Failed)
    assert found.cls is F.TRANSIENT


def test_a_signed_webhook_is_read() -> None:
    body = json.dumps(update(5, message=comment(reply_to_message=mirrored()))).encode()
    found = bot().adapter.read_webhook(SIGNED, body)
    assert not isinstance(found, Failed)
    assert [one.about for one in found] == ["7"]
    assert bot().adapter.read_webhook(SIGNED, body) == found, "a repeat is the same item"
    (strange,) = bot().adapter.read_webhook(SIGNED, b'{"update_id": 3, "poll": {}}')  # type: ignore[misc]
    assert (strange.kind, strange.id) == (Heard.UNKNOWN, "update:3")


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-telegram-bot-api-secret-token": ""}, {"x-telegram-bot-api-secret-token": "other"}],
)
def test_an_unsigned_webhook_is_refused(headers: dict[str, str]) -> None:
    refused = Failed(F.AUTH, "bad_signature")
    assert bot().adapter.read_webhook(headers, b"{}") == refused
    unset = bot()
    unset.adapter.channel.secrets.pop("webhook_secret")  # type: ignore[attr-defined]
    assert unset.adapter.read_webhook(headers, b"{}") == refused


@pytest.mark.parametrize("body", [b"", b"[]", b'"x"', b"\xff"])
def test_a_signed_body_that_is_no_update_is_unreadable(body: bytes) -> None:
    assert bot().adapter.read_webhook(SIGNED, body) == Failed(F.INVALID, "unreadable")


def test_an_answer_hangs_on_the_comment() -> None:
    telegram = bot(ok(comment(13, "At six.")))
    done = telegram.adapter.moderate(item(), Moderation.REPLY, "At six.", NOW)
    ((method, params),) = telegram.calls()
    assert (method, params["chat_id"]) == ("sendMessage", -1005678)
    assert params["reply_parameters"] == {"message_id": 12}
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.url) == ("13", "https://t.me/emsland_chat/13")
    unsure = bot(lost()).adapter.moderate(item(), Moderation.REPLY, "At six.", NOW)
    assert isinstance(unsure, Failed)
    assert unsure.cls is F.AMBIGUOUS


def test_comments_are_deleted_and_authors_shut_out() -> None:
    telegram = bot(YES, YES, YES)
    channel = item(sender_chat={"id": -100777, "type": "channel", "title": "The Paper"})
    for one, action in (
        (item(), Moderation.DELETE),
        (item(), Moderation.BLOCK),
        (channel, Moderation.BLOCK),
    ):
        assert isinstance(telegram.adapter.moderate(one, action, "", NOW), Done)
    assert telegram.calls() == [
        ("deleteMessage", {"chat_id": -1005678, "message_id": 12}),
        ("banChatMember", {"chat_id": -1005678, "user_id": 42}),
        ("banChatSenderChat", {"chat_id": -1005678, "sender_chat_id": -100777}),
    ]


def test_what_cannot_be_done_is_refused() -> None:
    nameless = InboxItem("update:8", Heard.UNKNOWN, "", "", NOW)
    refused = bot().adapter.moderate(nameless, Moderation.DELETE, "", NOW)
    assert refused == Failed(F.INVALID, "no_such_item")
    hidden = bot().adapter.moderate(item(), Moderation.HIDE, "", NOW)
    assert hidden == Failed(F.INVALID, "unsupported")
    no_right = no(400, "Bad Request: not enough rights to restrict/unrestrict chat member")
    banned = bot(no_right).adapter.moderate(item(), Moderation.BLOCK, "", NOW)
    assert banned == Failed(F.PERMISSION, "not_enough_rights")


def test_the_members_are_counted_for_what_stands() -> None:
    error = '<div class="tgme_widget_message_error">Post not found</div>'
    telegram = bot(page(post(7, "Road closed")), page(error), ok(1200))
    found = telegram.adapter.measure([receipt("7"), receipt("8")], NOW)
    assert found == [Measurement("7", "members", 1200, NOW)]
    assert telegram.calls() == [("getChatMemberCount", {"chat_id": "@police_emsland"})]
    assert bot().adapter.measure([], NOW) == []
    assert bot(page(error)).adapter.measure([receipt("8")], NOW) == []
    assert isinstance(bot(said(500)).adapter.measure([receipt("7")], NOW), Failed)
    refused = bot(page(post(7, "Road closed")), no(401, "Unauthorized"))
    counted = refused.adapter.measure([receipt("7")], NOW)
    assert counted == Failed(F.AUTH, "Unauthorized")

"""X's webhooks: the handshake, the signature over the very bytes, and what an event becomes."""

from __future__ import annotations

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.heard import Heard, Inbox
from oyez.platforms.port import Failed
from oyez.platforms.x_webhook import crc
from oyez.simulator.x_events import x_event

from .x_said import NOW, NUMBER, READER, REPLY, mention, mentions, speak


def test_the_handshake_has_the_shape_that_x_expects() -> None:
    # openssl dgst -sha256 -hmac shared -binary | base64
    assert crc("shared", "challenge") == "sha256=GTxIF68Q18CqNmu7+7PRtQYfyy6LNMDRRhHzSg4lEs0="


@pytest.mark.parametrize(
    ("kind", "reference", "heard", "about"),
    [
        ("post.reply.create", "replied_to", Heard.REPLY, "77"),
        ("post.mention.create", "replied_to", Heard.MENTION, None),
        ("post.quote.create", "quoted", Heard.QUOTE, "77"),
        ("post.repost.create", "retweeted", Heard.REACTION, "77"),
        ("post.repost.create", "reposted", Heard.REACTION, "77"),
        ("post.create", "quoted", Heard.UNKNOWN, None),
        ("dm.received", "quoted", Heard.UNKNOWN, None),
    ],
)
def test_events_are_items(kind: str, reference: str, heard: Heard, about: str | None) -> None:
    payload = mention("Well", referenced_tweets=[{"type": reference, "id": "77"}])
    headers, body = x_event("shared", kind, payload, users=[READER])
    platform, _ = speak([])
    found = platform.read_webhook(headers, body)
    assert not isinstance(found, Failed)
    (item,) = found
    assert (item.id, item.kind, item.author, item.about) == ("90", heard, "jess", about)


def test_a_deletion_is_an_event_of_its_own_about_the_post() -> None:
    headers, body = x_event("shared", "post.delete", {"id": NUMBER}, event="e-9")
    platform, _ = speak([])
    found = platform.read_webhook(headers, body)
    assert not isinstance(found, Failed)
    assert [(one.id, one.kind, one.about) for one in found] == [("e-9", Heard.DELETED, NUMBER)]
    headers, body = x_event("shared", "post.mention.create", {"text": "?"}, event="e-8")
    nameless = platform.read_webhook(headers, body)
    assert not isinstance(nameless, Failed)
    assert [(one.id, one.url) for one in nameless] == [("e-8", None)]


def test_the_same_event_and_the_poll_name_the_same_post() -> None:
    headers, body = x_event("shared", "post.reply.create", mention(**REPLY), users=[READER])
    platform, _ = speak([mentions(mention(**REPLY))])
    polled = platform.fetch_inbox(None, NOW)
    assert isinstance(polled, Inbox)
    assert platform.read_webhook(headers, body) == list(polled.items)


def test_only_what_x_signed_is_read() -> None:
    headers, body = x_event("shared", "post.reply.create", mention())
    platform, _ = speak([])
    refused = Failed(F.PERMISSION, "bad_signature")
    assert platform.read_webhook(headers, body + b" ") == refused
    assert platform.read_webhook({}, body) == refused
    assert (
        platform.read_webhook(x_event("other", "post.reply.create", mention())[0], body) == refused
    )
    unarmed, _ = speak([], consumer_secret="")
    assert unarmed.read_webhook(x_event("", "k", {})[0], body) == Failed(
        F.PERMISSION, "no_consumer_secret"
    )


def test_a_signed_body_that_is_no_event_is_said_to_be_unreadable() -> None:
    signature = crc("shared", "[]")
    platform, _ = speak([])
    found = platform.read_webhook({"x-twitter-webhooks-signature": signature}, b"[]")
    assert found == Failed(F.INVALID, "unreadable")

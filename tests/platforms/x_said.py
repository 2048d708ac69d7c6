"""What X's tests share: a channel, one post of it, and prepared answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from oyez.platforms.port import Answer, Channel, Delivery, Receipt, Variant
from oyez.platforms.x import X

from .accounts import ACCOUNTS
from .canned import Canned, said
from .conftest import Bench

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
AT = "2026-11-21T03:00:01.000Z"
NUMBER = "1990000000000000001"
ADDRESS = f"https://x.com/press/status/{NUMBER}"
V = Variant("", "Road closed", "en", marker_url="https://portal.example/p/ab")
D = Delivery("d", 1, "k", NOW, NOW)
RECEIPT = Receipt(NUMBER, ADDRESS, NOW)
PROBLEMS = "https://api.x.com/2/problems/"
FIELDS = "author_id,created_at,entities,in_reply_to_user_id,public_metrics"
MANUAL = f"tweet.fields={FIELDS},referenced_tweets"
SPECIFICATION = f"post.fields={FIELDS},referenced_posts"
GONE = {"errors": [{"type": f"{PROBLEMS}resource-not-found", "title": "Not Found Error"}]}

x = pytest.mark.parametrize("bench", ["x"], indirect=True)


def speak(answers: Sequence[Answer], **secrets: str) -> tuple[X, Canned]:
    door = Canned(list(answers))
    known = {"token": "T", "consumer_secret": "shared", **secrets}
    options = {"user_id": "12", "username": "press"}
    return X(Channel("press", "https://api.x.com", known, options), door), door


def post(text: str = "Road closed", **more: object) -> dict[str, object]:
    return {"id": NUMBER, "text": text, "created_at": AT, "author_id": "12", **more}


def url(target: str, short: str = "https://t.co/abcdefghij", **more: object) -> dict[str, object]:
    return {"url": short, "expanded_url": target, "start": 0, "end": 23, **more}


def page(*posts: dict[str, object], **meta: object) -> Answer:
    data = {"data": list(posts)} if posts else {}
    return said(200, {**data, "meta": {"result_count": len(posts), **meta}})


def elsewhere(bench: Bench) -> Bench:
    """The same bench with an account on a server that speaks as the specification says."""
    account = f"{bench.account}_posts"
    return replace(bench, account=account, channel=ACCOUNTS["x"](account, bench.sim))


READER = {"id": "34", "username": "jess"}
REPLY = {"referenced_tweets": [{"type": "replied_to", "id": "77"}], "in_reply_to_user_id": "12"}


def mention(text: str = "@press Is it over?", **more: object) -> dict[str, object]:
    return {"id": "90", "text": text, "created_at": AT, "author_id": "34", **more}


def mentions(*posts: dict[str, object], **meta: object) -> Answer:
    return said(200, {"data": list(posts), "includes": {"users": [READER]}, "meta": meta})

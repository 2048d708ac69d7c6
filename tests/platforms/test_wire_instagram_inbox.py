"""What people write under posts on Instagram: polled, by webhook, moderated, counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.heard import Heard, Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.instagram import Instagram
from oyez.platforms.port import Answer, Channel, Done, Failed, Receipt
from oyez.simulator.graph import change, webhook

from .canned import Canned, said
from .conftest import Bench
from .test_wire_instagram import canned, instagram

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
NONE = said(200, {"data": []})
ITEM = InboxItem("31", Heard.REPLY, "ann", "?", NOW, about="9")
FEED = "2026-11-21T02:00:{:02}+0000"


def comment(number: int, second: int, **more: object) -> dict[str, Any]:
    made = {"id": str(number), "text": f"No. {number}", "username": "ann"}
    return {**made, "timestamp": FEED.format(second), **more}


def posts(*comments: dict[str, Any], after: str = "") -> Answer:
    edge: dict[str, Any] = {"data": list(comments)}
    if after:
        edge["paging"] = {"cursors": {"after": after}, "next": "https://n/?access_token=EAAB"}
    mine = {"id": "9", "username": "press", "comments": edge}
    return said(200, {"data": [mine, {"id": "8", "username": "press"}]})


def heard(payload: object) -> list[InboxItem]:
    channel = Channel("press", "https://graph.example", {"app_secret": "s3cret"})
    found = Instagram(channel, Canned([])).read_webhook(*webhook("s3cret", payload))
    assert not isinstance(found, Failed), found
    return list(found)


def test_comments_and_their_answers_come_in_order_without_our_own() -> None:
    answers = {"data": [comment(35, 5), comment(34, 4, username="press")]}
    first = comment(32, 2, replies=answers)
    adapter, door = canned(posts(comment(33, 3), first, comment(31, 1)), NONE)
    found = adapter.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    assert [one.id for one in found.items] == ["31", "32", "33", "35"]
    assert {(one.kind, one.author, one.about) for one in found.items} == {(Heard.REPLY, "ann", "9")}
    assert found.cursor == str(int(datetime(2026, 11, 21, 2, 0, 5, tzinfo=UTC).timestamp()))
    query = parse_qs(urlsplit(door.asked[0].url).query)
    edge = "id,username,comments.limit(50){id,text,username,timestamp,hidden,parent_id,replies"
    assert query["fields"][0].startswith(edge)


def test_what_is_older_than_the_cursor_ends_the_turning_of_pages() -> None:
    more = said(200, {"data": [comment(32, 2), comment(30, 0)], "paging": {
        "cursors": {"after": "more"}, "next": "https://n/?access_token=EAAB"}})  # fmt: skip
    adapter, door = canned(posts(comment(33, 3), after="QVF"), more, NONE)
    cursor = str(int(datetime(2026, 11, 21, 2, 0, 1, tzinfo=UTC).timestamp()))
    found = adapter.fetch_inbox(cursor, NOW)
    assert isinstance(found, Inbox)
    assert [one.id for one in found.items] == ["32", "33"]
    assert [urlsplit(one.url).path for one in door.asked] == [
        "/v25.0/178/media", "/v25.0/9/comments", "/v25.0/178/tags",
    ]  # fmt: skip
    assert "after=QVF" in door.asked[1].url
    assert not any("access_token" in one.url for one in door.asked)


def test_a_thread_that_never_ends_does_not_hold_the_rest_up() -> None:
    paging = {"cursors": {"after": "x"}, "next": "more"}
    again = [said(200, {"data": [comment(40 + n, n)], "paging": paging}) for n in range(19)]
    adapter, door = canned(posts(comment(33, 30), after="x"), *again, NONE)
    found = adapter.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    assert len(found.items) == 20
    assert door.answers == []


def test_mentions_are_heard_where_they_may_be_read() -> None:
    tag = {"id": "88", "caption": "Ask @press", "username": "bob", "timestamp": FEED.format(1)}
    adapter, _ = canned(posts(), said(200, {"data": [tag | {"permalink": "https://i/p/88/"}]}))
    found = adapter.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    (item,) = found.items
    assert (item.kind, item.author, item.url) == (Heard.MENTION, "bob", "https://i/p/88/")
    denied, _ = canned(posts(comment(31, 1)), said(400, {"error": {"code": 10}}))
    found = denied.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    assert len(found.items) == 1
    broken, _ = canned(posts(comment(31, 1)), said(500))
    assert isinstance(broken.fetch_inbox(None, NOW), Failed)


COMMENT = {
    "id": "31", "text": "Where?", "from": {"id": "5", "username": "ann"},
    "media": {"id": "9", "media_product_type": "FEED"},
}  # fmt: skip
SEEN = [
    ("comments", {}, (Heard.REPLY, "31", "ann", "9")),
    ("comments", {"id": ""}, (Heard.UNKNOWN, "", "", None)),
    ("comments", {"from": 5}, (Heard.UNKNOWN, "", "", None)),
    ("mentions", {"media_id": "88", "comment_id": "41"}, (Heard.MENTION, "41", "ann", "88")),
    ("mentions", {"media_id": "88"}, (Heard.MENTION, "88", "ann", "88")),
    ("story_insights", {}, (Heard.UNKNOWN, "", "", None)),
]


@pytest.mark.parametrize(("field", "value", "expected"), SEEN)
def test_a_change_is_an_item(
    field: str, value: dict[str, Any], expected: tuple[Heard, str, str, str | None]
) -> None:
    (item,) = heard(change("instagram", "178", field, COMMENT | value))
    number = "" if len(item.id) == 64 else item.id  # without a number of its own: a digest
    assert (item.kind, number, item.author, item.about) == expected
    assert item.at == datetime.fromtimestamp(1_795_230_000, UTC)


def test_what_the_account_did_itself_is_not_heard_and_messages_are() -> None:
    own = COMMENT | {"from": {"id": "178", "username": "press"}}
    assert heard(change("instagram", "178", "comments", own)) == []
    message = {"sender": {"id": "5"}, "timestamp": 1_795_230_000_000}
    told = message | {"message": {"mid": "m_1", "text": "Help"}}
    (item,) = heard(
        {"object": "instagram", "entry": [{"id": "178", "time": 1, "messaging": [told]}]}
    )
    assert (item.kind, item.id, item.text) == (Heard.MESSAGE, "m_1", "Help")


@instagram
def test_the_account_answers_and_deletes(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    number = bench.sim.reply("instagram", receipt.remote_id, "Ann", "Where?")["id"]
    item = InboxItem(number, Heard.REPLY, "ann", "Where?", NOW, about=receipt.remote_id)
    answer = bench.adapter.moderate(item, Moderation.REPLY, "In Lingen.", NOW)
    assert isinstance(answer, Done)
    assert bench.live()[1]["reply_to"] == number
    assert isinstance(bench.adapter.moderate(item, Moderation.DELETE, "", NOW), Done)
    assert isinstance(bench.adapter.moderate(item, Moderation.DELETE, "", NOW), Done)
    assert number not in [one["id"] for one in bench.sim.live("instagram")]


@pytest.mark.parametrize(("action", "target", "fields"), [
    (Moderation.HIDE, "31", {"hide": True}),
    (Moderation.UNHIDE, "31", {"hide": False}),
    (Moderation.CLOSE_REPLIES, "9", {"comment_enabled": False}),
    (Moderation.OPEN_REPLIES, "9", {"comment_enabled": True}),
])  # fmt: skip
def test_one_field_is_changed(action: Moderation, target: str, fields: object) -> None:
    adapter, door = canned(said(200, {"success": True}), said(200, {"success": False}))
    assert isinstance(adapter.moderate(ITEM, action, "", NOW), Done)
    assert urlsplit(door.asked[0].url).path == f"/v25.0/{target}"
    assert door.asked[0].json == fields
    assert adapter.moderate(ITEM, action, "", NOW) == Failed(F.TRANSIENT, "not_changed")


def test_a_refused_answer_that_stands_there_is_not_sent_again() -> None:
    same = {"id": "77", "text": "In Lingen.", "timestamp": "2026-11-21T02:59:59+0000"}
    refused = said(400, {"error": {"code": 100}})
    adapter, door = canned(refused, said(200, {"data": [same]}), refused, NONE)
    assert isinstance(adapter.moderate(ITEM, Moderation.REPLY, "In Lingen.", NOW), Done)
    assert urlsplit(door.asked[1].url).path == "/v25.0/31/replies"
    unseen = adapter.moderate(ITEM, Moderation.REPLY, "In Lingen.", NOW)
    assert unseen == Failed(F.AMBIGUOUS, "100")


def test_what_instagram_does_not_do_is_refused() -> None:
    adapter, door = canned()
    unsupported = Failed(F.INVALID, "unsupported")
    mention = InboxItem("88", Heard.MENTION, "bob", "", NOW)
    assert adapter.moderate(mention, Moderation.REPLY, "Yes", NOW) == unsupported
    assert adapter.moderate(ITEM, Moderation.BLOCK, "", NOW) == unsupported
    loose = InboxItem("31", Heard.REPLY, "ann", "?", NOW)
    assert adapter.moderate(loose, Moderation.CLOSE_REPLIES, "", NOW) == unsupported
    assert door.asked == []


@instagram
def test_figures_come_under_our_names(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    bench.sim.reply("instagram", receipt.remote_id, "Ann", "Where?")
    found = bench.adapter.measure([receipt], NOW)
    assert not isinstance(found, Failed)
    told = {one.metric: one.value for one in found}
    assert told["replies"] == 1
    assert set(told) == {"views", "reach", "likes", "replies", "saves", "reposts", "interactions"}


def test_an_unknown_metric_costs_only_itself() -> None:
    unknown = said(400, {"error": {"code": 100}})
    views = {"name": "views", "period": "lifetime", "values": [{"value": 7}]}
    adapter, door = canned(unknown, said(200, {"data": [views]}), unknown, *[NONE] * 5)
    found = adapter.measure([Receipt("9", None, NOW)], NOW)
    assert found == [Measurement("9", "views", 7, NOW)]
    assert door.answers == []


def test_a_limit_ends_the_counting_and_what_is_gone_is_left_out() -> None:
    limit, gone = ({"error": {"code": 4}}, {"error": {"code": 100, "error_subcode": 33}})
    adapter, _ = canned(said(400, gone), said(400, limit))
    both = [Receipt("8", None, NOW), Receipt("9", None, NOW)]
    assert adapter.measure(both, NOW) == Failed(F.RATE_LIMITED, "4", NOW + timedelta(seconds=60))

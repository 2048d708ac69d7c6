"""What people say on X: mentions, webhooks, answers, hiding and counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.heard import Heard, Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.port import Answer, Done, Failed, NeedsPerson, Receipt

from .canned import said
from .conftest import Bench
from .x_said import (
    GONE,
    MANUAL,
    NOW,
    NUMBER,
    PROBLEMS,
    RECEIPT,
    REPLY,
    elsewhere,
    mention,
    mentions,
    page,
    post,
    speak,
    url,
    x,
)

ITEM = InboxItem(
    "90", Heard.MENTION, "jess", "Hello @Press!", NOW, url="https://x.com/jess/status/90"
)


def test_mentions_are_read_from_the_cursor_on_through_all_pages() -> None:
    platform, door = speak(
        [mentions(mention(id="101"), next_token="n"), mentions(mention(id="99"))]
    )
    found = platform.fetch_inbox("88", NOW)
    assert isinstance(found, Inbox)
    assert ([one.id for one in found.items], found.cursor) == (["99", "101"], "101")
    asked = "https://api.x.com/2/users/12/mentions?max_results=100&expansions=author_id"
    asked += "&user.fields=username&since_id=88"
    assert [one.url for one in door.asked] == [
        f"{asked}&{MANUAL}",
        f"{asked}&pagination_token=n&{MANUAL}",
    ]


def test_without_a_cursor_the_newest_page_is_enough() -> None:
    platform, door = speak([mentions(mention(), next_token="n")])
    found = platform.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    assert found.cursor == "90"
    assert "since_id" not in door.asked[0].url


@pytest.mark.parametrize(
    ("more", "kind", "about", "text"),
    [
        (REPLY, Heard.REPLY, "77", "Is it over?"),
        (REPLY | {"in_reply_to_user_id": "35"}, Heard.MENTION, None, "@press Is it over?"),
        ({"referenced_posts": [{"type": "quoted", "id": "77"}]}, Heard.QUOTE, "77",
         "@press Is it over?"),
        ({}, Heard.MENTION, None, "@press Is it over?"),
    ],
)  # fmt: skip
def test_what_a_mention_is(
    more: dict[str, object], kind: Heard, about: str | None, text: str
) -> None:
    platform, _ = speak([mentions(mention(**more))])
    found = platform.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    when = datetime(2026, 11, 21, 3, 0, 1, tzinfo=UTC)
    address = "https://x.com/jess/status/90"
    assert found.items == (InboxItem("90", kind, "jess", text, when, about, address),)


def test_nothing_is_dropped_for_missing_fields() -> None:
    bare = {"id": "1990000000000000001", "text": "See https://t.co/abcdefghij"}
    platform, _ = speak([said(200, {"data": [bare], "meta": {}})] * 2)
    found = platform.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    (item,) = found.items
    assert (item.author, item.text) == ("", bare["text"])
    assert item.url == f"https://x.com/i/status/{NUMBER}"
    assert item.at.date().isoformat() == "2025-11-16", "the number of a post holds its time"


@pytest.mark.parametrize(
    ("answers", "failed"),
    [
        ([said(200, {"errors": [{"type": f"{PROBLEMS}client-forbidden"}]})],
         Failed(F.PERMISSION, "client_forbidden")),
        ([said(200, {})], Failed(F.TRANSIENT, "unreadable")),
        ([mentions(mention(), next_token="n")] * 10, Failed(F.TRANSIENT, "too_many_mentions")),
    ],
)  # fmt: skip
def test_an_inbox_that_was_not_read_whole_is_a_failure(
    answers: list[Answer], failed: Failed
) -> None:
    platform, _ = speak(answers)
    assert platform.fetch_inbox("1", NOW) == failed


def test_an_answer_as_it_goes_out() -> None:
    platform, door = speak([said(201, {"data": {"id": NUMBER, "text": "Yes"}})])
    done = platform.moderate(ITEM, Moderation.REPLY, "Yes", NOW)
    assert isinstance(done, Done)
    assert done.receipt.remote_id == NUMBER
    (sent,) = door.asked
    assert sent.json == {"text": "Yes", "reply": {"in_reply_to_tweet_id": "90"}}


@pytest.mark.parametrize(
    "item",
    [
        replace(ITEM, text="Hello"),
        replace(ITEM, text="Hello @pressroom, mail@press"),
        replace(ITEM, kind=Heard.UNKNOWN, text=""),
    ],
)
def test_who_has_not_called_us_is_answered_by_a_person(item: InboxItem) -> None:
    platform, door = speak([])
    outcome = platform.moderate(item, Moderation.REPLY, "Yes", NOW)
    assert isinstance(outcome, NeedsPerson)
    assert outcome.deep_link == ITEM.url
    assert door.asked == []


def test_x_decides_who_has_called_us() -> None:
    refused = said(403, {"type": "about:blank", "detail": "Reply is not allowed."})
    platform, _ = speak([refused])
    outcome = platform.moderate(replace(ITEM, url=None), Moderation.REPLY, "Yes", NOW)
    assert isinstance(outcome, NeedsPerson)
    assert outcome.deep_link == "https://x.com/i/status/90"
    lost, _ = speak([said(503)])
    assert lost.moderate(ITEM, Moderation.REPLY, "Yes", NOW) == Failed(F.AMBIGUOUS, "http_503")


@pytest.mark.parametrize("hidden", [True, False])
def test_hiding_as_it_goes_out(hidden: bool) -> None:
    action = Moderation.HIDE if hidden else Moderation.UNHIDE
    platform, door = speak([said(200, {"data": {"hidden": hidden}})])
    assert isinstance(platform.moderate(ITEM, action, "", NOW), Done)
    (sent,) = door.asked
    assert (sent.method, sent.url) == ("PUT", "https://api.x.com/2/tweets/90/hidden")
    assert sent.json == {"hidden": hidden}
    other, _ = speak([said(200, {"data": {"hidden": not hidden}})])
    assert other.moderate(ITEM, action, "", NOW) == Failed(F.TRANSIENT, "not_changed")
    broken, _ = speak([said(500)])
    assert broken.moderate(ITEM, action, "", NOW) == Failed(F.TRANSIENT, "http_500")


def test_counts_in_either_spelling_and_only_those_that_are_told() -> None:
    new = post(public_metrics={"repost_count": 3, "like_count": 0})
    old = post(id="8", public_metrics={"retweet_count": 4, "impression_count": 900})
    platform, door = speak([said(200, {"data": [new, old], **GONE})])
    found = platform.measure([RECEIPT, replace(RECEIPT, remote_id="8")], NOW)
    assert found == [
        Measurement(NUMBER, "reposts", 3, NOW),
        Measurement(NUMBER, "likes", 0, NOW),
        Measurement("8", "reposts", 4, NOW),
        Measurement("8", "views", 900, NOW),
    ]
    assert door.asked[0].url == f"https://api.x.com/2/tweets?ids={NUMBER},8&{MANUAL}"


def test_a_hundred_posts_are_counted_at_once() -> None:
    receipts = [Receipt(str(number), None, NOW) for number in range(101)]
    platform, door = speak([said(200, GONE), page(post(public_metrics={"like_count": 1}))])
    assert platform.measure(receipts, NOW) == [Measurement(NUMBER, "likes", 1, NOW)]
    assert [one.url.count(",") for one in door.asked] == [MANUAL.count(",") + 99, MANUAL.count(",")]


@pytest.mark.parametrize("body", [{}, {"errors": [{"type": f"{PROBLEMS}client-forbidden"}]}])
def test_counts_that_were_refused_are_no_counts(body: object) -> None:
    platform, _ = speak([said(200, body)])
    assert isinstance(platform.measure([RECEIPT], NOW), Failed)


@x
@pytest.mark.parametrize("new", [False, True])
def test_a_question_is_heard_answered_and_counted_on_both_servers(bench: Bench, new: bool) -> None:
    bench = elsewhere(bench) if new else bench
    receipt = bench.publish(bench.variant())
    bench.sim.reply(
        "x", receipt.remote_id, "Jess Tolland", "See https://portal.example/a?b&c <now>"
    )
    found = bench.adapter.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    (item,) = found.items
    assert (item.kind, item.author, item.about) == (Heard.REPLY, "jess_tolland", receipt.remote_id)
    assert item.text == "See https://portal.example/a?b&c <now>"
    assert isinstance(bench.adapter.moderate(item, Moderation.REPLY, "Since nine.", NOW), Done)
    assert [one["reply_to"] for one in bench.live()] == [None, item.id]
    measured = bench.adapter.measure([receipt], NOW)
    assert not isinstance(measured, Failed)
    assert {one.metric: one.value for one in measured}["replies"] == 1


@x
def test_an_answer_to_somebody_else_is_left_to_a_person(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    question = bench.sim.reply("x", receipt.remote_id, "Jess Tolland", "Is it over?")
    other = bench.sim.reply("x", question["id"], "Dan", "Yes.")
    item = InboxItem(other["id"], Heard.REPLY, "dan", "Yes.", NOW + timedelta(), url=other["url"])
    outcome = bench.adapter.moderate(item, Moderation.REPLY, "Right.", NOW)
    assert isinstance(outcome, NeedsPerson)
    assert outcome.deep_link == other["url"]


def test_links_in_what_people_say_are_written_out() -> None:
    text = "@press see https://t.co/abcdefghij"
    platform, _ = speak([mentions(mention(text, entities={"urls": [url("https://a.example/x")]}))])
    found = platform.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    assert found.items[0].text == "@press see https://a.example/x"

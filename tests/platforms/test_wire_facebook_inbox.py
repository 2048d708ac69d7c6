"""What people do on a Facebook page: polled, by webhook, moderated, counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.facebook import Facebook
from oyez.platforms.heard import Heard, Inbox, InboxItem, Measurement, Moderation
from oyez.platforms.port import Answer, Channel, Done, Failed, Receipt
from oyez.simulator.graph import change, number_of, webhook

from .canned import Canned, said
from .conftest import Bench

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
EMPTY = said(200, {"data": []})
DENIED = said(400, {"error": {"code": 10}})
ITEM = InboxItem("1_9", Heard.REPLY, "Ann", "?", NOW, about="7_1")

facebook = pytest.mark.parametrize("bench", ["facebook"], indirect=True)


def canned(*answers: Answer) -> tuple[Facebook, Canned]:
    door = Canned(list(answers))
    secrets = {"token": "EAAB", "app_secret": "s3cret"}
    return Facebook(Channel("press", "https://graph.example", secrets), door), door


def comment(number: int, sender: str = "5", **more: object) -> dict[str, Any]:
    made = {"id": f"1_{number}", "message": f"No. {number}", "from": {"id": sender, "name": "Ann"}}
    return {**made, "created_time": f"2026-11-21T02:00:{number:02}+0000", **more}


def posts(*comments: dict[str, Any], after: str = "") -> Answer:
    paging = {"cursors": {"after": after}, "next": "https://next/?access_token=EAAB"}
    edge = {"data": list(comments), **({"paging": paging} if after else {})}
    return said(200, {"data": [{"id": "7_1", "comments": edge}, {"id": "7_0"}]})


def heard(payload: object) -> list[InboxItem]:
    found = canned()[0].read_webhook(*webhook("s3cret", payload))
    assert not isinstance(found, Failed), found
    return list(found)


def test_comments_are_asked_for_with_the_posts_and_since_the_cursor() -> None:
    adapter, door = canned(posts(comment(1), comment(2, "7"), comment(3)), EMPTY, EMPTY)
    found = adapter.fetch_inbox("1795230000", NOW)
    assert isinstance(found, Inbox)
    assert [one.id for one in found.items] == ["1_1", "1_3"]
    first = found.items[0]
    assert (first.kind, first.author, first.about) == (Heard.REPLY, "Ann", "7_1")
    assert found.cursor == str(int(found.items[1].at.timestamp()))
    query = parse_qs(urlsplit(door.asked[0].url).query)
    edge = "comments.filter(stream).order(chronological).since(1795230000).limit(100)"
    assert query["fields"][0].startswith(f"id,{edge}{{id,message,from")
    assert [urlsplit(one.url).path for one in door.asked[1:]] == [
        "/v25.0/me/tagged",
        "/v25.0/me/visitor_posts",
    ]
    assert all(parse_qs(urlsplit(one.url).query)["since"] for one in door.asked[1:])


def test_long_threads_are_read_page_by_page_without_the_address_that_holds_the_token() -> None:
    more = {"data": [comment(2)]}
    adapter, door = canned(posts(comment(1), after="QVF"), said(200, more), EMPTY, EMPTY)
    found = adapter.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    assert [one.id for one in found.items] == ["1_1", "1_2"]
    second = urlsplit(door.asked[1].url)
    assert (second.path, parse_qs(second.query)["after"]) == ("/v25.0/7_1/comments", ["QVF"])
    assert "access_token" not in door.asked[1].url


def test_where_a_thread_was_not_read_to_its_end_the_next_poll_goes_on_there() -> None:
    paging = {"cursors": {"after": "x"}, "next": "more"}
    again = [said(200, {"data": [comment(n)], "paging": paging}) for n in range(2, 11)]
    late = said(200, {"data": [comment(50)]})
    adapter, _ = canned(posts(comment(1), after="x"), *again, late, EMPTY)
    found = adapter.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    assert found.items[-1].kind is Heard.MENTION
    assert found.cursor == str(int(datetime(2026, 11, 21, 2, 0, 10, tzinfo=UTC).timestamp()))


def test_without_the_right_to_read_mentions_comments_still_come() -> None:
    adapter, _ = canned(posts(comment(1)), DENIED, DENIED)
    found = adapter.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    assert len(found.items) == 1
    broken, _ = canned(posts(comment(1)), said(500))
    assert isinstance(broken.fetch_inbox(None, NOW), Failed)


@facebook
def test_the_played_page_hears_answers_to_answers_and_not_itself(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    first = bench.sim.reply("facebook", receipt.remote_id, "Ann Lee", "Where?")
    bench.sim.reply("facebook", first["id"], "Bob", "In Lingen.")
    bench.publish(bench.variant("We add:", reply_to=receipt))
    found = bench.adapter.fetch_inbox(None, datetime.now(UTC))
    assert isinstance(found, Inbox)
    assert [(one.author, one.text, one.about) for one in found.items] == [
        ("Ann Lee", "Where?", receipt.remote_id),
        ("Bob", "In Lingen.", receipt.remote_id),
    ]


VALUE = {
    "item": "comment", "verb": "add", "post_id": "7_1", "comment_id": "1_9", "parent_id": "7_1",
    "from": {"id": "5", "name": "Ann"}, "message": "Where?", "created_time": 1_795_230_000,
}  # fmt: skip
SEEN = [
    ({}, (Heard.REPLY, "1_9", "7_1", "Where?")),
    ({"verb": "edited"}, (Heard.REPLY, "1_9", "7_1", "Where?")),
    ({"verb": "remove"}, (Heard.DELETED, "", "1_9", "Where?")),
    ({"item": "status", "comment_id": None}, (Heard.MENTION, "7_1", None, "Where?")),
    ({"item": "reaction", "reaction_type": "sad"}, (Heard.REACTION, "", "7_1", "sad")),
    ({"item": "event"}, (Heard.UNKNOWN, "", None, "")),
    ({"verb": "hide"}, (Heard.UNKNOWN, "", None, "")),
    ({"from": "nobody"}, (Heard.UNKNOWN, "", None, "")),
]


@pytest.mark.parametrize(("value", "expected"), SEEN)
def test_a_change_on_the_page_is_an_item(
    value: dict[str, Any], expected: tuple[Heard, str, str | None, str]
) -> None:
    (item,) = heard(change("page", "7", "feed", VALUE | value))
    number = "" if len(item.id) == 64 else item.id  # without a number of its own: a digest
    assert (item.kind, number, item.about, item.text) == expected
    assert item.at == datetime.fromtimestamp(1_795_230_000, UTC)


def test_what_the_page_did_itself_is_not_heard() -> None:
    assert heard(change("page", "7", "feed", VALUE | {"from": {"id": "7", "name": "Press"}})) == []


def test_a_mention_elsewhere_is_heard() -> None:
    value = {"item": "post", "verb": "add", "post_id": "8_3", "message": "Ask the police"}
    (item,) = heard(change("page", "7", "mention", value))
    assert (item.kind, item.id, item.about) == (Heard.MENTION, "8_3", None)


def test_messages_are_heard_and_their_echo_is_not() -> None:
    message = {"sender": {"id": "5"}, "timestamp": 1_795_230_000_123}
    told = message | {"message": {"mid": "m_1", "text": "Help"}}
    echo = message | {"message": {"mid": "m_2", "text": "We come", "is_echo": True}}
    odd = {"sender": {"id": "5"}, "read": {"watermark": 1}}
    entry = {"id": "7", "time": 1_795_230_000_200, "messaging": [told, echo, odd]}
    first, second = heard({"object": "page", "entry": [entry]})
    assert (first.kind, first.id, first.author, first.text) == (Heard.MESSAGE, "m_1", "5", "Help")
    assert first.at == datetime(2026, 11, 21, 3, 0, 0, 123_000, tzinfo=UTC)
    assert second.kind is Heard.UNKNOWN


def test_a_repeated_delivery_has_the_same_numbers() -> None:
    payload = change("page", "7", "feed", VALUE | {"item": "event"})
    assert heard(payload) == heard(payload)
    other = change("page", "7", "feed", VALUE | {"item": "event", "post_id": "7_2"})
    assert heard(payload)[0].id != heard(other)[0].id


@facebook
def test_the_page_answers_hides_deletes_and_blocks(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    number = bench.sim.reply("facebook", receipt.remote_id, "Ann", "Where?")["id"]
    item = InboxItem(number, Heard.REPLY, "Ann", "Where?", NOW, about=receipt.remote_id)
    bench.transport.sent.clear()
    answer = bench.adapter.moderate(item, Moderation.REPLY, "In Lingen.", NOW)
    assert isinstance(answer, Done)
    assert bench.live()[1]["reply_to"] == number
    assert isinstance(bench.adapter.moderate(item, Moderation.BLOCK, "", NOW), Done)
    assert isinstance(bench.adapter.moderate(item, Moderation.DELETE, "", NOW), Done)
    assert isinstance(bench.adapter.moderate(item, Moderation.DELETE, "", NOW), Done)
    bodies = [body for _, _, _, body in bench.transport.sent]
    assert bodies[0] == {"message": "In Lingen."}
    assert bodies[2] == {"user": number_of("facebook", "ann")}
    assert number not in [one["id"] for one in bench.sim.live("facebook")]


@pytest.mark.parametrize(("action", "value"), [(Moderation.HIDE, True), (Moderation.UNHIDE, False)])
def test_hiding_is_one_field(action: Moderation, value: bool) -> None:
    adapter, door = canned(said(200, {"success": True}), said(200, {"success": False}))
    assert isinstance(adapter.moderate(ITEM, action, "", NOW), Done)
    assert (door.asked[0].method, door.asked[0].json) == ("POST", {"is_hidden": value})
    assert adapter.moderate(ITEM, action, "", NOW) == Failed(F.TRANSIENT, "not_changed")


def test_a_lost_answer_to_a_comment_is_ambiguous() -> None:
    adapter, _ = canned(Answer("body_sent", None))
    outcome = adapter.moderate(ITEM, Moderation.REPLY, "Yes", NOW)
    assert isinstance(outcome, Failed)
    assert outcome.cls is F.AMBIGUOUS


def test_nobody_is_blocked_by_guess() -> None:
    adapter, door = canned(said(200, {"id": "1_9"}))
    outcome = adapter.moderate(ITEM, Moderation.BLOCK, "", NOW)
    assert outcome == Failed(F.PERMISSION, "author_not_told")
    assert len(door.asked) == 1
    adapter, _ = canned(said(200, comment(9)), said(200, {"5": False}))
    outcome = adapter.moderate(ITEM, Moderation.BLOCK, "", NOW)
    assert outcome == Failed(F.TRANSIENT, "not_changed")


@pytest.mark.parametrize("kind", [Heard.MESSAGE, Heard.REPLY])
def test_what_facebook_does_not_do_is_refused(kind: Heard) -> None:
    item = InboxItem("1_9", kind, "Ann", "?", NOW)
    action = Moderation.REPLY if kind is Heard.MESSAGE else Moderation.CLOSE_REPLIES
    assert canned()[0].moderate(item, action, "Yes", NOW) == Failed(F.INVALID, "unsupported")


@facebook
def test_figures_come_under_our_names(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    bench.sim.reply("facebook", receipt.remote_id, "Ann", "Where?")
    found = bench.adapter.measure([receipt], NOW)
    assert not isinstance(found, Failed)
    assert {one.metric: one.value for one in found} == {
        "reach": 1, "views": 1, "clicks": 1, "reactions": 3,
    }  # fmt: skip


def test_an_unknown_metric_costs_only_itself() -> None:
    unknown = said(400, {"error": {"code": 100}})

    def one(name: str) -> Answer:
        data = {"name": name, "period": "lifetime", "values": [{"value": 7}]}
        return said(200, {"data": [data]})

    reach = one("post_total_media_view_unique")
    adapter, door = canned(unknown, reach, unknown, EMPTY, one("post_reactions_by_type_total"))
    found = adapter.measure([Receipt("7_1", None, NOW)], NOW)
    assert found == [Measurement("7_1", "reach", 7, NOW), Measurement("7_1", "reactions", 7, NOW)]
    assert len(door.asked) == 5


def test_a_limit_ends_the_counting() -> None:
    adapter, _ = canned(said(400, {"error": {"code": 4}}))
    outcome = adapter.measure([Receipt("7_1", None, NOW)], NOW)
    assert outcome == Failed(F.RATE_LIMITED, "4", NOW + timedelta(seconds=60))

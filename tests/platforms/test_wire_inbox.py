"""Answering, blocking and closing on Mastodon and Bluesky, as the platforms keep it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from oyez.platforms.heard import Heard, Inbox, InboxItem, Moderation
from oyez.platforms.port import Done, Receipt

from .conftest import Bench

NOW = datetime.now(UTC)

mastodon = pytest.mark.parametrize("bench", ["mastodon"], indirect=True)
bluesky = pytest.mark.parametrize("bench", ["bluesky"], indirect=True)
both = pytest.mark.parametrize("bench", ["mastodon", "bluesky"], indirect=True)


def heard(bench: Bench) -> tuple[InboxItem, ...]:
    found = bench.adapter.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox), found
    return found.items


def asked(bench: Bench) -> tuple[Receipt, InboxItem]:
    receipt = bench.publish(bench.variant())
    bench.sim.reply(bench.platform, bench.live()[0]["id"], "Jess Tolland", "Is it over?")
    (item,) = heard(bench)
    return receipt, item


@both
def test_an_answer_hangs_on_what_it_answers_and_is_made_once(bench: Bench) -> None:
    _, item = asked(bench)
    for _ in range(2):
        done = bench.adapter.moderate(item, Moderation.REPLY, "Yes, since nine.", NOW)
        assert isinstance(done, Done), done
    replies = [one for one in bench.live() if one["reply_to"] == item.id]
    assert [one["text"].endswith("Yes, since nine.") for one in replies] == [True]


@mastodon
def test_who_is_blocked_is_not_heard_any_more(bench: Bench) -> None:
    _, item = asked(bench)
    assert isinstance(bench.adapter.moderate(item, Moderation.BLOCK, "", NOW), Done)
    assert heard(bench) == ()


@mastodon
def test_mastodon_asks_for_the_kinds_it_reads_from_the_cursor_on(bench: Bench) -> None:
    bench.adapter.fetch_inbox("7", NOW)
    method, url, _, _ = bench.transport.sent[-1]
    query = "?types%5B%5D=mention&types%5B%5D=quote&limit=80&min_id=7"
    assert (method, url) == ("GET", f"{bench.channel.base_url}/api/v1/notifications{query}")


@bluesky
def test_closing_and_opening_a_post_keeps_what_is_hidden_below_it(bench: Bench) -> None:
    receipt, item = asked(bench)
    assert isinstance(bench.adapter.moderate(item, Moderation.HIDE, "", NOW), Done)
    own = InboxItem(item.about or "", Heard.UNKNOWN, "", "", receipt.at)
    assert isinstance(bench.adapter.moderate(own, Moderation.CLOSE_REPLIES, "", NOW), Done)
    closed = bench.transport.sent[-1][3]
    assert isinstance(closed, dict)
    assert (closed["record"]["allow"], closed["record"]["hiddenReplies"]) == ([], [item.id])
    assert isinstance(bench.adapter.moderate(item, Moderation.UNHIDE, "", NOW), Done)
    shown = bench.transport.sent[-1][3]
    assert isinstance(shown, dict)
    assert (shown["record"]["allow"], shown["record"]["hiddenReplies"]) == ([], [])
    assert isinstance(bench.adapter.moderate(own, Moderation.OPEN_REPLIES, "", NOW), Done)
    opened = bench.transport.sent[-1][3]
    assert isinstance(opened, dict)
    assert "allow" not in opened["record"]


@bluesky
def test_bluesky_blocks_by_a_record_of_its_own(bench: Bench) -> None:
    _, item = asked(bench)
    assert isinstance(bench.adapter.moderate(item, Moderation.BLOCK, "", NOW), Done)
    body = bench.transport.sent[-1][3]
    assert isinstance(body, dict)
    assert body["collection"] == "app.bsky.graph.block"
    assert body["record"]["subject"] == item.author

"""What every adapter must do with what people say, and with what can be counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.heard import Heard, Inbox, InboxItem, Moderation
from oyez.platforms.port import Done, Failed
from oyez.platforms.profile import Ability
from oyez.platforms.registry import profile

from .chosen import on
from .conftest import Bench

NOW = datetime.now(UTC)

on_inbox = on(Ability.INBOX)
on_hiding = on(Ability.INBOX, Ability.HIDE)
on_answering_once = on(Ability.INBOX, Ability.REPLY, where=lambda one: one.answers_once)
on_counting = on(Ability.MEASURE, Ability.INBOX)


def heard(bench: Bench, cursor: str | None = None) -> Inbox:
    found = bench.adapter.fetch_inbox(cursor, datetime.now(UTC))
    assert isinstance(found, Inbox), found
    return found


def asked(bench: Bench, *texts: str) -> str:
    """Our post with answers of the public; the id under which the adapter knows it."""
    receipt = bench.publish(bench.variant())
    number = bench.live()[0]["id"]
    for place, text in enumerate(texts):
        bench.sim.reply(bench.platform, number, f"Reader {place}", text)
    return receipt.remote_id


def answers(found: Inbox) -> list[InboxItem]:
    return [one for one in found.items if one.kind is Heard.REPLY]


@on_inbox
def test_answers_are_heard_in_their_order_and_under_their_post(bench: Bench) -> None:
    number = asked(bench, "Is the bridge open?", "Thank you!")
    found = answers(heard(bench))
    assert [one.text for one in found] == ["Is the bridge open?", "Thank you!"]
    assert all(number in (one.about or "") for one in found)
    assert len({one.id for one in found}) == 2
    assert all(one.author for one in found)
    assert all(abs(one.at - datetime.now(UTC)) < timedelta(minutes=1) for one in found)


@on_inbox
def test_asking_again_is_safe_and_goes_on_where_it_ended(bench: Bench) -> None:
    asked(bench, "One")
    first = heard(bench)
    assert [one.id for one in heard(bench).items] == [one.id for one in first.items]
    number = bench.live()[0]["id"]
    bench.sim.reply(bench.platform, number, "Late Reader", "Two")
    later = answers(heard(bench, first.cursor))
    assert "Two" in [one.text for one in later]
    known = {one.id for one in first.items}
    assert [one.text for one in later if one.id not in known] == ["Two"]


@on_inbox
def test_an_empty_inbox_is_no_error_and_keeps_its_place(bench: Bench) -> None:
    asked(bench)
    found = heard(bench)
    assert found.items == ()
    assert heard(bench, found.cursor).items == ()


@on_inbox
@pytest.mark.parametrize(
    ("fault", "cls"),
    [
        ("drop_before", F.TRANSIENT),
        ("error_before", F.TRANSIENT),
        ("garbage", F.TRANSIENT),
        ("html", F.TRANSIENT),
        ("rate_limit", F.RATE_LIMITED),
        ("expired_token", F.AUTH),
    ],
)
def test_an_inbox_that_cannot_be_read_is_not_an_empty_one(bench: Bench, fault: str, cls: F) -> None:
    asked(bench, "Help!")
    bench.fault("find", fault)
    found = bench.adapter.fetch_inbox(None, NOW)
    assert isinstance(found, Failed)
    assert found.cls is cls


@on_inbox
def test_what_was_not_declared_is_refused(bench: Bench) -> None:
    asked(bench, "Hello")
    (item,) = answers(heard(bench))
    declared = {
        Moderation.HIDE: Ability.HIDE,
        Moderation.DELETE: Ability.DELETE_FOREIGN,
        Moderation.BLOCK: Ability.BLOCK,
    }
    for action, ability in declared.items():
        if profile(bench.platform).support(ability).value == "none":
            outcome = bench.adapter.moderate(item, action, "", NOW)
            assert outcome == Failed(F.INVALID, "unsupported")


@on_hiding
def test_what_is_hidden_is_not_seen_by_the_public_and_comes_back(bench: Bench) -> None:
    asked(bench, "An insult")
    (item,) = answers(heard(bench))

    def seen() -> list[str]:
        shown = bench.sim.state()["objects"]
        return [one["public"] for one in shown if one["foreign"] and one["text"] == "An insult"]

    assert "An insult" in seen()
    assert isinstance(bench.adapter.moderate(item, Moderation.HIDE, "", NOW), Done)
    assert bench.sim.state()["objects"]
    hidden = seen().count(None)
    assert hidden >= 1
    assert isinstance(bench.adapter.moderate(item, Moderation.UNHIDE, "", NOW), Done)
    assert seen().count(None) == hidden - 1


@on_answering_once
def test_an_answer_that_is_sent_again_stands_there_once(bench: Bench) -> None:
    asked(bench, "Is it open?")
    (item,) = answers(heard(bench))
    for _ in range(3):
        assert isinstance(bench.adapter.moderate(item, Moderation.REPLY, "At noon.", NOW), Done)
    ours = [one for one in bench.live() if one["text"].endswith("At noon.")]
    assert len(ours) == 1
    said = profile(bench.platform).answers_as.format(author=item.author, text="At noon.")
    assert ours[0]["text"] == said, "counted is what is sent"


@on_counting
def test_answers_are_counted_and_what_is_gone_is_left_out(bench: Bench) -> None:
    number = asked(bench, "One", "Two")
    v, d = bench.prepared()
    receipt = bench.publish(v)
    bench.adapter.retract(receipt, v, d)
    first = next(one for one in bench.live() if one["id"].endswith(number) or number in one["id"])
    assert first
    kept = bench.publish(bench.variant())
    measured = bench.adapter.measure([kept, receipt], NOW)
    assert not isinstance(measured, Failed), measured
    assert {one.remote_id for one in measured} <= {kept.remote_id}
    assert all(one.value >= 0 for one in measured)

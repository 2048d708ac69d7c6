"""An answer goes out once, whatever breaks on its way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from heard_of import Desk, Played
from inbox_of import Sent, item_of
from scored import ASKS, say

from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.inbox.sending import LEASE, Course, Next, State
from oyez.govern.models import Channel, ChannelHealth
from oyez.listen import doing
from oyez.listen.actions import (
    answer,
    settle_deed,
)
from oyez.listen.models import Deed
from oyez.platforms.port import NeedsPerson

TEXT = "The B70 opens again at noon."


def test_the_same_form_twice_answers_once(played: Played, sent: Sent) -> None:
    item = item_of(played, ASKS)
    first = answer(played.room.alice, item, TEXT, at=timezone.now(), form_key="k1")
    again = answer(played.room.alice, item, TEXT, at=timezone.now(), form_key="k1")
    assert first == again
    with pytest.raises(NotAllowed, match="done something about it"):
        answer(played.room.bob, item, "Noon.", at=timezone.now(), form_key="k2")
    with pytest.raises(NotAllowed, match="under way"):
        answer(played.room.bob, item, "Noon.", at=timezone.now(), seen=first.pk)
    sent.all()
    assert len(sent.said(TEXT)) == 1


@pytest.mark.parametrize("fault", ["drop_after_accept", "error_after", "garbage"])
def test_a_lost_answer_is_not_given_twice_where_the_platform_knows_a_key(
    played: Played, sent: Sent, fault: str
) -> None:
    item = item_of(played, ASKS)
    deed = answer(played.room.alice, item, TEXT, at=timezone.now())
    sent.fault(fault)
    sent.once()
    deed.refresh_from_db()
    assert (deed.state, deed.doubt) == (State.UNKNOWN, True)
    sent.all(timedelta(minutes=1))
    deed.refresh_from_db()
    assert deed.state == State.DONE
    assert len(sent.said(TEXT)) == 1


def test_where_there_is_no_key_a_person_looks(played: Played, sent: Sent) -> None:
    item = item_of(played, ASKS)
    ChannelHealth.objects.update_or_create(
        channel=item.channel, defaults={"missing": ["idempotency_key"]}
    )
    deed = answer(played.room.alice, item, TEXT, at=timezone.now())
    assert not deed.repeatable
    sent.fault("drop_after_accept")
    sent.once()
    deed.refresh_from_db()
    assert (deed.state, deed.due_at) == (State.BY_HAND, None)
    sent.all(timedelta(hours=2))
    assert len(sent.said(TEXT)) == 1
    settle_deed(played.room.alice, deed, stands=True, at=timezone.now())
    item.refresh_from_db()
    assert (deed.state, item.open_at) == (State.DONE, None)
    with pytest.raises(NotAllowed, match="gone on"):
        settle_deed(played.room.alice, deed, stands=False, at=timezone.now())


def test_a_person_who_sees_nothing_there_has_it_sent_again(played: Played, sent: Sent) -> None:
    item = item_of(played, ASKS)
    deed = answer(played.room.alice, item, TEXT, at=timezone.now())
    Deed.objects.filter(pk=deed.pk).update(state=State.BY_HAND, due_at=None, doubt=True)
    settle_deed(played.room.alice, deed, stands=False, at=timezone.now())
    sent.all()
    assert len(sent.said(TEXT)) == 1


@pytest.mark.parametrize(("repeatable", "then"), [(True, State.UNKNOWN), (False, State.BY_HAND)])
def test_whoever_died_with_it_leaves_it_unknown(
    played: Played, repeatable: bool, then: State
) -> None:
    deed = answer(played.room.alice, item_of(played, ASKS), TEXT, at=timezone.now())
    Deed.objects.update(repeatable=repeatable)
    now = timezone.now()
    [errand] = doing.take_due(now, 9)
    assert doing.take_due(now, 9) == []
    later = now + LEASE + timedelta(seconds=1)
    assert doing.take_due(later, 9) == []
    deed.refresh_from_db()
    assert (deed.state, deed.doubt) == (then, True)
    # The dead one comes back: its word counts no more.
    doing.write_outcomes([(errand, NeedsPerson("x"))], later)
    deed.refresh_from_db()
    assert deed.state == then


def test_after_the_key_has_died_nothing_is_repeated(played: Played) -> None:
    deed = answer(played.room.alice, item_of(played, ASKS), TEXT, at=timezone.now())
    old = timezone.now() - timedelta(hours=1)
    Deed.objects.update(state=State.SENDING, due_at=old, first_sent_at=old, attempt=1)
    assert doing.take_due(timezone.now(), 9) == []
    deed.refresh_from_db()
    assert deed.state == State.BY_HAND


def test_what_may_stand_there_is_not_refused_but_looked_for(played: Played) -> None:
    deed = answer(played.room.alice, item_of(played, ASKS), TEXT, at=timezone.now())
    Deed.objects.update(state=State.UNKNOWN, doubt=True)
    Channel.objects.update(mode=Mode.CLOSED)
    doing.take_due(timezone.now(), 9)
    deed.refresh_from_db()
    assert deed.state == State.BY_HAND


def test_a_limit_is_waited_for_and_a_refusal_is_told(played: Played, sent: Sent) -> None:
    first = answer(played.room.alice, item_of(played, ASKS), TEXT, at=timezone.now())
    sent.fault("rate_limit")
    sent.once()
    first.refresh_from_db()
    assert (first.state, first.doubt) == (State.WANTED, False)
    assert first.due_at is not None
    assert first.due_at > timezone.now()


def test_claiming_costs_the_same_however_much_there_is(desk: Desk) -> None:
    def queries(start: int, count: int) -> int:
        for number in range(start, start + count):
            item = say(desk.room.mastodon, ASKS, number)
            answer(desk.room.alice, item, TEXT, at=timezone.now())
        with CaptureQueriesContext(connection) as seen:
            assert len(doing.take_due(timezone.now(), 50)) == count
        return len(seen)

    assert queries(0, 2) == queries(2, 20)


def test_a_worker_that_repeats_whatever_is_unknown_is_caught(
    played: Played, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The simulator counts the copies, so what the table of states forbids would be seen."""

    def careless(course: Course, *rest: object) -> Next:
        return Next(State.UNKNOWN, timezone.now())

    monkeypatch.setattr(doing, "after_failure", careless)
    item = item_of(played, ASKS)
    ChannelHealth.objects.update_or_create(
        channel=item.channel, defaults={"missing": ["idempotency_key"]}
    )
    deed = answer(played.room.alice, item, TEXT, at=timezone.now())
    played.sim.fault("mastodon", "publish", "ignore_key", account=played.tag)
    sent.fault("drop_after_accept")
    sent.all()
    assert not deed.repeatable
    assert len(sent.said(TEXT)) == 2

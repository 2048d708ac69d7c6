"""What may be spent is counted from what was really sent, and stops routine notices only."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hand import Stage
from paid import WITH_LINK, add_sms, add_x, afford, row_of, words
from press_office import NEWER, refused, said

from oyez.domain.notice import Urgency
from oyez.govern.actions import change_channel, set_budget
from oyez.govern.budgets import month_of, note_reading
from oyez.govern.models import Budget, Channel
from oyez.publish import purse
from oyez.publish.actions import approve, correct, retract, submit
from oyez.publish.costs import FREE
from oyez.publish.models import Delivery, Receipt
from oyez.publish.purse import Purse
from oyez.publish.spending import spent


def spent_on(stage: Stage, channel: Channel) -> Decimal:
    return spent([channel], month_of(stage.hand.now))[channel.pk]


def why(row: Delivery) -> str:
    return str(row.reason["template"]).format(**row.reason["values"]) if row.reason else ""


def out(stage: Stage, number: int, urgency: Urgency = Urgency.ROUTINE) -> object:
    notice = stage.room.approved(words(number, urgency), at=stage.hand.now)
    stage.hand.work(timedelta(seconds=20))
    return notice


def test_routine_notices_wait_where_the_money_ends_and_critical_ones_go(stage: Stage) -> None:
    x = add_x(stage)
    afford(x, "0.50")
    for number in (1, 2):
        assert row_of(out(stage, number), x).held == "live"
    assert spent_on(stage, x) == 2 * WITH_LINK
    third = row_of(out(stage, 3), x)
    assert (third.held, third.attempt) == ("nothing", 0)
    assert "The budget of X Derby for this month is used up (0.40 of 0.50 USD)" in why(third)
    grave = row_of(out(stage, 4, Urgency.CRITICAL), x)
    assert grave.held == "live"
    assert len(stage.live("x")) == 3
    assert spent_on(stage, x) == 3 * WITH_LINK


def test_raising_the_budget_lets_it_go(stage: Stage) -> None:
    x = add_x(stage)
    afford(x, "0.10")
    row = row_of(out(stage, 1), x)
    assert row.held == "nothing"
    afford(x, "5")
    stage.hand.now += timedelta(minutes=1)
    stage.hand.work()
    row.refresh_from_db()
    assert (row.held, row.reason) == ("live", None)


def test_after_a_day_it_is_given_up_with_its_reason(stage: Stage) -> None:
    x = add_x(stage)
    afford(x, "0.10")
    row = row_of(out(stage, 1), x)
    stage.hand.now += timedelta(hours=24, minutes=1)
    stage.hand.work()
    row.refresh_from_db()
    assert row.held == "refused"
    assert "nobody raised it within a day" in why(row)


def test_what_goes_at_once_cannot_overdraw_together(stage: Stage) -> None:
    x = add_x(stage)
    afford(x, "0.30")
    notices = [stage.room.approved(words(n), at=stage.hand.now) for n in range(3)]
    stage.hand.work(timedelta(seconds=20))
    assert sorted(row_of(one, x).held for one in notices) == ["live", "nothing", "nothing"]


def test_a_purse_that_forgets_what_it_gives_out_would_overdraw(stage: Stage, monkeypatch) -> None:
    """Sabotage."""
    monkeypatch.setattr(Purse, "spend", lambda *_: None)
    x = add_x(stage)
    afford(x, "0.30")
    for number in range(3):
        stage.room.approved(words(number), at=stage.hand.now)
    stage.hand.work(timedelta(seconds=20))
    assert spent_on(stage, x) > Decimal("0.30")


def test_retracting_costs_nothing_and_waits_for_nothing(stage: Stage) -> None:
    x = add_x(stage)
    afford(x, "0.30")
    notice = out(stage, 1)
    afford(x, "0")
    retract(stage.room.alice, notice, reason="It was wrong", at=stage.hand.now)
    stage.hand.work()
    assert row_of(notice, x).held == "gone"
    assert stage.live("x") == []
    assert spent_on(stage, x) == WITH_LINK, "what was sent stays spent"


def test_a_correction_goes_and_is_counted(stage: Stage) -> None:
    x = add_x(stage)
    afford(x, "0.20")
    notice = out(stage, 1)
    room, now = stage.room, stage.hand.now
    fixed = correct(room.alice, notice, said(texts=[NEWER], note="Open again"), at=now)
    submit(room.alice, fixed, at=now)
    fixed.refresh_from_db()
    approve(room.bob, fixed, version=fixed.version, at=now)
    stage.hand.work()
    assert len(stage.live("x")) == 2
    assert spent_on(stage, x) == 2 * WITH_LINK


def test_what_nobody_knows_yet_counts_until_it_is_known(stage: Stage) -> None:
    x = add_x(stage)
    afford(x, "1")
    stage.fault("x", "publish", "drop_after_accept")
    notice = stage.room.approved(words(1), at=stage.hand.now)
    stage.hand.turn()
    assert row_of(notice, x).doubt == 1
    assert not Receipt.objects.exists()
    assert spent_on(stage, x) == WITH_LINK
    stage.hand.work()
    assert row_of(notice, x).held == "live"
    assert spent_on(stage, x) == WITH_LINK, "and not twice"


def test_messages_count_by_who_got_them_and_a_withdrawal_is_one_more(stage: Stage) -> None:
    sms = add_sms(stage, "+491701234567", "+491701234568")
    notice = out(stage, 1)
    first = spent_on(stage, sms)
    assert first == Decimal("0.10") * 2, "one part to two people"
    change_channel(None, sms, options=sms.options | {"recipients": "+491701234567"})
    sms.refresh_from_db()
    assert spent_on(stage, sms) == first, "who is on the list today changes nothing"
    retract(stage.room.alice, notice, reason="It was wrong", at=stage.hand.now)
    stage.hand.work()
    assert spent_on(stage, sms) == first * 2


def test_another_month_begins_with_nothing(stage: Stage) -> None:
    x = add_x(stage)
    out(stage, 1)
    after = month_of(stage.hand.now).ends + timedelta(days=1)
    assert spent([x], month_of(after)) == {x.pk: Decimal()}


def test_reading_is_paid_from_the_same_budget(stage: Stage) -> None:
    x = add_x(stage)
    note_reading(x, 3, Decimal("0.005") * 3, stage.hand.now)
    note_reading(x, 1, Decimal("0.005"), stage.hand.now)
    assert spent_on(stage, x) == Decimal("0.020")


def test_a_platform_that_charges_this_authority_nothing_has_no_budget(stage: Stage) -> None:
    x = add_x(stage)
    afford(x, "0")
    change_channel(None, x, options=x.options | {FREE: "yes"})
    assert row_of(out(stage, 1), x).held == "live"
    assert spent([Channel.objects.get(pk=x.pk)], month_of(stage.hand.now)) == {}


def test_a_budget_of_the_authority_binds_all_its_channels(stage: Stage) -> None:
    x, room = add_x(stage), stage.room
    other = add_x(stage, "X again", approved=False)
    afford(x, "0.30", path=room.authority.path)
    notice = out(stage, 1)
    assert sorted(row_of(notice, one).held for one in (x, other)) == ["live", "nothing"]
    [budget] = Purse.load([other], stage.hand.now).of(other.pk)
    assert (budget.name, budget.spent) == ("X, Derbyshire Police", WITH_LINK)


def test_where_no_budget_was_entered_nothing_is_counted(stage: Stage) -> None:
    add_x(stage)
    with CaptureQueriesContext(connection) as seen:
        Purse.load(Channel.objects.all(), stage.hand.now)
    assert len(seen) == 2, "the channels and the budgets"
    with CaptureQueriesContext(connection) as seen:
        Purse.load(Channel.objects.exclude(platform="x"), stage.hand.now)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("amount", {"amount": Decimal(-1)}),
        ("reserve", {"reserve": 200}),
        ("path", {"path": "/elsewhere/"}),
        ("path", {"path": "/"}),
    ],
)
def test_what_can_be_no_budget_is_refused(stage: Stage, field: str, wrong: dict[str, Any]) -> None:
    x = add_x(stage)
    with refused(field):
        set_budget(None, x, **({"amount": Decimal(5)} | wrong))
    assert not Budget.objects.exists()


def test_a_wrong_count_would_be_seen(stage: Stage, monkeypatch) -> None:
    """Sabotage: a purse that counts nothing lets everything go."""
    monkeypatch.setattr(purse, "spent", lambda *_: {})
    x = add_x(stage)
    afford(x, "0.30")
    out(stage, 1)
    assert row_of(out(stage, 2), x).held == "live"

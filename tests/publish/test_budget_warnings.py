"""Who sets budgets, who hears of them, and when."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hand import Stage
from paid import add_x, afford, words
from press_office import Newsroom, refused

from oyez.audit.queries import entries_about
from oyez.domain.errors import NotAllowed
from oyez.domain.notice import Urgency
from oyez.govern.actions import set_budget
from oyez.govern.budgets import month_of, note_reading
from oyez.govern.models import AllowanceTold, Budget
from oyez.publish.allowances import AGAIN, warn_due
from oyez.publish.models import Attempt, Telling


def out(stage: Stage, number: int, urgency: Urgency = Urgency.ROUTINE) -> object:
    notice = stage.room.approved(words(number, urgency), at=stage.hand.now)
    stage.hand.work(timedelta(seconds=20))
    return notice


def test_only_who_manages_channels_may_and_the_ledger_knows(room: Newsroom) -> None:
    x = room.add("x", name="X Derby")
    for name in ("Alice", "Bob", "Dora", "Charlie"):
        with pytest.raises(NotAllowed):
            set_budget(room.people[name], x, Decimal(5))
    set_budget(room.people["Greta"], x, Decimal(5), reserve=10)
    set_budget(room.people["Greta"], x, Decimal("7.50"), reserve=10)
    set_budget(room.people["Greta"], x, None)
    entries = [one for one in entries_about(f"channel:{x.pk}") if one.action == "govern.set_budget"]
    assert [(one.data["old"], one.data["new"]) for one in entries] == [
        *(("", "5"), ("5.00", "7.50"), ("7.50", "")),
    ]
    assert not Budget.objects.exists()
    with refused("amount", "charges nothing"):
        set_budget(None, room.channels["mastodon"], Decimal(5))


def told() -> list[str]:
    return [row.template.format(**row.values) for row in Telling.objects.order_by("pk")]


def test_those_who_manage_channels_hear_of_it_once_for_each_level(stage: Stage) -> None:
    x, now = add_x(stage), stage.hand.now
    afford(x, "0.48")
    out(stage, 1)
    assert warn_due(now) == 0
    out(stage, 2)
    assert warn_due(now) == 1
    assert warn_due(now) == 0, "once"
    assert {row.person.name for row in Telling.objects.all()} == {"Greta", "Gus"}
    assert "0.40 of 0.48 USD of the budget of X Derby for this month are spent" in told()[0]
    note_reading(x, 20, Decimal("0.10"), now)
    assert warn_due(now) == 1
    assert "is used up: 0.50 of 0.48 USD" in told()[-1]
    afford(x, "0.55")
    assert warn_due(now) == 1, "another budget is told of anew"


def test_a_quota_is_told_of_before_it_holds_anything_up(room: Newsroom) -> None:
    one = room.add("instagram", name="Instagram Derby")
    notice = room.approved()
    row = notice.deliveries.first()
    now = month_of(row.wanted_at).ends

    def sent(number: int) -> None:
        Attempt.objects.bulk_create(
            Attempt(delivery=row, channel_id=one.pk, verb="publish", at=now) for _ in range(number)
        )

    sent(55)
    assert warn_due(now) == 0
    sent(1)
    assert warn_due(now) == 1
    assert "has used 56 of the 70 calls" in told()[-1]
    sent(14)
    assert warn_due(now) == 1
    assert "has used all 70 calls" in told()[-1]
    assert warn_due(now + timedelta(days=2)) == 0, "fine again, and nobody needs to hear of that"
    assert AllowanceTold.objects.get().level == 0
    assert timedelta(hours=1) < AGAIN

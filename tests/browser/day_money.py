"""A channel that costs money, with a budget that is nearly used up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import time_machine
from day_time import today

from oyez.govern.actions import approve_platform, create_channel, set_budget, set_secrets
from oyez.govern.budgets import note_reading

if TYPE_CHECKING:
    from day import Day


def money(day: Day) -> None:
    """An account on X of the smallest unit, which has read many replies this month."""
    body, place = day.cast.body, day.cast.body.units[-1]
    with time_machine.travel(today(13), tick=False):
        above = day.cast.authority().superior or day.cast.authority()
        approve_platform(None, above, "x", starts_on=date(2026, 1, 1))
        one = create_channel(
            None, day.cast.unit(place.slug), platform="x", position=95, account="@police",
            name=f"X {place.name}", language=body.language, public_url="https://x.com/police",
        )  # fmt: skip
        set_secrets(None, one, {"token": "played"})
        set_budget(None, one, Decimal(20))
        note_reading(one, 2480, Decimal("12.40"), today(12))
    day.things["paid"] = one.pk

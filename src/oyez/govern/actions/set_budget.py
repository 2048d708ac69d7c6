"""Decide what a channel, or a platform for a whole authority, may cost in a month."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.budget import RESERVE, refuse
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.budgets import binds, budget_for
from oyez.govern.models import AllowanceTold, Budget, Channel
from oyez.platforms.registry import profile


@transaction.atomic
def set_budget(
    by: Person | None,
    channel: Channel,
    amount: Decimal | None,
    *,
    path: str = "",
    reserve: int = RESERVE,
) -> Budget | None:
    """Set the amount a month, or with None take the budget away.

    `path` is the channel's own, or its authority's for all channels there on the same platform.
    """
    path = path or channel.path
    actor = demand(by, Verb.MANAGE_CHANNELS, path)
    _check(channel, path, amount, reserve)
    before = budget_for(path, channel.platform)
    after = _write(before, Budget(path=path, platform=channel.platform, reserve=reserve), amount)
    record(
        actor,
        "govern.set_budget",
        f"channel:{channel.pk}",
        path=path,
        platform=channel.platform,
        old=str(before.amount) if before else "",
        new=str(after.amount) if after else "",
        reserve=reserve,
    )
    return after


def _check(channel: Channel, path: str, amount: Decimal | None, reserve: int) -> None:
    if not profile(channel.platform).costs:
        template = "{platform} charges nothing, so that there is nothing to limit."
        raise NotAllowed(say(template, platform=channel.platform), "amount")
    if amount is not None and (wrong := refuse(amount, reserve)):
        raise NotAllowed(wrong[1], wrong[0])
    places = {channel.path, channel.unit.authority.path}
    if path not in places or not binds(Budget(path=path, platform=channel.platform), channel):
        template = "A budget is for this channel or for all channels of its authority."
        raise NotAllowed(say(template), "path")


def _write(before: Budget | None, wanted: Budget, amount: Decimal | None) -> Budget | None:
    """The row as it is now. Who was told of the old amount hears of the new one again."""
    if before is not None:
        AllowanceTold.objects.filter(about=f"budget:{before.pk}").delete()
    if amount is None:
        Budget.objects.filter(path=wanted.path, platform=wanted.platform).delete()
        return None
    values = {"amount": amount, "reserve": wanted.reserve}
    row, _new = Budget.objects.update_or_create(
        path=wanted.path, platform=wanted.platform, defaults=values
    )
    return row

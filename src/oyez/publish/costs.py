"""What a text would cost on a channel, by its platform's prices."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from oyez.domain.cost import Cost, Per, Price, cost_of
from oyez.domain.fitting import segments
from oyez.domain.links import link_spans
from oyez.govern.models import Channel
from oyez.platforms.registry import profile

SEPARATORS: Final = re.compile(r"[,;\n]")
FREE: Final = (
    "free_of_charge"  # an option of a channel whose platform charges this authority nothing
)


def reading_on(channel: Channel) -> Price | None:
    """What one reading of the replies costs, or None where reading is free."""
    if not charges(channel):
        return None
    return next((one for one in _prices(channel) if one.per is Per.READ), None)


def charges(channel: Channel) -> bool:
    """Whether the platform charges this channel anything."""
    return bool(profile(channel.platform).costs) and channel.options.get(FREE) != "yes"


def cost_on(channel: Channel, text: str, recipients: int | None = None) -> Cost | None:
    """The cost of one notice with this text, or None where nothing is charged.

    Without a number of `recipients` it is that of the channel's list.
    """
    if not charges(channel):
        return None
    return cost_of(
        _prices(channel),
        has_link=bool(link_spans(text)),
        recipients=_listed(channel) if recipients is None else recipients,
        parts=len(segments(text)) if profile(channel.platform).text.rule == "sms" else 1,
    )


def _listed(channel: Channel) -> int:
    names = SEPARATORS.split(str(channel.options.get("recipients", "")))
    return len({name.strip() for name in names if name.strip()})


def _prices(channel: Channel) -> list[Price]:
    declared = profile(channel.platform).costs
    return [Price(Per(one.what), Decimal(one.amount), one.currency) for one in declared]

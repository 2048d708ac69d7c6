"""What a text would cost on a channel, by its platform's prices."""

from __future__ import annotations

from decimal import Decimal

from oyez.domain.cost import Cost, Per, Price, cost_of
from oyez.domain.fitting import segments
from oyez.domain.links import link_spans
from oyez.govern.models import Channel
from oyez.platforms.registry import profile

FREE = "free_of_charge"  # an option of a channel whose platform charges this authority nothing


def cost_on(channel: Channel, text: str) -> Cost | None:
    """The cost of one notice with this text, or None where nothing is charged."""
    declared = profile(channel.platform)
    if not declared.costs or channel.options.get(FREE) == "yes":
        return None
    prices = [Price(Per(one.what), Decimal(one.amount), one.currency) for one in declared.costs]
    listed = str(channel.options.get("recipients", "")).split(",")
    return cost_of(
        prices,
        has_link=bool(link_spans(text)),
        recipients=len({one.strip() for one in listed if one.strip()}),
        parts=len(segments(text)) if declared.text.rule == "sms" else 1,
    )

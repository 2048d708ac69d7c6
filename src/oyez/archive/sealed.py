"""Where this app keeps something sealed."""

from __future__ import annotations

from oyez.accounts.resealing import Place, offer
from oyez.archive.models import Record


def bound_to(channel: int) -> str:
    """What the originals of a channel are bound to."""
    return f"what channel {channel} keeps as records"


def offer_places() -> None:
    """Name it to whoever changes the key."""
    offer(Place(Record, "original", lambda row: bound_to(row.channel_id)))

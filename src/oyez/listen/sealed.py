"""Where this app keeps something sealed."""

from __future__ import annotations

from oyez.accounts.resealing import Place, offer
from oyez.listen.models import Event
from oyez.listen.raw import bound_to


def offer_places() -> None:
    """Name it to whoever changes the key."""
    offer(Place(Event, "raw", lambda row: bound_to(row.channel_id)))

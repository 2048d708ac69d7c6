"""Where this app keeps something sealed."""

from __future__ import annotations

from oyez.accounts.resealing import Place, offer
from oyez.guard.addresses import bound_to
from oyez.guard.models import PagingWay, PushKey
from oyez.guard.push_key import BOUND_TO


def offer_places() -> None:
    """Name them to whoever changes the key."""
    offer(Place(PagingWay, "sealed", lambda row: bound_to(row.pk)))
    offer(Place(PushKey, "sealed", lambda _row: BOUND_TO))

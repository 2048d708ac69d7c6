"""Where this app keeps something sealed."""

from __future__ import annotations

from oyez.accounts.resealing import Place, offer
from oyez.govern import clients, connecting, vault
from oyez.govern.models import Channel, Connecting, PlatformApp


def offer_places() -> None:
    """Name them to whoever changes the key."""
    offer(Place(Channel, "secrets", lambda row: vault.bound_to(row.pk)))
    offer(Place(PlatformApp, "sealed", lambda row: clients.bound_to(row.pk)))
    offer(Place(Connecting, "sealed", lambda row: connecting.bound_to(row.digest)))

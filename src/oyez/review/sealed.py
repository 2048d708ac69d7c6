"""Where this app keeps something sealed: whoever has a salt can try out accounts."""

from __future__ import annotations

from oyez.accounts.resealing import Place, offer
from oyez.accounts.sealing import seal, unseal
from oyez.review.models import Salt


def bound_to(quarter: str) -> str:
    """What the salt of a quarter is bound to."""
    return f"the salt of {quarter}"


def sealed(quarter: str, salt: bytes) -> bytes:
    """A salt as it is kept."""
    return seal(salt, bound_to(quarter))


def opened(row: Salt) -> bytes:
    """The salt of a row."""
    return unseal(bytes(row.value), bound_to(row.quarter))


def offer_places() -> None:
    """Name it to whoever changes the key."""
    offer(Place(Salt, "value", lambda row: bound_to(row.quarter)))

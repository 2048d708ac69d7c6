"""Where this app keeps something sealed."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from oyez.accounts.allauth_door import BOUND_TO
from oyez.accounts.models import KeptForm
from oyez.accounts.resealing import Place, offer


def offer_places() -> None:
    """Name them to whoever changes the key."""
    offer(Place(KeptForm, "body", lambda row: f"kept form {row.token}"))
    # The secret of an authenticator app, and the seed of recovery codes.
    offer(Place(Authenticator, "data", lambda _row: BOUND_TO, words=("secret", "seed")))

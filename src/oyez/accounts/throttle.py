"""Counting tries to sign in, in the database, so that all processes count together.

A try is counted before the password is looked at. Many tries at the same moment therefore
cannot slip through between the look and the count.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from oyez.accounts.models import SignInWindow

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
# Behind one address there may be a whole police station.
WIDER = 10


def keys(email: str, address: str) -> tuple[str, str]:
    """The keys of a try: the address alone, and person and address together."""
    return _digest("address", address), _digest("pair", f"{email}\n{address}")


def digest(email: str) -> str:
    """Names an unknown e-mail address in the ledger without writing it down."""
    return _digest("email", email)[:16]


def take_second_turn(person_id: int, at: datetime) -> datetime | None:
    """The same for codes and repeated passwords of one person, wherever they come from."""
    return _count({_digest("second", str(person_id)): settings.SIGN_IN_TRIES}, at)


def forgive_second(person_id: int) -> None:
    """Whoever has shown the right thing has not failed."""
    SignInWindow.objects.filter(key=_digest("second", str(person_id))).update(tries=0)


def take_turn(email: str, address: str, at: datetime) -> datetime | None:
    """Count one try; None lets it go on, otherwise the time from which on tries count anew."""
    SignInWindow.objects.filter(started_at__lte=at - KEPT).delete()
    wide, pair = keys(email, address)
    # Always the address first, so that two tries never wait for each other crosswise.
    return _count({wide: settings.SIGN_IN_TRIES * WIDER, pair: settings.SIGN_IN_TRIES}, at)


def forgive(email: str, address: str) -> None:
    """Whoever signs in has not failed: forget the pair's tries, and this one of the address."""
    wide, pair = keys(email, address)
    SignInWindow.objects.filter(key=wide, tries__gt=0).update(tries=F("tries") - 1)
    SignInWindow.objects.filter(key=pair).update(tries=0)


@transaction.atomic
def _count(limits: dict[str, int], at: datetime) -> datetime | None:
    windows = [_locked(key, at) for key in limits]
    full = [window for window in windows if window.tries >= limits[window.key]]
    if full:
        return max(window.started_at for window in full) + WINDOW
    SignInWindow.objects.filter(key__in=limits).update(tries=F("tries") + 1)
    return None


def _locked(key: str, at: datetime) -> SignInWindow:
    # The update locks the row if there is one, so that nobody clears it away before it is read.
    if not SignInWindow.objects.filter(key=key).update(tries=F("tries")):
        new = SignInWindow(key=key, started_at=at)
        SignInWindow.objects.bulk_create([new], ignore_conflicts=True)
    window = SignInWindow.objects.select_for_update().get(key=key)
    if window.started_at <= at - WINDOW:
        window.started_at, window.tries = at, 0
        window.save(update_fields=("started_at", "tries"))
    return window


def _digest(kind: str, text: str) -> str:
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, f"sign-in {kind} {text}".encode(), hashlib.sha256).hexdigest()

"""Links in mails to staff: each for one person and one page, used once, past no sign-in."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Link, Person
from oyez.audit.actions import record

KEPT = timedelta(days=30)
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Found:
    """What an address leads to, and whether this was the first time."""

    person_id: int
    path: str
    used_before: datetime | None
    over: bool


def make(person: Person, path: str, *, valid: timedelta = timedelta(hours=24)) -> str:
    """An address that leads the person to a page of the console after they have signed in."""
    if not path.startswith("/") or path.startswith("//") or len(path) > LONGEST:
        raise ValueError(f"a link leads to a path of the console, not to {path!r}")
    now, word = timezone.now(), secrets.token_urlsafe(24)
    Link.objects.filter(expires_at__lte=now - KEPT).delete()
    Link.objects.create(digest=_seal(word), person=person, path=path, expires_at=now + valid)
    return f"{settings.CONSOLE_URL}/go/{word}/"


def look(word: str) -> Found | None:
    """What the address leads to; looking uses nothing up, so a mail scanner may."""
    row = Link.objects.filter(digest=_seal(word)).first()
    if row is None:
        return None
    over = row.expires_at <= timezone.now()
    return Found(row.person_id, row.path, row.used_at, over)


@transaction.atomic
def use(word: str, person: Person) -> bool:
    """Use it up; False where somebody was here before."""
    now = timezone.now()
    fresh = Link.objects.filter(digest=_seal(word), person=person, used_at=None, expires_at__gt=now)
    if fresh.update(used_at=now) != 1:
        return False
    record(person.signature, "accounts.use_link", person.signature)
    return True


def _seal(word: str) -> str:
    # Only a word that was made here has a row, and the rows alone do not give the words.
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"link {word}".encode(), hashlib.sha256).hexdigest()

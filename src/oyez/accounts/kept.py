"""Forms that were sent and wait until their person has shown who they are."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from oyez.accounts.models import KeptForm, Person
from oyez.accounts.sealing import seal, unseal

KEPT = timedelta(minutes=10)
LONGEST, MOST_EACH = 64 * 1024, 20


@dataclass(frozen=True, slots=True)
class Kept:
    """What was sent, opened again."""

    deed: str
    path: str
    body: QueryDict


def keep(request: HttpRequest, person: Person, deed: str) -> str | None:
    """The word under which the form is kept; None where it is too large or holds files."""
    body = request.POST.urlencode().encode()
    now, path = timezone.now(), request.get_full_path()
    KeptForm.objects.filter(kept_at__lte=now - KEPT).delete()
    if request.FILES or len(body) > LONGEST or len(path) > 500:
        return None
    if KeptForm.objects.filter(person=person).count() >= MOST_EACH:
        return None
    token = secrets.token_urlsafe(24)
    KeptForm.objects.create(
        token=token,
        person=person,
        deed=deed,
        path=path,
        body=seal(body, f"kept form {token}"),
        kept_at=now,
    )
    return token


def look(person: Person, token: str) -> Kept | None:
    """What is kept under the word for this person, and for nobody else."""
    alive = KeptForm.objects.filter(person=person, kept_at__gt=timezone.now() - KEPT)
    row = alive.filter(token=token).first()
    if row is None:
        return None
    body = unseal(bytes(row.body), f"kept form {token}").decode()
    return Kept(row.deed, row.path, QueryDict(body))


@transaction.atomic
def take(person: Person, token: str) -> Kept | None:
    """The same, and gone: of two who take it at the same moment one gets nothing."""
    found = look(person, token)
    gone, _ = KeptForm.objects.filter(person=person, token=token).delete()
    return found if gone else None

"""End sessions in other browsers."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from oyez.accounts.models import KeptForm, Link, Person, Session
from oyez.audit.actions import record


@transaction.atomic
def end_sessions(person: Person, keys: Iterable[str]) -> int:
    """End some of the person's own sessions; nothing they hold open works any longer."""
    ended, _ = Session.objects.filter(person=person, session_key__in=list(keys)).delete()
    if ended:
        record(person.signature, "accounts.end_sessions", person.signature, ended=ended)
    return ended


def end_every_session(but: str) -> int:
    """Everybody's, kept forms and mailed links too; `but` names the one that stays."""
    Link.objects.filter(used_at=None).delete()
    KeptForm.objects.all().delete()
    ended, _ = Session.objects.exclude(session_key=but).delete()
    return ended

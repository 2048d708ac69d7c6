"""Record on what the use of a platform rests: the law, and the assessment of its privacy."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.approved_platforms import OWN_OUTLETS
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.domain.text import problems
from oyez.govern.actions.change_channel import refuse_unknown
from oyez.govern.models import Authority, PlatformBasis
from oyez.govern.register.basis import Basis
from oyez.govern.risks import day_of

LENGTHS = {"legal_basis": 500, "assessed_by": 120, "reference": 300}
CHANGED = "Somebody else has just changed this. Look at it again, then enter yours once more."


@transaction.atomic
def record_basis(
    by: Person | None, authority: Authority, platform: str, basis: Basis, *, seen: int | None = None
) -> PlatformBasis:
    """It holds for the authority and for all below it that have none of their own.

    `seen` is the version that the person had before their eyes.
    """
    actor = demand(by, Verb.APPROVE_PLATFORM, authority.path)
    refuse_unknown(platform)
    if platform in OWN_OUTLETS:
        raise NotAllowed(say("Our own outlets need no legal basis here."), "platform")
    fields = _checked(basis)
    row, _new = PlatformBasis.objects.get_or_create(authority=authority, platform=platform)
    if seen is not None and seen != row.version:
        raise NotAllowed(say(CHANGED))
    new = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not new:
        return row
    old = {name: getattr(row, name) for name in new}
    stamp = {"entered_by": by, "entered_at": timezone.now(), "version": F("version") + 1}
    same = PlatformBasis.objects.filter(pk=row.pk, version=row.version)
    if same.update(**new, **stamp) != 1:
        raise NotAllowed(say(CHANGED))
    row.refresh_from_db()
    about, told = f"authority:{authority.pk}", {"old": _told(old), "new": _told(new)}
    record(actor, "govern.record_basis", about, platform=platform, **told)
    return row


def _checked(basis: Basis) -> dict[str, object]:
    words = {name: " ".join(getattr(basis, name).split()) for name in LENGTHS}
    for name, text in words.items():
        if len(text) > LENGTHS[name]:
            raise NotAllowed(say("{most} characters fit here.", most=LENGTHS[name]), name)
        if found := problems(text):
            raise NotAllowed(found[0], name)
    _check_days(basis)
    if basis.assessed_on and not words["assessed_by"]:
        raise NotAllowed(say("Name who has assessed it: a person or an office."), "assessed_by")
    if "://" in words["reference"] and not words["reference"].startswith("https://"):
        raise NotAllowed(say("A link begins with https://."), "reference")
    return {**words, "assessed_on": basis.assessed_on, "check_due": basis.check_due}


def _check_days(basis: Basis) -> None:
    if basis.assessed_on and basis.assessed_on > day_of(timezone.now()):
        raise NotAllowed(say("The day of the assessment lies ahead."), "assessed_on")
    if basis.check_due is None:
        return
    if basis.assessed_on is None:
        raise NotAllowed(say("Enter first when it was assessed."), "assessed_on")
    if basis.check_due <= basis.assessed_on:
        raise NotAllowed(say("The next check comes after the assessment."), "check_due")


def _told(fields: dict[str, object]) -> dict[str, object]:
    days = {name: value for name, value in fields.items() if isinstance(value, date)}
    return fields | {name: value.isoformat() for name, value in days.items()}

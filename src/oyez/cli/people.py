"""From what was typed to the rows it names; what names nothing is wrong input."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from oyez.accounts.models import Person
from oyez.cli.acting import WrongInputError
from oyez.govern.models import Unit
from oyez.govern.queries import channels_for
from oyez.publish.models import Notice


def person(email: str) -> Person:
    """The person who acts."""
    found = Person.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise WrongInputError(f"Nobody has the address {email}.")
    return found


def unit(path: str) -> Unit:
    """The unit at a path; slashes at its ends may be left out."""
    found = Unit.objects.filter(path=f"/{path.strip().strip('/')}/").first()
    if found is None:
        raise WrongInputError(f"No unit has the path {path}. `oyez status --units` lists them.")
    return found


def notice(code: str) -> Notice:
    """The notice with a code, however it is written."""
    found = Notice.objects.select_related("unit").filter(code=code.strip().lower()).first()
    if found is None:
        raise WrongInputError(f"No notice has the code {code}.")
    return found


def language_of(unit: Unit) -> str:
    """The language a unit speaks first."""
    return channels_for(unit).values_list("language", flat=True).first() or "en"


def aware(at: datetime | None) -> datetime | None:
    """A typed time in the installation's zone."""
    return timezone.make_aware(at) if at is not None and timezone.is_naive(at) else at

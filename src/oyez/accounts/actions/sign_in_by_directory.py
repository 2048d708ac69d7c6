"""Begin a session on the word of the authority's own directory."""

from __future__ import annotations

from collections.abc import Mapping

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.http import HttpRequest

from oyez.accounts import throttle
from oyez.accounts.entering import enter_or_ask
from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say

DIRECTORY = "directory"


@transaction.atomic
def sign_in_by_directory(request: HttpRequest, claims: Mapping[str, object]) -> bool:
    """Sign in the person whom the directory names; False while a second factor is owed.

    The first time a person is found by the address that the directory has verified, from then
    on by the directory's own number. It makes nobody, gives no role and reads no group.
    """
    number = str(claims.get("sub") or "")
    known = SocialAccount.objects.filter(provider=DIRECTORY, uid=number).select_related("user")
    linked = known.first() if number else None
    person = linked.user if linked else _found(number, claims)
    if not isinstance(person, Person) or not person.is_active:
        raise NotAllowed(say("Nobody may sign in here with this entry of the directory."))
    if linked is None:
        SocialAccount.objects.create(user=person, provider=DIRECTORY, uid=number)
        record(person.signature, "accounts.link_directory", person.signature)
    shown_at = claims.get("auth_time")
    at = float(shown_at) if isinstance(shown_at, int | float) else None
    return enter_or_ask(request, person, "directory", at)


def _found(number: str, claims: Mapping[str, object]) -> Person | None:
    email = str(claims.get("email") or "").strip().lower()
    # Some directories write the word instead of the value; nothing else counts as verified.
    if not number or not email or claims.get("email_verified") not in {True, "true"}:
        raise NotAllowed(
            say("The directory did not name a verified e-mail address. Use your password.")
        )
    person = Person.objects.filter(email=email, is_active=True).first()
    taken = SocialAccount.objects.filter(provider=DIRECTORY, user=person)
    if person and taken.exists():
        raise NotAllowed(
            say("This person belongs to another entry of the directory. Ask an administrator.")
        )
    return person


@transaction.atomic
def note_refusal(email: str) -> None:
    """Write down that somebody came with an entry that opens nothing."""
    record("anonymous", "accounts.sign_in_failed", f"unknown:{throttle.digest(email)}")

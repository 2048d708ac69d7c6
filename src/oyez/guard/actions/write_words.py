"""Write an authority's own words for what it says in an incident."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.incident import PLACES, Wish, unknown_places
from oyez.domain.roles import Verb
from oyez.govern.models import Authority
from oyez.guard.models import Wording
from oyez.publish.draft import typed

HEADLINE, BODY = 200, 4000


@transaction.atomic
def write_words(
    by: Person | None,
    authority: Authority,
    wish: Wish,
    language: str,
    *,
    headline: str,
    body: str,
    at: datetime,
) -> Wording | None:
    """Keep them; with both empty the house's words hold again."""
    actor = demand(by, Verb.MANAGE_CHANNELS, authority.path)
    headline = typed("headline", headline, HEADLINE, public=True)
    body = typed("body", body, BODY, public=True)
    rows = Wording.objects.filter(authority=authority, wish=wish, language=language)
    thing = f"authority:{authority.pk}"
    if not headline and not body:
        rows.delete()
        record(actor, "guard.write_words", thing, kind=wish.value, language=language, fields=[])
        return None
    _check(headline, body)
    values = {"headline": headline, "body": body, "changed_at": at, "changed_by": by}
    row, _new = Wording.objects.update_or_create(
        authority=authority, wish=wish, language=language, defaults=values
    )
    record(actor, "guard.write_words", thing, kind=wish.value, language=language,
           fields=["headline", "body"])  # fmt: skip
    return row


def _check(headline: str, body: str) -> None:
    for field, text in (("headline", headline), ("body", body)):
        if not text:
            raise NotAllowed(say("Write both, or leave both empty."), field)
        if found := unknown_places(text):
            raise NotAllowed(
                say(
                    "Nothing can fill {place}. There are {known}.",
                    place="{" + found[0] + "}",
                    known=", ".join("{" + one + "}" for one in PLACES),
                ),
                field,
            )

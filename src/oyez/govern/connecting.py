"""What is kept while somebody is on the way to a platform and back.

The word that travels through the browser is stored as a digest only, works once, for ten minutes,
for the person and in the session in which the way began.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.sealing import seal, unseal
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.govern.models import Channel, Connecting

KEPT = timedelta(minutes=10)
SKEW = timedelta(minutes=1)
MOST_EACH = 20
OLD = say("More than ten minutes have passed since you set out. Connect the account again.")
UNKNOWN = say(
    "This way back is not known here: it was used already, or it began in another browser or by "
    "another person. Connect the account again."
)
CLOCK = say(
    "The clock of this installation has been set back since you set out, so nobody can tell how "
    "long ago that was. Have the clock looked at, then connect the account again."
)


@dataclass(frozen=True, slots=True)
class Traveller:
    """Who is on the way, and in which session."""

    person: Person
    session: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept, opened; `words` hold secrets."""

    channel: Channel
    words: Mapping[str, Any] = field(repr=False)


def keep(by: Traveller, channel: Channel, words: Mapping[str, Any], *, choosing: bool) -> str:
    """Keep the words under a new word that is returned; an older way of the session ends."""
    now, word = timezone.now(), secrets.token_urlsafe(32)
    Connecting.objects.filter(begun_at__lte=now - KEPT).delete()
    mine = Connecting.objects.filter(person=by.person)
    mine.filter(session=by.session, channel=channel).delete()
    if mine.count() >= MOST_EACH:
        raise NotAllowed(say("You have set out too often. Wait ten minutes, then try again."))
    digest = digest_of(word)
    Connecting.objects.create(
        digest=digest,
        person=by.person,
        channel=channel,
        session=by.session,
        sealed=seal(json.dumps(dict(words)).encode(), bound_to(digest)),
        choosing=choosing,
        begun_at=now,
    )
    return word


def take(by: Traveller, word: str, *, choosing: bool) -> Kept:
    """What was kept under the word, and gone: of two who come back at once one gets nothing."""
    digest, now = digest_of(word), timezone.now()
    with transaction.atomic():
        rows = Connecting.objects.filter(digest=digest, choosing=choosing)
        mine = rows.filter(person=by.person, session=by.session)
        row = mine.select_related("channel__unit__authority").first()
        if row is None or mine.delete()[0] == 0:
            raise NotAllowed(UNKNOWN)
    if refused := _too_late(row, now):
        raise NotAllowed(refused)
    return Kept(row.channel, json.loads(unseal(bytes(row.sealed), bound_to(digest))))


def _too_late(row: Connecting, now: Any) -> Sentence | None:
    if row.begun_at > now + SKEW:
        return CLOCK
    return OLD if now - row.begun_at > KEPT else None


def choice(by: Traveller, channel: Channel) -> Mapping[str, str]:
    """The pages to choose from, names by number, while a choice is open here; else nothing."""
    now = timezone.now()
    open_ones = Connecting.objects.filter(
        person=by.person,
        session=by.session,
        channel=channel,
        choosing=True,
        begun_at__gt=now - KEPT,
    )
    row = open_ones.order_by("-begun_at").first()
    if row is None:
        return {}
    words = json.loads(unseal(bytes(row.sealed), bound_to(row.digest)))
    return {page["id"]: page["name"] for page in words["pages"]}


def take_choice(by: Traveller, channel: Channel) -> Kept:
    """The open choice of this session, and gone."""
    with transaction.atomic():
        mine = Connecting.objects.filter(
            person=by.person, session=by.session, channel=channel, choosing=True
        )
        row = mine.select_related("channel__unit__authority").order_by("-begun_at").first()
        if row is None or mine.delete()[0] == 0:
            raise NotAllowed(UNKNOWN)
    if refused := _too_late(row, timezone.now()):
        raise NotAllowed(refused)
    return Kept(row.channel, json.loads(unseal(bytes(row.sealed), bound_to(row.digest))))


def digest_of(word: str) -> str:
    """What stands for the word in the table."""
    return sha256(word.encode()).hexdigest()


def bound_to(digest: str) -> str:
    """What the sealed words are bound to."""
    return f"oyez connecting {digest}"

"""Keep a plain draft up to date while somebody writes in it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import RevisionKind, RevisionState
from oyez.domain.roles import Verb
from oyez.domain.text import normalise
from oyez.publish.actions.submit import newest_prepared, refuse_prepared
from oyez.publish.draft import Draft, check, check_correction
from oyez.publish.models import Contribution, Notice, Revision
from oyez.publish.pictures import Taken, attach
from oyez.publish.variants import make_variants
from oyez.publish.writing import contributed, write_prepared


@transaction.atomic
def autosave(
    by: Person,
    revision: Revision,
    draft: Draft,
    *,
    version: int,
    at: datetime,
    pictures: tuple[Taken, ...] = (),
) -> Revision:
    """Write over the version that was seen, and only while it is a draft.

    What a second person has seen is changed by a person's own button alone, never by a clock.
    The ledger learns once who writes here, so that typing neither fills it nor queues for it.
    """
    notice, first = revision.notice, revision.kind == RevisionKind.FIRST
    actor = demand(by, Verb.COMPOSE, notice.unit.path)
    refuse_prepared(revision)
    known = Contribution.objects.filter(revision=revision, person=by).exists()
    (check if first else check_correction)(draft, at)
    _rewrite(revision, draft, version)
    if first:
        _rewrite_notice(notice, draft)
        _rewrite_prepared(notice, by, draft, at=at)
    contributed(revision, by, at)
    make_variants(revision, draft.by_hand, at, [one.alt for one in pictures])
    revision.pictures.all().delete()
    attach(revision, pictures)
    if not known:
        record(actor, "publish.autosave", f"notice:{notice.code}", revision=revision.number)
    return revision


def _rewrite(revision: Revision, draft: Draft, version: int) -> None:
    same = Revision.objects.filter(pk=revision.pk, version=version, state=RevisionState.DRAFT)
    changed = same.update(
        version=F("version") + 1,
        texts=[words.as_json() for words in draft.texts],
        links=[link.strip() for link in draft.links],
        note=normalise(draft.note).strip(),
    )
    if changed != 1:
        raise NotAllowed(
            say("Somebody else changed or issued this text meanwhile. Look at it and try again.")
        )
    revision.refresh_from_db()


def _rewrite_notice(notice: Notice, draft: Draft) -> None:
    Notice.objects.filter(pk=notice.pk).update(
        headline=draft.texts[0].headline[:300],
        urgency=draft.urgency,
        kind=draft.kind,
        area=normalise(draft.area).strip(),
        valid_until=draft.valid_until,
        scheduled_at=draft.scheduled_at,
    )
    notice.refresh_from_db()


def _rewrite_prepared(notice: Notice, by: Person, draft: Draft, *, at: datetime) -> None:
    """In place: a prepared correction that nobody approved needs no row for every ten seconds."""
    ready = newest_prepared(notice)
    texts = [words.as_json() for words in draft.prepared]
    if ready is None or not texts or ready.state != RevisionState.DRAFT:
        if ready is not None or texts:
            write_prepared(notice, by, draft, at=at)
        return
    if ready.texts != texts:
        Revision.objects.filter(pk=ready.pk).update(texts=texts, version=F("version") + 1)
        ready.refresh_from_db()
        make_variants(ready, {}, at)
    contributed(ready, by, at)

"""Throw a draft away that nobody has approved."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import RevisionKind, RevisionState
from oyez.domain.roles import Verb
from oyez.publish.actions.submit import refuse_prepared
from oyez.publish.issue import locked
from oyez.publish.models import Approval, Contribution, Notice, Revision, Telling
from oyez.publish.tell import tell

OPEN = (RevisionState.DRAFT, RevisionState.RETURNED)
WAITS = say("This text waits for a second person. Have it sent back first, or edit it.")
KEPT = say("This text was approved before, so it is kept. Leave it as it is, or edit it.")
CHANGED = say("Somebody else changed this text meanwhile. Look at it before you discard it.")


@transaction.atomic
def discard(by: Person, revision: Revision, *, version: int) -> None:
    """Remove a draft with all its words, or the draft of a correction; it cannot be undone.

    Who wrote in it may, and who may send texts back. `version` is the one the person saw.
    """
    notice, number = revision.notice, revision.number
    writers = _writers(revision)
    mine = any(person.pk == by.pk for person in writers)
    actor = demand(by, Verb.COMPOSE if mine else Verb.SEND_BACK, notice.unit.path)
    refuse_prepared(revision)
    locked(notice)
    _check(Revision.objects.select_for_update().get(pk=revision.pk), version)
    first = revision.kind == RevisionKind.FIRST
    try:
        _remove(list(notice.revisions.all()) if first else [revision])
        if first:
            Telling.objects.filter(notice=notice).delete()
            Notice.objects.get(pk=notice.pk).delete()
    except ProtectedError as error:
        raise NotAllowed(KEPT) from error
    others = [person for person in writers if person.pk != by.pk]
    template = "{name} discarded the draft “{headline}” in which you wrote."
    tell(others, say(template, name=by.name, headline=notice.headline))
    record(actor, "publish.discard", f"notice:{notice.code}", revision=number, whole=first)


def _writers(revision: Revision) -> list[Person]:
    rows = Contribution.objects.filter(revision=revision).select_related("person")
    return [row.person for row in rows]


def _check(revision: Revision, version: int) -> None:
    if revision.state == RevisionState.SUBMITTED:
        raise NotAllowed(WAITS)
    if revision.state not in OPEN:
        raise NotAllowed(KEPT)
    if revision.version != version:
        raise NotAllowed(CHANGED)


def _remove(revisions: Sequence[Revision]) -> None:
    """The revisions with everything that hangs on them; an approval, even an ended one, keeps."""
    if Approval.objects.filter(revision__in=revisions).exists():
        raise NotAllowed(KEPT)
    for relation in Revision._meta.related_objects:
        rows = relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__in": revisions}
        )
        rows.delete()
    Revision.objects.filter(pk__in=[one.pk for one in revisions]).delete()

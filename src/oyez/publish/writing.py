"""Writing revisions: shared by the verbs that begin, edit and correct a notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from oyez.accounts.models import Person
from oyez.domain.notice import RevisionKind, RevisionState
from oyez.domain.text import normalise
from oyez.publish.draft import Draft
from oyez.publish.models import Contribution, Notice, Revision
from oyez.publish.pictures import Taken, attach
from oyez.publish.variants import make_variants


def write_revision(
    notice: Notice,
    by: Person,
    draft: Draft,
    *,
    at: datetime,
    kind: RevisionKind = RevisionKind.FIRST,
    pictures: Sequence[Taken] = (),
) -> Revision:
    """A further revision of the notice with its variants; its number is the next one."""
    newest = notice.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    revision = Revision.objects.create(
        notice=notice,
        number=newest + 1,
        kind=kind,
        note=normalise(draft.note).strip(),
        texts=[words.as_json() for words in draft.texts],
        links=[link.strip() for link in draft.links],
        created_by=by,
        created_at=at,
    )
    contributed(revision, by, at)
    make_variants(revision, draft.by_hand, at, [one.alt for one in pictures])
    attach(revision, pictures)
    return revision


def write_prepared(notice: Notice, by: Person, draft: Draft, *, at: datetime) -> Revision | None:
    """The words that go out if a notice turns out to be wrong, approved together with it.

    Those of an earlier wording are put aside, also when there are none now.
    """
    earlier = notice.revisions.filter(kind=RevisionKind.PREPARED)
    earlier.exclude(state=RevisionState.ISSUED).update(state=RevisionState.RETURNED)
    if not draft.prepared:
        return None
    prepared = Draft(texts=draft.prepared, urgency=draft.urgency)
    return write_revision(notice, by, prepared, at=at, kind=RevisionKind.PREPARED)


def contributed(revision: Revision, by: Person, at: datetime) -> None:
    """Remember who wrote, because who wrote may never approve."""
    Contribution.objects.get_or_create(revision=revision, person=by, defaults={"at": at})

"""Change a text before it goes out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.delivery import Held
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import EDITABLE, NOTICE_MOVES, NoticeState, RevisionKind, RevisionState
from oyez.domain.roles import Verb
from oyez.domain.text import normalise
from oyez.publish.actions.submit import refuse_prepared
from oyez.publish.draft import Draft, check, check_correction
from oyez.publish.issue import locked
from oyez.publish.models import Approval, Notice, Revision
from oyez.publish.pictures import Taken, alts_of, attach
from oyez.publish.variants import make_variants
from oyez.publish.writing import contributed, write_prepared

OPEN = {state for state, moves in NOTICE_MOVES.items() if NoticeState.DRAFT in {state, *moves}}
OUT = say("This is going out already. Correct it or take it back instead.")


@transaction.atomic
def edit(
    by: Person,
    revision: Revision,
    draft: Draft,
    *,
    version: int,
    at: datetime,
    pictures: tuple[Taken, ...] | None = None,
) -> Revision:
    """Replace the words of a revision that has not gone out; an approval it had is void.

    `version` is the one the person saw; NotAllowed if somebody saved in between. `pictures` None
    keeps those it has.
    """
    notice = revision.notice
    actor = demand(by, Verb.COMPOSE, notice.unit.path)
    _hold(revision)
    _check(revision, draft, at)
    voided = void(revision, at)
    _rewrite(revision, draft, version)
    if revision.kind == RevisionKind.FIRST:
        _rewrite_notice(notice, draft, by, at=at)
    contributed(revision, by, at)
    if pictures is not None:
        revision.pictures.all().delete()
        attach(revision, pictures)
    make_variants(revision, draft.by_hand, at, alts_of(revision))
    now = {"revision": revision.number, "version": revision.version, "voided": voided}
    record(actor, "publish.edit", f"notice:{notice.code}", **now)
    return revision


def _hold(revision: Revision) -> None:
    """Wait for an approval that is being given, so that it is seen and ended."""
    locked(revision.notice)
    Revision.objects.select_for_update().get(pk=revision.pk)


def _check(revision: Revision, draft: Draft, at: datetime) -> None:
    refuse_prepared(revision)
    if revision.kind != RevisionKind.FIRST:
        check_correction(draft, at)
        return
    check(draft, at)
    revision.notice.refresh_from_db(fields=["state"])
    if NoticeState(revision.notice.state) not in OPEN:
        raise NotAllowed(OUT)


def void(revision: Revision, at: datetime) -> bool:
    """End the approval in force, and take back deliveries that have not begun."""
    notice = revision.notice
    if not Approval.objects.filter(revision=revision, voided_at=None).update(voided_at=at):
        return False
    rows = locked(notice)
    begun = (
        row.held != Held.NOTHING or row.attempt or row.wanted != revision.number for row in rows
    )
    if any(begun):
        raise NotAllowed(OUT)
    notice.deliveries.all().delete()
    Approval.objects.filter(revision__notice=notice, voided_at=None).update(voided_at=at)
    return True


def _rewrite(revision: Revision, draft: Draft, version: int) -> None:
    """Write the new words over the version that was seen, and over no other."""
    judged = _judged(revision)
    same = Revision.objects.filter(pk=revision.pk, version=version, state__in=[*EDITABLE])
    changed = same.update(
        version=F("version") + 1,
        state=RevisionState.DRAFT,
        judged=judged,
        texts=[words.as_json() for words in draft.texts],
        links=[link.strip() for link in draft.links],
        note=normalise(draft.note).strip(),
        submitted_at=None,
        return_reason="",
    )
    if changed != 1:
        raise NotAllowed(
            say("Somebody else changed or issued this text meanwhile. Look at it and try again.")
        )
    revision.refresh_from_db()


def _judged(revision: Revision) -> object:
    """What the second person saw; further edits of the draft leave it as it is."""
    if revision.state == RevisionState.DRAFT:
        return revision.judged
    variants = {str(one.channel_id): one.text for one in revision.variants.all()}
    return {"texts": revision.texts, "variants": variants, "state": revision.state}


def _rewrite_notice(notice: Notice, draft: Draft, by: Person, *, at: datetime) -> None:
    notice.state, notice.urgency = NoticeState.DRAFT, draft.urgency
    notice.kind = draft.kind
    notice.area = normalise(draft.area).strip()
    notice.valid_until, notice.scheduled_at = draft.valid_until, draft.scheduled_at
    notice.headline = draft.texts[0].headline[:300]
    fields = ["state", "headline", "urgency", "kind", "area", "valid_until", "scheduled_at"]
    notice.save(update_fields=fields)
    write_prepared(notice, by, draft, at=at)

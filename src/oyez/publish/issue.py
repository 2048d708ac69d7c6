"""From an approved wording to deliveries: the one place where sending is wished for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from oyez.accounts.models import Person
from oyez.domain.delivery import Held, want
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState, Urgency
from oyez.platforms.registry import OWN
from oyez.publish.facts import facts_of, placements_of, put, standing
from oyez.publish.models import Delivery, Lane, Notice, Revision, Variant
from oyez.publish.rows import WISHED, write
from oyez.publish.tell import tell
from oyez.publish.variants import stored

OUT = (NoticeState.APPROVED, NoticeState.LIVE, NoticeState.CORRECTED, NoticeState.EXPIRED)
GONE = say("This notice was taken back meanwhile, so nothing more goes out for it.")
TAKEN_BACK = (
    "{code} was taken back while somebody has it in hand to post it on {channel}. Do not post it "
    "any more, and say on the page of the task whether it was posted."
)
OVERTAKEN = (
    "{code} was corrected while somebody has it in hand to post it on {channel}. Do not post the "
    "old text any more, and say on the page of the task whether it was posted."
)
UNSENT = say("This notice has not gone out; edit it instead.")
LANES = {Urgency.CRITICAL: Lane.CRITICAL}


def issue_first(revision: Revision, at: datetime) -> list[Delivery]:
    """One delivery per variant that is not held back, due now or at the notice's time."""
    notice = revision.notice
    due = notice.scheduled_at or at
    lane = LANES.get(Urgency(notice.urgency), Lane.ROUTINE)
    going = Variant.objects.filter(revision=revision, held_back__isnull=True)
    return Delivery.objects.bulk_create(
        Delivery(
            notice=notice,
            channel=variant.channel,
            platform=variant.channel.platform,
            lane=lane,
            rank=0 if variant.channel.platform in OWN else 1,
            key=f"{notice.code}-{variant.channel_id}",
            wanted=revision.number,
            wanted_at=at,
            due_at=due,
        )
        for variant in going.select_related("channel")
    )


def issue_correction(revision: Revision, at: datetime) -> int:
    """Every delivery that carries the notice now wants this revision; returns how many."""
    notice = revision.notice
    rows = [row for row in locked(notice) if row.wanted is not None and row.held != Held.GONE]
    known = standing(row.pk for row in rows)
    # Who never carried the notice gets no correction of it either.
    rows = [row for row in rows if row.held != Held.REFUSED or known.get(row.pk)]
    _wish(rows, revision.number, at, due=max(at, notice.scheduled_at or at))
    Revision.objects.filter(pk=revision.pk).update(state=RevisionState.ISSUED, issued_at=at)
    fresh = {"state": NoticeState.CORRECTED}
    if revision.kind == RevisionKind.CORRECTION and revision.texts:
        fresh["headline"] = revision.texts[0]["headline"][:300]
    Notice.objects.filter(pk=notice.pk, state__in=OUT).update(**fresh)
    return len(rows)


def refuse_unless_out(notice: Notice, at: datetime) -> None:
    """NotAllowed where there is nothing to correct: not sent yet, or taken back."""
    notice.refresh_from_db()
    if notice.state == NoticeState.RETRACTED:
        raise NotAllowed(say("This notice was taken back; write a new one instead."))
    later = notice.scheduled_at is not None and notice.scheduled_at > at
    if notice.state not in OUT or (notice.state == NoticeState.APPROVED and later):
        raise NotAllowed(UNSENT)


def refuse_if_overtaken(revision: Revision) -> None:
    """NotAllowed for a correction that is older than one that went out, or of a draft again."""
    locked(revision.notice)  # of two at the same moment, the second sees the first
    state = Notice.objects.values_list("state", flat=True).get(pk=revision.notice.pk)
    if state not in OUT:
        raise NotAllowed(GONE if state == NoticeState.RETRACTED else UNSENT)
    later = revision.notice.revisions.filter(number__gt=revision.number)
    if later.filter(state=RevisionState.ISSUED).exclude(kind=RevisionKind.FIRST).exists():
        raise NotAllowed(say("A newer correction went out meanwhile."))


def wish_gone(notice: Notice, at: datetime) -> int:
    """Every delivery of the notice wants to be gone, whatever is happening to it now."""
    rows = locked(notice)
    _wish(rows, None, at, due=at)
    return len(rows)


def wish_one_gone(row: Delivery, at: datetime) -> bool:
    """This delivery alone wants to be gone, without haste; False where it did already.

    The row is held by the caller. It takes none of the slots and calls that urgent removals have.
    """
    if row.wanted is None:
        return False
    _wish([row], None, at, due=at)
    Delivery.objects.filter(pk=row.pk).update(lane=Lane.ROUTINE)
    return True


def locked(notice: Notice) -> list[Delivery]:
    """The notice's deliveries, held against the worker until the transaction ends."""
    return list(Delivery.objects.select_for_update().filter(notice=notice).order_by("pk"))


def _warn(row: Delivery, notice: Notice, taker: Person) -> None:
    """Whoever has the text in hand hears that it is no longer the right one."""
    template = TAKEN_BACK if row.wanted is None else OVERTAKEN
    told = say(template, code=notice.code, channel=row.channel.name)
    row.reason = stored(told)
    tell([taker], told, notice)


def _wish(rows: Iterable[Delivery], revision: int | None, at: datetime, *, due: datetime) -> None:
    rows = list(rows)
    standing_now = standing(row.pk for row in rows)
    for row in rows:
        before = facts_of(row, placements_of(standing_now.get(row.pk, [])))
        facts = want(before, revision)
        put(row, facts)
        if before.held is Held.SENDING and facts.held is not Held.SENDING:
            row.lease, row.lease_until = "", None  # nobody's hands are waited for any more
        row.wanted_at, row.reason, row.task_for_id = at, None, None
        row.live_at = None if revision is not None else row.live_at
        row.due_at = None if facts.held is Held.GONE and not facts.placements else due
        if facts.held is Held.SENDING and row.taken_by is not None:
            row.due_at = row.lease_until  # until then it is in somebody's hand
            _warn(row, row.notice, row.taken_by)
        if facts.held is Held.GONE and not facts.placements and row.gone_at is None:
            row.gone_at = at
        if revision is None:
            row.lane = Lane.RETRACT
    write(rows, WISHED)

"""What rows say about each notice of a drill: when each thing happened, and who did it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from oyez.domain.delivery import HANDS, Held
from oyez.domain.freeze import FROZEN
from oyez.domain.notice import RevisionKind, RevisionState
from oyez.exercise.models import DrillEvent
from oyez.exercise.queries import Deed
from oyez.exercise.scenario import Happening, Moment
from oyez.publish.models import Approval, Delivery, Notice, Revision


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happened at a time, by somebody where a person did it."""

    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far something came: on so many channels of all, and when the last of them was reached.

    `people` are channels on which only a person can go on.
    """

    channels: int
    reached: int
    people: int = 0
    at: datetime | None = None

    @property
    def whole(self) -> bool:
        """Whether every channel that a machine can reach is reached."""
        return self.reached > 0 and self.reached + self.people >= self.channels


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """One notice; `name` is its event's, or nothing where a trainee began it."""

    code: str
    name: str
    headline: str
    state: str
    by: str
    played: datetime | None
    submitted: Act | None
    approved: Act | None
    sent_back: Act | None
    live: Spread
    warned: Act | None
    retracted: Act | None
    gone: Spread
    corrected: Act | None
    renewed: Act | None
    stands_corrected: Spread
    settled: Act | None


def facts_of(
    notices: Iterable[Notice],
    events: Sequence[DrillEvent],
    times: Mapping[Moment, datetime],
    deeds: Mapping[str, Mapping[str, Deed]],
) -> list[NoticeFacts]:
    """The facts of each notice; `deeds` are what the ledger alone knows, by code and action."""
    names = {one.notice_id: one.name for one in events if one.notice_id and one.kind == "notice"}
    return [
        _facts(notice, names.get(notice.pk, ""), times, deeds.get(notice.code, {}))
        for notice in notices
    ]


def _facts(
    notice: Notice, name: str, times: Mapping[Moment, datetime], deeds: Mapping[str, Deed]
) -> NoticeFacts:
    revisions = sorted(notice.revisions.all(), key=lambda one: one.number)
    first, rows = revisions[0], list(notice.deliveries.all())
    warned = times.get(Moment(name, Happening.WARNED))
    corrections = _corrections(revisions)
    first_fix, last_fix = (corrections[0], corrections[-1]) if corrections else (None, None)
    return NoticeFacts(
        code=notice.code,
        name=name,
        headline=str(first.texts[0]["headline"]),
        state=notice.state,
        by=notice.created_by.name,
        played=times.get(Moment(name)) if name else notice.created_at,
        submitted=Act(first.submitted_at, first.created_by.name) if first.submitted_at else None,
        approved=_approval(first),
        sent_back=_deed(deeds, "publish.send_back"),
        live=_live(rows),
        warned=Act(warned) if warned else None,
        retracted=_retracted(notice),
        gone=_gone(notice, rows),
        corrected=_correction(first_fix, deeds),
        renewed=_correction(last_fix, deeds),
        stands_corrected=_standing(last_fix, rows, withdrawn=notice.retracted_at is not None),
        settled=_deed(deeds, "publish.settle"),
    )


def _deed(deeds: Mapping[str, Deed], action: str) -> Act | None:
    found = deeds.get(action)
    return Act(found.at, found.by) if found else None


def _approval(revision: Revision) -> Act | None:
    given: list[Approval] = [one for one in revision.approvals.all() if one.voided_at is None]
    return Act(given[0].at, given[0].by.name) if given else None


def _retracted(notice: Notice) -> Act | None:
    by = notice.retracted_by
    return Act(notice.retracted_at, by.name if by else "") if notice.retracted_at else None


def _corrections(revisions: Iterable[Revision]) -> list[Revision]:
    """The corrections that went out, the first first."""
    issued = [
        one
        for one in revisions
        if one.kind in (RevisionKind.CORRECTION, RevisionKind.PREPARED)
        and one.state == RevisionState.ISSUED
        and one.issued_at
    ]
    return sorted(issued, key=lambda one: one.issued_at or one.created_at)


def _correction(revision: Revision | None, deeds: Mapping[str, Deed]) -> Act | None:
    if revision is None or revision.issued_at is None:
        return None
    if revision.kind == RevisionKind.PREPARED:
        sent = deeds.get("publish.issue_prepared")
        return Act(revision.issued_at, sent.by if sent else "")
    approval = _approval(revision)
    both = [revision.created_by.name, approval.by if approval else ""]
    return Act(revision.issued_at, ", ".join(name for name in both if name))


def _live(rows: Sequence[Delivery]) -> Spread:
    """The first proof from each channel, whatever became of it later."""
    first = [min((one.at for one in row.receipts.all()), default=None) for row in rows]
    seen = [at for at in first if at is not None]
    people = sum(1 for row, at in zip(rows, first, strict=True) if at is None and _given_up(row))
    return Spread(len(rows), len(seen), people, max(seen, default=None))


def _given_up(row: Delivery) -> bool:
    """Whether a machine handed it over; what people do from the start is measured like hers.

    What a freeze holds is people's as well: nothing moves until two of them lift it.
    """
    frozen = row.held == Held.NOTHING and (row.reason or {}).get("template") == FROZEN
    return frozen or (row.held == Held.NEEDS_PERSON and row.task not in HANDS)


def _gone(notice: Notice, rows: Sequence[Delivery]) -> Spread:
    if notice.retracted_at is None:
        return Spread(len(rows), 0)
    gone = [row.gone_at for row in rows if row.held == Held.GONE and row.gone_at]
    people = sum(1 for row in rows if _given_up(row))
    return Spread(len(rows), len(gone), people, max(gone, default=None))


def _standing(revision: Revision | None, rows: Sequence[Delivery], *, withdrawn: bool) -> Spread:
    """Where the correction stands; what was taken back afterwards no longer tells."""
    if revision is None or withdrawn:
        return Spread(len(rows), 0)
    stands = [row.live_at for row in rows if row.live_at and (row.revision or 0) >= revision.number]
    people = sum(1 for row in rows if _given_up(row))
    return Spread(len(rows), len(stands), people, max(stands, default=None))

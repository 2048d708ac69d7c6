"""What is under watch, whose turn it is, and never two looks at one host at the same time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from oyez.domain.looking import to_json
from oyez.domain.notice import NoticeState, RevisionState
from oyez.domain.watching import APART, SAMPLED, next_look
from oyez.guard.models import Watch
from oyez.guard.targets import Linked, allowed_streams, approved_looks, linked_from
from oyez.publish.models import Notice, Revision

WATCHED = (NoticeState.LIVE, NoticeState.CORRECTED, NoticeState.EXPIRED)
LEASE = timedelta(seconds=30)  # longer than a look takes
RECENT = timedelta(minutes=10)
MANY = 200


@dataclass(frozen=True, slots=True)
class Turn:
    """One address to be looked at, and until when nobody else does."""

    watch: int
    address: str
    until: datetime


def enter_fresh(now: datetime) -> None:
    """Put under watch what notices link to that went out or were corrected just now."""
    issued = Revision.objects.filter(notice=OuterRef("pk"), issued_at__gt=now - RECENT)
    rows = Notice.objects.filter(state__in=WATCHED)
    enter(rows.filter(Q(live_at__gt=now - RECENT) | Exists(issued)).order_by("pk"), now)


def enter_more(after: int, now: datetime) -> int:
    """The same for some more of all notices, by number; returns up to where, 0 at the end.

    So nothing stays unwatched that went out while no worker ran.
    """
    rows = Notice.objects.filter(state__in=WATCHED, pk__gt=after).order_by("pk")[:MANY]
    found = list(rows)
    enter(found, now)
    return found[-1].pk if len(found) == MANY else 0


def enter(notices: Iterable[Notice], now: datetime) -> None:
    """Let the watch of these notices be of what their newest wording links to, and no more."""
    by_number = {notice.pk: notice for notice in notices}
    if not by_number:
        return
    wanted = _wanted(by_number)
    known: dict[int, dict[str, Watch]] = defaultdict(dict)
    for row in Watch.objects.filter(notice__in=by_number).defer("baseline"):
        known[row.notice_id][row.key] = row
    fresh = []
    for pk, (revision, linked) in wanted.items():
        missing = [one for one in linked if one.key not in known[pk]]
        if missing:
            fresh += _new(by_number[pk], revision, missing, now)
        keys = {one.key for one in linked}
        over = [row.pk for row in known[pk].values() if row.next_at and row.key not in keys]
        back = [row.pk for row in known[pk].values() if not row.next_at and row.key in keys]
        Watch.objects.filter(pk__in=over).update(next_at=None)
        Watch.objects.filter(pk__in=back, next_at=None).update(next_at=now)
    Watch.objects.bulk_create(fresh, ignore_conflicts=True)


def end_needless() -> None:
    """What was taken back is watched no longer."""
    over = Notice.objects.filter(state=NoticeState.RETRACTED)
    Watch.objects.filter(next_at__isnull=False, notice__in=over).update(next_at=None)


def _wanted(notices: dict[int, Notice]) -> dict[int, tuple[Revision, list[Linked]]]:
    rows = Revision.objects.filter(notice__in=notices, state=RevisionState.ISSUED)
    newest = {row.notice_id: row for row in rows.order_by("notice", "issued_at", "number")}
    return {pk: (row, linked_from(row)) for pk, row in newest.items()}


def _new(
    notice: Notice, revision: Revision, linked: Iterable[Linked], now: datetime
) -> list[Watch]:
    """Rows that compare with what each page showed when the wording was approved."""
    begun, approved = notice.live_at or now, approved_looks(revision)
    streams, rows = allowed_streams(revision), []
    for one in linked:
        before = approved.get(one.key)
        row = Watch(notice=notice, key=one.key, address=one.address, host=one.host, begun_at=begun)
        row.baseline = to_json(before) if before else None
        row.next_at = next_look(one.number, begun, max(begun, now - RECENT))
        if (until := streams.get(one.key)) and until > now:
            row.quick_until, row.quick_every = until, int(SAMPLED.total_seconds())
            row.next_at = now
        rows.append(row)
    return rows


def take_due(now: datetime, most: int) -> list[Turn]:
    """The addresses whose turn it is, one a host; each is looked at by one worker only."""
    picked: dict[str, Watch] = {}
    while len(picked) < most:
        rows = list(_due(now).exclude(host__in=picked).order_by("next_at", "pk")[:MANY])
        for row in rows:
            if len(picked) < most:
                picked.setdefault(row.host, row)
        if len(rows) < MANY:
            break
    return [turn for row in picked.values() if (turn := _taken(row, now))]


def _due(now: datetime) -> QuerySet[Watch]:
    same_host = Watch.objects.filter(host=OuterRef("host"), taken_at__gt=now - APART)
    rows = Watch.objects.filter(~Exists(same_host), next_at__lte=now)
    return rows.only("pk", "address", "host", "next_at")


def _taken(row: Watch, now: datetime) -> Turn | None:
    mine, until = Watch.objects.filter(pk=row.pk, next_at=row.next_at), now + LEASE
    if mine.update(next_at=until, taken_at=now) != 1:
        return None
    return Turn(row.pk, row.address, until)


def hurry(watches: QuerySet[Watch], now: datetime) -> int:
    """Let these be looked at now; how many were not asked for already.

    A look that is under way may have begun before whatever made somebody ask: it is not waited
    for, and what it brings is not written.
    """
    return watches.filter(next_at__isnull=False, asked_at=None).update(next_at=now, asked_at=now)

"""The moments of an incident, read from rows and from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oyez.domain.alarm import Cause
from oyez.domain.incident import Happening, Moment, ordered
from oyez.domain.notice import RevisionKind, RevisionState
from oyez.domain.roles import covers
from oyez.govern.models import Freeze
from oyez.guard.ending import proved_gone, stands_corrected
from oyez.guard.models import Alarm, Drift, Incident, Page
from oyez.guard.queries.alarms import places_of, stranger_of
from oyez.publish.models import Delivery, Notice, Revision
from oyez.web.words import word

H = Happening


def moments_of(incident: Incident) -> list[Moment]:
    """Everything that happened, in order; the ledger holds the same deeds, chained."""
    found = [moment for alarm in _alarms(incident) for moment in _of_alarm(alarm)]
    if incident.notice:
        found += _of_notice(incident.notice)
        found += _of_drift(incident.notice)
    for notice in incident.said.all():
        found += _said(notice)
    found += _of_freezes(incident, found)
    if incident.locked_at:
        by = incident.opened_by.name if incident.opened_by else ""
        found.append(Moment(incident.locked_at, H.LOCKED, by=by))
    if incident.resolved_at:
        by = incident.resolved_by.name if incident.resolved_by else ""
        found.append(Moment(incident.resolved_at, H.RESOLVED, by=by))
    return ordered(dict.fromkeys(found))


def _alarms(incident: Incident) -> list[Alarm]:
    rows = incident.alarms.select_related("notice", "channel", "acknowledged_by", "resolved_by")
    return list(rows.order_by("raised_at"))


def _of_alarm(alarm: Alarm) -> Iterator[Moment]:
    if alarm.first_sign_at:
        foreign = alarm.cause == Cause.STRANGER
        yield Moment(alarm.first_sign_at, H.FOREIGN if foreign else H.SIGN)
    if alarm.loud_at is None or alarm.loud_at > alarm.raised_at:
        yield Moment(alarm.raised_at, H.QUIET)
    if alarm.loud_at:
        yield Moment(alarm.loud_at, H.RAISED)
    yield from _paged(alarm)
    if alarm.acknowledged_at:
        yield Moment(alarm.acknowledged_at, H.ACKNOWLEDGED, by=_name(alarm.acknowledged_by))
    if alarm.contained_at:
        yield Moment(alarm.contained_at, H.CONTAINED)
    yield from _of_stranger(alarm)


def _paged(alarm: Alarm) -> Iterator[Moment]:
    """The first page to each station."""
    sent: dict[str, Page] = {}
    for row in Page.objects.filter(alarm=alarm, sent_at__isnull=False).order_by("sent_at"):
        sent.setdefault(row.station, row)
    for station, row in sent.items():
        if row.sent_at:
            yield Moment(row.sent_at, H.PAGED, where=station, by=_name(row.person))


def _of_stranger(alarm: Alarm) -> Iterator[Moment]:
    stranger = stranger_of(alarm)
    removal = getattr(stranger, "removal", None) if stranger else None
    if stranger is None or removal is None:
        return
    where = stranger.channel.name
    by = removal.asked_by.name if removal.asked_by else word("guard")
    yield Moment(removal.asked_at, H.ASKED, where, by)
    if removal.gone_at:
        yield Moment(removal.gone_at, H.GONE, where, _name(removal.said_by))
        yield Moment(removal.gone_at, H.ALL_GONE)


def _of_notice(notice: Notice) -> Iterator[Moment]:
    rows = places_of(notice)
    if notice.live_at:
        yield Moment(notice.live_at, H.POSTED, by=notice.created_by.name)
    if notice.retracted_at:
        yield Moment(notice.retracted_at, H.ASKED, by=word(notice.retracted_name))
        yield from _gone(notice, rows)
    for revision in _corrections(notice):
        yield from _corrected(revision, rows)


def _gone(notice: Notice, rows: Iterable[Delivery]) -> Iterator[Moment]:
    times = []
    for row in rows:
        if row.gone_at and row.wanted is None:
            times.append(row.gone_at)
            yield Moment(row.gone_at, H.GONE, word(row.channel.name), proof=_proof(row))
    if times and proved_gone(notice):
        yield Moment(max(times), H.ALL_GONE)


def _proof(row: Delivery) -> str:
    """What was read from outside, in the platform's own words."""
    told = [one.evidence for one in row.receipts.all() if one.gone_at and one.evidence]
    return told[-1] if told else ""


def _corrections(notice: Notice) -> list[Revision]:
    rows = notice.revisions.exclude(kind=RevisionKind.FIRST).filter(state=RevisionState.ISSUED)
    return list(rows.filter(issued_at__isnull=False).select_related("created_by"))


def _corrected(revision: Revision, rows: Iterable[Delivery]) -> Iterator[Moment]:
    if revision.issued_at is None:
        return
    yield Moment(revision.issued_at, H.CORRECTION, by=revision.created_by.name)
    there = [row for row in rows if row.live_at and row.revision == revision.number]
    times = []
    for row in there:
        if row.live_at and row.live_at >= revision.issued_at:
            times.append(row.live_at)
            yield Moment(row.live_at, H.CORRECTED, word(row.channel.name))
    if times and stands_corrected(revision.notice, revision.issued_at):
        yield Moment(max(times), H.ALL_CORRECTED)


def _said(notice: Notice) -> Iterator[Moment]:
    if notice.live_at:
        yield Moment(notice.live_at, H.SAID, notice.headline, notice.created_by.name)


def _of_drift(notice: Notice) -> Iterator[Moment]:
    for drift in Drift.objects.filter(watch__notice=notice).select_related("watch"):
        yield Moment(drift.at, H.CHANGED, drift.watch.host)


def _of_freezes(incident: Incident, known: Iterable[Moment]) -> Iterator[Moment]:
    """What was frozen there, from the first moment on and while it was open."""
    begun = min((one.at for one in known), default=incident.opened_at)
    rows = Freeze.objects.filter(at__gte=begun)
    rows = rows.filter(at__lte=incident.resolved_at) if incident.resolved_at else rows
    for row in rows:
        if covers(row.scope, incident.path) or covers(incident.path, row.scope):
            yield Moment(row.at, H.FROZEN, word(row.scope_name), word(row.by_name))


def _name(person: object) -> str:
    return str(getattr(person, "name", ""))

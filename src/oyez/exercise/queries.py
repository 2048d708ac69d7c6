"""Reads of drills: the one that runs, what happened in it, and those that are over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from oyez.accounts.models import Person
from oyez.audit.models import Entry
from oyez.domain.notice import RevisionKind, RevisionState
from oyez.domain.roles import Verb
from oyez.exercise.models import Drill, DrillEvent, DrillState, Outcome
from oyez.exercise.scenario import Happening, Kind, Moment
from oyez.exercise.shipped import Shipped
from oyez.govern.models import Unit
from oyez.publish.models import Approval, Notice, Receipt, Revision
from oyez.publish.queries import where

PAGE = 50
# What only the ledger remembers with its time and its person.
DEEDS = ("publish.send_back", "publish.settle", "publish.issue_prepared")


@dataclass(frozen=True, slots=True)
class Deed:
    """Something somebody did, as the ledger has it."""

    at: datetime
    by: str


def running_drill() -> Drill | None:
    """The drill that runs now."""
    return Drill.objects.filter(state=DrillState.RUNNING).select_related("unit").first()


def drill_by_id(pk: int) -> Drill | None:
    """One drill with its unit and whoever started and stopped it."""
    rows = Drill.objects.select_related("unit__authority", "started_by", "stopped_by")
    return rows.filter(pk=pk).first()


def newest_drill() -> Drill | None:
    """The drill that was started last."""
    return Drill.objects.select_related("unit__authority", "started_by", "stopped_by").first()


def drills_of(person: Person) -> QuerySet[Drill]:
    """The drills this person may see, the newest first."""
    rows = Drill.objects.filter(where(person, Verb.RUN_DRILL, "unit__path"))
    return rows.select_related("unit", "started_by")


def with_units(scenarios: Sequence[Shipped]) -> list[dict[str, object]]:
    """Scenarios to choose from, each with the name of its unit where that is entered here."""
    paths = [one.scenario.unit for one in scenarios]
    names = dict(Unit.objects.filter(path__in=paths).values_list("path", "name"))
    return [
        {"slug": one.slug, "scenario": one.scenario, "unit": names.get(one.scenario.unit, "")}
        for one in scenarios
    ]


def events_of(drill: Drill) -> list[DrillEvent]:
    """What happened and what is to come: first what was done, then by the time it is due."""
    rows = drill.events.select_related("notice")
    return list(
        rows.order_by(F("done_at").asc(nulls_last=True), F("due_at").asc(nulls_last=True), "number")
    )


def happened(events: Sequence[DrillEvent]) -> dict[Moment, datetime]:
    """When what a scenario may count from has happened, read from rows only."""
    found = {Moment(one.name): one.done_at for one in events if _played(one) and one.done_at}
    notices = {one.notice_id: one for one in events if one.notice_id and one.kind == Kind.NOTICE}
    for happening, times in _times(list(notices)).items():
        for number, at in times.items():
            found[Moment(notices[number].name, happening)] = at
    for one in events:
        if one.kind == Kind.REPLY and one.data.get("warning") and _played(one) and one.done_at:
            warned = Moment(str(one.data["notice"]), Happening.WARNED)
            found[warned] = min(one.done_at, found.get(warned, one.done_at))
    return found


def standing_at(event: DrillEvent, platform: str) -> Receipt | None:
    """Where the notice of an event stands on a platform, if it does."""
    rows = Receipt.objects.filter(
        delivery__notice=event.notice,
        delivery__platform=platform,
        delivery__wanted__isnull=False,
        gone_at=None,
    )
    return rows.exclude(remote_id="").order_by("delivery__channel__position", "-pk").first()


def event_named(drill: Drill, name: str) -> DrillEvent | None:
    """An event of the drill with its notice."""
    return drill.events.filter(name=name).select_related("notice__unit").first()


def notices_of(drill: Drill, events: Sequence[DrillEvent]) -> QuerySet[Notice]:
    """The notices of the file, and those that trainees wrote meanwhile for the same unit."""
    theirs = Q(unit__path__startswith=drill.unit.path, created_at__gte=drill.started_at)
    if drill.stopped_at:
        theirs &= Q(created_at__lte=drill.stopped_at)
    own = Q(pk__in=[one.notice_id for one in events if one.notice_id])
    rows = Notice.objects.filter(own | theirs).select_related("created_by", "retracted_by")
    rows = rows.prefetch_related("revisions__approvals__by", "revisions__created_by")
    rows = rows.prefetch_related("deliveries__receipts", "deliveries__channel")
    return rows.order_by("created_at", "pk")[:PAGE]


def deeds_of(codes: Sequence[str]) -> dict[str, dict[str, Deed]]:
    """The first of each kind of deed about these notices, by code and action."""
    objects = [f"notice:{code}" for code in codes]
    entries = list(Entry.objects.filter(object__in=objects, action__in=DEEDS).order_by("seq"))
    people = {entry.actor.removeprefix("person:") for entry in entries}
    numbers = [int(word) for word in people if word.isdecimal()]
    names = {
        f"person:{pk}": name
        for pk, name in Person.objects.filter(pk__in=numbers).values_list("pk", "name")
    }
    found: dict[str, dict[str, Deed]] = {}
    for entry in entries:
        deed = Deed(entry.at, names.get(entry.actor, entry.actor))
        found.setdefault(entry.object.removeprefix("notice:"), {}).setdefault(entry.action, deed)
    return found


def _played(event: DrillEvent) -> bool:
    return event.outcome == Outcome.PLAYED


def _times(notices: Sequence[int]) -> dict[Happening, dict[int, datetime]]:
    if not notices:
        return {}
    rows = Notice.objects.filter(pk__in=notices).values_list("pk", "live_at", "retracted_at")
    approvals = Approval.objects.filter(
        revision__notice__in=notices, revision__kind=RevisionKind.FIRST, voided_at=None
    )
    corrections = Revision.objects.filter(
        notice__in=notices,
        kind__in=(RevisionKind.CORRECTION, RevisionKind.PREPARED),
        state=RevisionState.ISSUED,
    )
    named = [(pk, live, gone) for pk, live, gone in rows]
    return {
        Happening.LIVE: {pk: live for pk, live, _ in named if live},
        Happening.RETRACTED: {pk: gone for pk, _, gone in named if gone},
        Happening.APPROVED: dict(
            approvals.order_by("-at").values_list("revision__notice_id", "at")
        ),
        Happening.CORRECTED: {
            pk: at
            for pk, at in corrections.order_by("-issued_at").values_list("notice_id", "issued_at")
            if at
        },
    }

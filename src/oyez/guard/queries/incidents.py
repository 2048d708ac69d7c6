"""Reads of incidents, and of what people promised after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from oyez.accounts.sight import Sight
from oyez.domain.incident import Wish
from oyez.domain.roles import Verb
from oyez.govern.models import Authority
from oyez.guard.models import Alarm, Incident, Measure, Wording
from oyez.publish.queries import Who, where

KEPT = timedelta(days=90)
MANY = 50


def incidents_of(who: Who, now: datetime) -> list[Incident]:
    """Those that are open, and those of the last 90 days, the newest first."""
    recent = Q(resolved_at=None) | Q(opened_at__gt=now - KEPT)
    rows = Incident.objects.filter(where(who, Verb.SEE, "path"), recent)
    return list(rows.select_related("notice", "channel").order_by("-opened_at", "-pk")[:MANY])


def alarms_around(incident: Incident) -> QuerySet[Alarm]:
    """The alarms of an incident, with what each is about."""
    rows = incident.alarms.select_related("notice__unit", "channel__unit", "acknowledged_by")
    return rows.order_by("raised_at")


def newest_incidents() -> QuerySet[Incident]:
    """All of them, the newest first."""
    return Incident.objects.order_by("-opened_at", "-pk")


def incident_by_id(pk: int) -> Incident | None:
    """One incident with what it is about."""
    rows = Incident.objects.select_related(
        "notice__unit__authority", "channel__unit__authority", "opened_by", "resolved_by"
    )
    return rows.filter(pk=pk).first()


def locked_now(who: Who) -> list[Incident]:
    """Incidents of a locked house that are open, with nothing said about them yet or with it."""
    rows = Incident.objects.filter(where(who, Verb.SEE, "path"), resolved_at=None)
    return list(rows.filter(locked_at__isnull=False).order_by("path")[:MANY])


@dataclass(frozen=True, slots=True)
class Promise:
    """A measure that somebody has not done yet."""

    pk: int
    what: str
    due: date
    incident: Incident


def promised_and_locked(sight: Sight) -> tuple[list[Promise], list[Incident]]:
    """What the person has promised and not done, the most urgent first, and, for those who
    write, what `locked_now` finds; in one query.
    """
    mine = Q(measures__owner=sight.person, measures__done_at=None)
    rows = Incident.objects.annotate(
        promised=FilteredRelation("measures", condition=mine),
        measure=F("promised__pk"),
        what=F("promised__what"),
        due=F("promised__due"),
    )
    locked = where(sight, Verb.SEE, "path") & Q(resolved_at=None, locked_at__isnull=False)
    wanted = Q(promised__isnull=False)
    if sight.scopes(Verb.COMPOSE):
        wanted |= locked
    found: list[Any] = list(rows.filter(wanted).order_by("due", "measure", "path")[:MANY])
    promises = [Promise(row.measure, row.what, row.due, row) for row in found if row.measure]
    open_now = {row.pk: row for row in found if row.locked_at and not row.resolved_at}
    covered: list[Incident] = [row for row in open_now.values() if sight.may(Verb.SEE, row.path)]
    return promises, covered if sight.scopes(Verb.COMPOSE) else []


def measures_of(incident: Incident) -> QuerySet[Measure]:
    """Everything that was promised because of it."""
    return Measure.objects.filter(incident=incident).select_related("owner", "done_by")


def measure_by_id(incident: Incident, pk: int) -> Measure | None:
    """One of them."""
    return measures_of(incident).select_related("incident").filter(pk=pk).first()


def authority_of(incident: Incident) -> Authority | None:
    """Whose it is: the nearest authority of its place."""
    if incident.notice:
        return incident.notice.unit.authority
    if incident.channel:
        return incident.channel.unit.authority
    covering = [one for one in Authority.objects.all() if incident.path.startswith(one.path)]
    return max(covering, key=lambda one: len(one.path), default=None)


def own_words(authority: Authority) -> dict[tuple[str, str], Wording]:
    """What the authority has written itself, by wish and language."""
    rows = Wording.objects.filter(authority=authority).select_related("changed_by")
    return {(row.wish, row.language): row for row in rows}


def worded(authority: Authority, wish: Wish, language: str) -> Wording | None:
    """The authority's own words for something in a language."""
    rows = Wording.objects.filter(authority=authority, wish=wish, language=language)
    return rows.first()


def held_paths() -> list[str]:
    """Places of which nothing is forgotten while an incident is open."""
    rows = Incident.objects.filter(resolved_at=None, held_at__isnull=False)
    return list(rows.order_by().values_list("path", flat=True).distinct())

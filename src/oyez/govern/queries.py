"""Reads of the rules that bind authorities, units and channels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import scopes
from oyez.accounts.sight import Sight
from oyez.domain.approved_platforms import OWN_OUTLETS, Approval, refusal
from oyez.domain.channel import Mode, Standing
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.freeze import Frozen, frozen_by, voice_since
from oyez.domain.mode_change import in_force as mode_in_force
from oyez.domain.roles import Verb, lineage
from oyez.govern.health import health_of
from oyez.govern.models import Authority, Channel, Duty, Freeze, PlatformApproval, Unit
from oyez.govern.planned import FIELDS, Folded, fold, opening, planned
from oyez.govern.risks import Accepted, acceptances_of, refusals_of_risk
from oyez.platforms.registry import LABELS
from oyez.platforms.rights import served_by

_USABLE = ExpressionWrapper(Q(needs_secrets=False) | ~Q(secrets=b""), output_field=BooleanField())

_STANDING = (
    "pk",
    "name",
    "platform",
    "mode",
    "mode_changed_at",
    "usable",
    "unit__path",
    "unit__authority__path",
    "health__missing",
    "health__declined",
    "health__limits",
)


def standings(
    channel_ids: Iterable[int], at: datetime, freezes: list[Frozen] | None = None
) -> dict[int, Standing]:
    """All that decides about these channels now, in three queries, or four where a risk counts.

    `freezes` are those in force, where a page has read them already.
    """
    found = Channel.objects.filter(pk__in=list(channel_ids)).order_by()
    found = found.annotate(usable=_USABLE, planned=planned())
    rows = fold(found.values_list(*_STANDING, *FIELDS))
    accepted = acceptances_of((one.row[0], one.row[2]) for one in rows)
    in_force = freezes_in_force() if freezes is None else freezes
    return _standings(rows, at, in_force, accepted)


def standings_of(
    channels: Iterable[Any], at: datetime, freezes: list[Frozen], accepted: Accepted
) -> dict[int, Standing]:
    """The same for channels that are read with authority, health and the changes that wait
    (`planned.with_changes`), in one query more.
    """
    rows = fold((*_row(one), one.change_id, one.change_at, one.change_to) for one in channels)
    return _standings(rows, at, freezes, accepted)


def _row(one: Channel) -> tuple[Any, ...]:
    """The fields of `_STANDING`."""
    health = health_of(one)
    probed = (health.missing, health.declined, health.limits) if health else (None, None, None)
    usable = not one.needs_secrets or bool(one.secrets)
    place = (one.unit.path, one.unit.authority.path)
    return (one.pk, one.name, one.platform, one.mode, one.mode_changed_at, usable, *place, *probed)


def _standings(
    rows: list[Folded], at: datetime, freezes: list[Frozen], accepted: Accepted
) -> dict[int, Standing]:
    risks = refusals_of_risk([one.row[:3] for one in rows], accepted, at)
    refusals = _Refusals({one.row[2] for one in rows}, at)
    modes = {one.row[0]: mode_in_force(Mode(one.row[3]), one.changes, at) for one in rows}
    return {
        pk: Standing(
            id=pk,
            name=name,
            platform=platform,
            mode=modes[pk].mode,
            since=_day(modes[pk].since or since),
            has_credentials=usable,
            frozen=frozen_by(f"{unit}@{pk}/", freezes),
            voice_since=(
                voice_since(f"{unit}@{pk}/", freezes) if platform in OWN_OUTLETS else None
            ),
            unapproved=refusals.of(platform, authority),
            unaccepted=risks.get(pk),
            lost=served_by(platform, [*(probed[0] or ()), *(probed[1] or ())]),
            room=_room(probed[2]),
            until=modes[pk].next,
            opens=opening(modes[pk], _day(opens) if (opens := modes[pk].opens) else None),
        )
        for (pk, name, platform, _, since, usable, unit, authority, *probed), _ in rows
    }


def _room(limits: object) -> int | None:
    """The limit of a text that the last probe was told."""
    told = limits.get("text") if isinstance(limits, dict) else None
    return told if isinstance(told, int) and told > 0 else None


class _Refusals:
    """Answers per platform and authority, worked out once each."""

    def __init__(self, platforms: set[str], at: datetime) -> None:
        self.today = _day(at)
        self.known: dict[tuple[str, str], Sentence | None] = {}
        rows = PlatformApproval.objects.filter(withdrawn_at=None, platform__in=platforms)
        self.approvals = [
            Approval(*row)
            for row in rows.order_by().values_list(
                "platform", "authority__path", "starts_on", "ends_on"
            )
        ]

    def of(self, platform: str, authority: str) -> Sentence | None:
        key = (platform, authority)
        if key not in self.known:
            said = refusal(platform, authority, self.approvals, self.today)
            label = {"platform": LABELS.get(platform, platform)}
            self.known[key] = said and replace(said, values=said.values | label)
        return self.known[key]


def _day(at: datetime) -> date:
    # The authority's day, whatever time zone a person who looks has chosen.
    return timezone.localtime(at, timezone.get_default_timezone()).date()


def freezes_in_force() -> list[Frozen]:
    """Every freeze that has not been lifted."""
    rows = Freeze.objects.filter(lifted_at=None).order_by()
    return [
        Frozen(scope, name, reason, _day(since), since)
        for scope, name, reason, since in rows.values_list("scope", "scope_name", "reason", "at")
    ]


def frozen_scopes(at: datetime) -> list[str]:
    """The scopes that were frozen at a time."""
    rows = Freeze.objects.filter(Q(lifted_at=None) | Q(lifted_at__gt=at), at__lte=at)
    return sorted(set(rows.values_list("scope", flat=True)))


def channels_for(unit: Unit) -> QuerySet[Channel]:
    """The channels through which a unit speaks, closed ones left out, the own page first."""
    return Channel.objects.filter(unit=unit).exclude(mode=Mode.CLOSED).order_by("position", "pk")


def channels_below(path: str) -> QuerySet[Channel]:
    """Every channel of the units at or below a path."""
    return Channel.objects.filter(unit__path__startswith=path).select_related("unit__authority")


def units_for(person: Person, verb: Verb) -> QuerySet[Unit]:
    """The units for which the person may do this."""
    allowed = Q(pk__in=[])
    for scope in scopes(person, verb):
        allowed |= Q(path__startswith=scope)
    return Unit.objects.filter(allowed).select_related("authority")


def scope_name(path: str) -> str:
    """What a path is called, or NotAllowed where nothing has it."""
    if path == "/":
        return "Everything"
    found = _channel_name(path) if "@" in path else _place_name(path)
    if found is None:
        template = "There is no authority, unit or channel with the path {path}."
        raise NotAllowed(say(template, path=path), "scope")
    return found


def _channel_name(path: str) -> str | None:
    unit, _, number = path.rstrip("/").rpartition("@")
    if not number.isdecimal():
        return None
    channel = Channel.objects.filter(unit__path=unit, pk=int(number))
    return channel.values_list("name", flat=True).first()


def _place_name(path: str) -> str | None:
    unit = Unit.objects.filter(path=path).values_list("name", flat=True).first()
    return unit or Authority.objects.filter(path=path).values_list("name", flat=True).first()


def on_call(paths: Iterable[str], now: datetime) -> QuerySet[Duty]:
    """The duties that run now for these places, for one they belong to, or for a part of them.

    In the order of places, deputies last. `ends_at` says until when.
    """
    return _running(about(paths), now)


def on_call_seen(sight: Sight, now: datetime) -> list[Duty]:
    """The same for the places that somebody sees, and their own duties wherever those are."""
    mine = Q(person_id=sight.person.pk)
    return list(_running(about(sight.scopes(Verb.SEE)) | mine, now))


def _running(which: Q, now: datetime) -> QuerySet[Duty]:
    rows = Duty.objects.filter(which, begins_at__lte=now, ends_at__gt=now, person__is_active=True)
    return rows.select_related("person", "handed_by").order_by("path", "deputy", "begins_at")


def on_call_for(path: str, now: datetime) -> list[Duty]:
    """Whom to call about one place: the nearest duty first, deputies after everybody else."""
    rows = Duty.objects.filter(path__in=lineage(path), begins_at__lte=now, ends_at__gt=now)
    found = rows.filter(person__is_active=True).select_related("person")
    return sorted(found, key=lambda one: (one.deputy, -len(one.path), one.begins_at))


def about(paths: Iterable[str]) -> Q:
    """Duties for these places, for one they belong to, or for a part of them."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(path__startswith=path) | Q(path__in=lineage(path))
    return found

"""What the register puts on the desk of those who govern: counts, in one query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import (
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Length

from oyez.accounts.models import Membership
from oyez.accounts.sections import Section, offer
from oyez.accounts.sight import Sight
from oyez.domain.approved_platforms import OWN_OUTLETS
from oyez.domain.channel import Mode
from oyez.domain.register.kinds import STEPS, Kind
from oyez.domain.roles import Verb, roles_with
from oyez.govern.models import PlatformBasis
from oyez.govern.overview import ChannelSearch, approvals_ending, channels_found
from oyez.govern.register.words import KINDS
from oyez.govern.risks import day_of


def offer_sections() -> None:
    """Enter it."""
    offer("desk", on_desk)


def on_desk(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """How many channels lack what matters most, and how many approvals end soon."""
    places, today = sight.scopes(Verb.APPROVE_PLATFORM), day_of(now)
    if not places:
        return None
    counted, ending = lacking(places, today)
    rows = [
        {"kind": kind.value, "word": KINDS[kind], "count": n} for kind, n in counted.items() if n
    ]
    if not rows and not ending:
        return None
    return Section("govern/register_desk.html", {"rows": rows, "ending": ending})


class Counted(Subquery):
    """How many rows a query finds, inside another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def lacking(scopes: Sequence[str], today: date) -> tuple[dict[Kind, int], int]:
    """Of how many channels the gravest is missing, as the rules count them, and how many approvals
    end soon, in one query.
    """
    last = today + timedelta(days=max(STEPS) - 1)
    ending = approvals_ending(scopes, today, last).order_by().values("pk")
    rows = channels_found(scopes, ChannelSearch()).exclude(platform__in=OWN_OUTLETS)
    rows = rows.annotate(
        there=_there(), assessed=_basis("assessed_on"), due=_basis("check_due"),
        ending=Counted(ending),
    ).order_by()  # fmt: skip
    speaks = ~Q(mode=Mode.CLOSED)
    answers = speaks | Q(register__reserved=True)
    counts = {
        Kind.OWNER_LEFT: answers & Q(register__owner__isnull=False, there=False),
        Kind.NO_OWNER: answers & Q(register__owner=None),
        Kind.NOT_ASSESSED: speaks & Q(assessed=None),
        Kind.ASSESSMENT_OVERDUE: speaks & Q(assessed__isnull=False, due__lt=today),
    }
    said = {kind.name: Count("pk", filter=q) for kind, q in counts.items()}
    found = rows.aggregate(**said, ends=Max("ending"))
    return {kind: found[kind.name] for kind in counts}, found["ends"] or 0


def _outer(path: str) -> Combinable:
    """A path of the channel inside a query about something else."""
    return ExpressionWrapper(OuterRef(path), output_field=CharField())


def _there() -> Exists:
    """Whether the owner may sign in and has a role for the channel's unit."""
    held = Membership.objects.filter(
        person=OuterRef("register__owner"),
        person__is_active=True,
        role__in=sorted(roles_with(Verb.SEE)),
    )
    return Exists(held.alias(unit=_outer("unit__path")).filter(unit__startswith=F("scope")))


def _basis(column: str) -> Subquery:
    """What holds for the channel: the row of its authority, else of the nearest one above."""
    rows = PlatformBasis.objects.filter(platform=OuterRef("platform"))
    rows = rows.alias(place=_outer("unit__authority__path"))
    rows = rows.filter(place__startswith=F("authority__path"))
    return Subquery(rows.order_by(Length("authority__path").desc()).values(column)[:1])

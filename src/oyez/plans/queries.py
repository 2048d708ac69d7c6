"""Reads of plans: whose they are, what is due, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from oyez.accounts.sight import Sight
from oyez.domain.channel import Mode
from oyez.domain.delivery import Held
from oyez.domain.plan import IN_FORCE, OPEN, PlanState, StepState
from oyez.domain.roles import Verb
from oyez.govern.models import Authority, Channel, Unit
from oyez.plans.models import Plan, PlanLine, PlanStep
from oyez.publish.models import Delivery, Notice

PAGE = 30
MOST = 400
JOINED = ("channel__unit", "unit", "owner", "notice", "done_by", "yes_by", "undone_by", "change")
UNSETTLED = (Held.NOTHING, Held.SENDING, Held.UNKNOWN)


def _about(paths: Iterable[str], before: str = "") -> Q:
    """Plans of authorities at or below a path, and those about a channel there."""
    found = Q(pk__in=[])
    for path in paths:
        lines = PlanLine.objects.filter(channel__unit__path__startswith=path)
        found |= Q(**{f"{before}authority__path__startswith": path})
        found |= Q(**{f"{before}pk__in": lines.values("plan")})
    return found


def plans_seen(sight: Sight) -> QuerySet[Plan]:
    """Every plan that the person may see: a ministry sees those of its authorities."""
    rows = Plan.objects.filter(_about(sight.scopes(Verb.SEE)))
    return rows.select_related("authority", "owner").prefetch_related("lines__channel")


def plan_seen(sight: Sight, pk: int) -> Plan | None:
    """One plan, if the person may see it."""
    rows = plans_seen(sight).filter(pk=pk) if pk < 2**63 else Plan.objects.none()
    return rows.select_related("proposed_by", "agreed_by", "stopped_by").first()


def plans_after(sight: Sight, review: int, channel: int) -> QuerySet[Plan]:
    """The plans that a decision about a channel has led to, the newest first."""
    return plans_seen(sight).filter(review=review, lines__channel=channel).order_by("-pk")


def all_plans() -> QuerySet[Plan]:
    """Every plan, for whoever sits at the machine."""
    return Plan.objects.select_related("authority", "owner").prefetch_related("lines__channel")


def steps_of(plan: Plan) -> list[PlanStep]:
    """Every step in the order in which they happen."""
    return list(plan.steps.select_related(*JOINED).order_by("at", "number"))


def step_by_id(pk: int) -> PlanStep | None:
    """One step with all that is shown of it."""
    rows = PlanStep.objects.filter(pk=pk) if pk < 2**63 else PlanStep.objects.none()
    return rows.select_related("plan__authority", *JOINED).first()


def lines_of(plan: Plan) -> list[PlanLine]:
    """The channels of a plan and what takes their places."""
    rows = plan.lines.select_related("channel__unit", "successor__unit")
    return list(rows.order_by("channel__unit__path", "channel__position", "pk"))


def due_steps(now: datetime) -> list[int]:
    """Steps of plans in force that the machine has to look at, in the order of their times."""
    rows = PlanStep.objects.filter(due_at__lte=now, state__in=OPEN, plan__state__in=IN_FORCE)
    return list(rows.order_by("at", "number").values_list("pk", flat=True)[:MOST])


def tasks_of(sight: Sight) -> QuerySet[PlanStep]:
    """What the person has to do for a plan, or has to know is held, the earliest first."""
    state = Q(state__in=[StepState.DUE, StepState.FAILED])
    rows = PlanStep.objects.filter(state, owner=sight.person, plan__state__in=IN_FORCE)
    return rows.select_related("plan", "channel", "unit", "notice").order_by("at", "number")


def proposed_to(sight: Sight) -> QuerySet[Plan]:
    """Plans that wait for a second person, and this one may be it."""
    found = Q(pk__in=[])
    for path in sight.scopes(Verb.CHANGE_MODE):
        found |= Q(authority__path__startswith=path)
    rows = Plan.objects.filter(found, state=PlanState.PROPOSED)
    return (
        rows.exclude(proposed_by=sight.person)
        .select_related("authority", "proposed_by")
        .prefetch_related("lines__channel")
    )


def planned(paths: Iterable[str], since: datetime, until: datetime, unit: int) -> list[PlanStep]:
    """Steps with a time in this stretch, of plans that are proposed, agreed or done."""
    shown = Q(plan__state__in=[PlanState.PROPOSED, *IN_FORCE, PlanState.DONE])
    rows = PlanStep.objects.filter(_about(paths, "plan__"), shown, at__gte=since, at__lt=until)
    if unit:
        rows = rows.filter(Q(unit=unit) | Q(channel__unit=unit))
    rows = rows.exclude(state__in=[StepState.SKIPPED, StepState.UNDONE])
    return list(rows.select_related("plan", "channel__unit", "unit").order_by("at", "pk")[:MOST])


def of_channel(channel: Channel) -> list[PlanStep]:
    """What is still to come for a channel, in agreed plans."""
    rows = PlanStep.objects.filter(channel=channel, state__in=OPEN, plan__state__in=IN_FORCE)
    return list(rows.select_related("plan", "channel", "owner").order_by("at", "number"))


def authorities_for(sight: Sight) -> QuerySet[Authority]:
    """The authorities for whose channels the person may plan."""
    found = Q(pk__in=[])
    for path in sight.scopes(Verb.CHANGE_MODE):
        found |= Q(path__startswith=path)
    return Authority.objects.filter(found).order_by("path")


def channels_to_plan(sight: Sight) -> QuerySet[Channel]:
    """The channels that the person may change, closed ones left out."""
    found = Q(pk__in=[])
    for path in sight.scopes(Verb.CHANGE_MODE):
        found |= Q(unit__path__startswith=path)
    rows = Channel.objects.filter(found).exclude(mode=Mode.CLOSED)
    return rows.select_related("unit__authority").order_by("unit__path", "position", "pk")


def notice_coded(unit: Unit, code: str) -> Notice | None:
    """A notice of the unit by its code."""
    return Notice.objects.filter(unit=unit, code=code.strip().lower()).first()


def channels_reached(notice: Notice) -> dict[int, bool]:
    """The channels that the notice is written for, and whether it goes out there."""
    first = notice.revisions.order_by("number").first()
    rows = first.variants.values_list("channel", "held_back") if first else ()
    return {channel: why is None for channel, why in rows}


def left_out(notice: Notice) -> list[Delivery]:
    """Deliveries that are not live: on their way, refused, or with a person."""
    rows = Delivery.objects.filter(notice=notice).exclude(held=Held.LIVE)
    return list(rows.select_related("channel"))


def on_its_way(rows: Iterable[Delivery]) -> bool:
    """Whether one of these may still arrive by itself."""
    return any(row.held in UNSETTLED for row in rows)

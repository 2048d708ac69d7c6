"""What plans put on pages of other rooms: the desk, a channel, and the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from oyez.accounts.models import Person
from oyez.accounts.sections import Section, offer
from oyez.accounts.sight import Sight
from oyez.govern.models import Channel
from oyez.plans import queries
from oyez.plans.showing import PlanRow, StepRow
from oyez.publish import panels, planned
from oyez.publish.panels import Panel
from oyez.publish.planned import Hour

FEW = 5


def offer_sections() -> None:
    """Enter them."""
    offer("desk", on_desk)
    panels.offer(on_channel)
    planned.offer(in_calendar)


def on_desk(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """What the person does for a plan, what is held or has failed, and what waits for a yes."""
    tasks = [StepRow.of(step, now) for step in queries.tasks_of(sight)[: FEW + 1]]
    proposed = [PlanRow.of(plan) for plan in queries.proposed_to(sight)[:FEW]]
    if not tasks and not proposed:
        return None
    data = {"tasks": tasks[:FEW], "more": tasks[FEW:], "proposed": proposed}
    return Section("plans/desk.html", data)


def on_channel(person: Person, channel: Channel, now: datetime) -> Panel | None:  # noqa: ARG001 (as above)
    """What a plan still does to the channel, and when."""
    rows = [StepRow.of(step, now) for step in queries.of_channel(channel)]
    return Panel("plans/channel.html", {"rows": rows}) if rows else None


def in_calendar(paths: Sequence[str], since: datetime, until: datetime, unit: int) -> list[Hour]:
    """Every step of a plan that is proposed, agreed or done."""
    found = []
    for step in queries.planned(paths, since, until, unit):
        row = StepRow.of(step, since)
        place = step.channel.name if step.channel else (step.unit.name if step.unit else "")
        where = f"/plans/steps/{step.pk}/"
        text = f"{row.deed}: {place}"
        found.append(Hour(step.at, text, where, row.word.text, row.word.tone, where=place))
    return found

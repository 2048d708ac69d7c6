"""Have the announcement of a plan written: as an ordinary notice, or one that is there already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import NoticeState
from oyez.domain.plan import OPEN, Deed, PlanState, StepState
from oyez.domain.roles import Verb
from oyez.plans.models import PlanStep
from oyez.publish.actions import compose
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Notice

OVER = (PlanState.DONE, PlanState.STOPPED, PlanState.UNDONE)
ELSEWHERE = say("This notice belongs to another unit.")
GONE = say("This notice was taken back or is over.")
THERE = say("This step has its announcement already. Write in that one.")


@transaction.atomic
def write_announcement(
    by: Person, step: PlanStep, texts: Sequence[Words], *, at: datetime
) -> Notice:
    """A draft of the unit with these texts, for the time of the step; it needs its own approval."""
    unit = _checked(step)
    if step.notice_id is not None:
        raise NotAllowed(THERE)
    when = step.at if step.at > at else None
    draft = Draft(texts=texts, scheduled_at=when)
    notice = compose(by, unit, draft, at=at)  # type: ignore[arg-type]
    _take(step, notice)
    actor = by.signature
    record(actor, "plans.write_announcement", step.plan.reference, step=step.number)
    return notice


@transaction.atomic
def attach_announcement(by: Person, step: PlanStep, notice: Notice, *, at: datetime) -> PlanStep:
    """Let a notice that somebody has written be the announcement."""
    unit = _checked(step)
    actor = demand(by, Verb.CHANGE_MODE, step.plan.authority.path)
    if notice.unit_id != getattr(unit, "pk", None):
        raise NotAllowed(ELSEWHERE, "code")
    if notice.state in (NoticeState.RETRACTED, NoticeState.EXPIRED):
        raise NotAllowed(GONE, "code")
    _take(step, notice)
    if step.due_at is not None:
        PlanStep.objects.filter(pk=step.pk).update(due_at=at)
    words = {"step": step.number, "notices": [notice.code]}
    record(actor, "plans.attach_announcement", step.plan.reference, **words)
    return step


def _checked(step: PlanStep) -> object:
    if step.deed != Deed.ANNOUNCE or step.unit is None:
        raise NotAllowed(say("This step announces nothing."))
    if step.state not in OPEN or step.plan.state in OVER:
        raise NotAllowed(say("This step is over."))
    return step.unit


def _take(step: PlanStep, notice: Notice) -> None:
    """The step holds the notice from now on; one that has failed is looked at again."""
    same = PlanStep.objects.filter(pk=step.pk, notice=step.notice_id, state=step.state)
    state = StepState.DUE if step.state == StepState.FAILED else step.state
    if same.update(notice=notice, told=None, state=state) != 1:
        raise NotAllowed(say("Somebody else has just changed this step. Look at it again."))
    step.refresh_from_db()

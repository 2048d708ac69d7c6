"""Take a step back that is done: each deed has its own way, and some have none."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import NoticeState
from oyez.domain.plan import Deed, PlanState, StepState, Way
from oyez.domain.roles import Verb
from oyez.govern.actions import change_mode, change_register_entry
from oyez.govern.models import Channel
from oyez.listen.actions import keep_channel
from oyez.plans.actions.finish_step import CHANGED, checked_note
from oyez.plans.models import Plan, PlanStep

BACK = (NoticeState.CORRECTED, NoticeState.RETRACTED)


@transaction.atomic
def undo_step(by: Person, step: PlanStep, note: str, *, at: datetime) -> PlanStep:
    """Put it back as it was before, or take a person's word that it is; `note` says why."""
    plan = Plan.objects.select_for_update().get(pk=step.plan_id)
    actor = demand(by, Verb.CHANGE_MODE, plan.authority.path)
    step.refresh_from_db()
    if step.state != StepState.DONE:
        raise NotAllowed(say("Only a step that is done can be taken back."))
    kept = checked_note(note)
    WAYS[step.rule.way](by, step, kept)
    rows = PlanStep.objects.filter(pk=step.pk, state=StepState.DONE)
    if rows.update(state=StepState.UNDONE, undone_by=by, undone_at=at, undo_note=kept) != 1:
        raise NotAllowed(CHANGED)
    step.refresh_from_db()
    _move_plan(plan)
    record(actor, "plans.undo_step", plan.reference, step=step.number, deed=step.deed)
    return step


def _move_plan(plan: Plan) -> None:
    """With nothing left that is done, a plan that is over is undone."""
    if plan.steps.filter(state=StepState.DONE).exists():
        return
    over = Plan.objects.filter(pk=plan.pk, state__in=[PlanState.DONE, PlanState.STOPPED])
    over.update(state=PlanState.UNDONE)


def _correct(by: Person, step: PlanStep, note: str) -> None:  # noqa: ARG001 (a row of the table)
    if step.notice is None or step.notice.state not in BACK:
        code = step.notice.code if step.notice else "-"
        template = "Correct the announcement {code} or take it back first; then say so here."
        raise NotAllowed(say(template, code=code))


def _mode(by: Person, step: PlanStep, note: str) -> None:
    channel = _channel(step)
    old = Mode(str((step.before or {}).get("mode", Mode.ACTIVE)))
    if step.deed == Deed.OPEN:
        old = Mode.CLOSING  # what was opened carries nothing again
    change_mode(by, channel, old, reason=note)


def _switch(by: Person, step: PlanStep, note: str) -> None:  # noqa: ARG001 (as above)
    before: dict[str, Any] = step.before or {}
    keep_channel(
        None,
        _channel(step),
        staffed=bool(before.get("staffed", True)),
        automatic=bool(before.get("automatic", False)),
        public_too=bool(before.get("public_too", False)),
    )


def _entry(by: Person, step: PlanStep, note: str) -> None:  # noqa: ARG001 (as above)
    before: dict[str, Any] = step.before or {}
    if step.deed == Deed.RESERVE:
        change_register_entry(by, _channel(step), reserved=bool(before.get("reserved")))
        return
    known = Channel.objects.filter(pk=before.get("replaced_by") or 0).first()
    change_register_entry(by, _channel(step), replaced_by=known)


def _by_hand(by: Person, step: PlanStep, note: str) -> None:
    """A person has put it back where it stands, and says so in the note."""


def _stays(by: Person, step: PlanStep, note: str) -> None:  # noqa: ARG001 (as above)
    raise NotAllowed(say("What is stored in the archive stays there. There is nothing to undo."))


def _none(by: Person, step: PlanStep, note: str) -> None:  # noqa: ARG001 (as above)
    raise NotAllowed(say("Nothing brings this back."))


def _channel(step: PlanStep) -> Channel:
    if step.channel is None:
        raise AssertionError(f"the step {step} has no channel")
    return Channel.objects.select_related("unit").get(pk=step.channel.pk)


WAYS = {
    Way.CORRECT: _correct,
    Way.BY_HAND: _by_hand,
    Way.SWITCH: _switch,
    Way.MODE: _mode,
    Way.NEW_ENTRY: _by_hand,
    Way.ENTRY: _entry,
    Way.STAYS: _stays,
    Way.NONE: _none,
}

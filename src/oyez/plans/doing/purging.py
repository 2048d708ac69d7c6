"""The purge of a plan: proposed at its time, confirmed by a second person, proved post by post."""

from __future__ import annotations

from datetime import datetime, timedelta

from oyez.archive.actions import propose_purge
from oyez.archive.models import Purge
from oyez.archive.queries import archived
from oyez.domain.errors import Sentence, say
from oyez.domain.plan import StepState
from oyez.domain.purge import PurgeState
from oyez.plans.doing.came import LATER, Came, failed
from oyez.plans.doing.keeping import channel_of
from oyez.plans.models import PlanStep

OFTEN = timedelta(minutes=10)


def purge(step: PlanStep, now: datetime) -> Came:
    """Propose the campaign once everything is stored, and follow it to its end."""
    begun, channel = (step.before or {}).get("purge"), channel_of(step)
    if begun is None and not archived(channel):
        template = "{channel} is not archived yet. Nothing is deleted before it is."
        return Came(StepState.DUE, say(template, channel=channel.name), now + LATER)
    if begun is None:
        by = step.plan.proposed_by or step.plan.owner
        made = propose_purge(by, channel, before=step.plan.hour, at=now)
        return Came(
            StepState.RUNNING, _waiting(step), now + LATER, loud=True, before={"purge": made.pk}
        )
    row = Purge.objects.get(pk=int(str(begun)))
    if row.state == PurgeState.DONE:
        return Came(StepState.DONE)
    if row.state == PurgeState.STOPPED:
        return failed(say("The campaign that deletes old posts was stopped."))
    told = _waiting(step) if row.state == PurgeState.PROPOSED else None
    return Came(StepState.RUNNING, told, now + OFTEN)


def _waiting(step: PlanStep) -> Sentence:
    template = "The old posts of {channel} are listed. A second person has to confirm that they go."
    return say(template, channel=channel_of(step).name)

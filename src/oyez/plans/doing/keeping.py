"""Steps that other rooms carry out: answers, the directory, the archive and the purge."""

from __future__ import annotations

from datetime import datetime

from oyez.domain.errors import say
from oyez.domain.plan import ENDING, Kind, StepState
from oyez.govern.actions import change_register_entry
from oyez.govern.models import Channel
from oyez.govern.models.register_entry import RegisterEntry
from oyez.listen.actions import keep_channel
from oyez.listen.models import ChannelInbox
from oyez.plans.doing.came import Came, failed
from oyez.plans.models import PlanStep


def channel_of(step: PlanStep) -> Channel:
    """The channel that the step is about."""
    if step.channel is None:
        raise AssertionError(f"the step {step} has no channel")
    return step.channel


def answer(step: PlanStep, now: datetime) -> Came:  # noqa: ARG001 (a row of the table)
    """Whoever writes there from now on is told the other ways to reach the authority."""
    channel = channel_of(step)
    known = ChannelInbox.objects.filter(channel=channel).first() or ChannelInbox(channel=channel)
    before = {
        "staffed": known.staffed,
        "automatic": known.automatic,
        "public_too": known.public_too,
    }
    leaving = Kind(step.plan.kind) in ENDING
    staffed = known.staffed and not leaving
    keep_channel(None, channel, staffed=staffed, automatic=True, public_too=leaving)
    return Came(StepState.DONE, before=before)


def point(step: PlanStep, now: datetime) -> Came:  # noqa: ARG001 (as above)
    """The list of official accounts leads from the channel to the one that takes its place."""
    channel = channel_of(step)
    line = step.plan.lines.select_related("successor").get(channel=channel)
    if line.successor is None:
        template = "The plan names no channel that takes the place of {channel}."
        return failed(say(template, channel=channel.name))
    before = _entry(channel)
    change_register_entry(None, channel, replaced_by=line.successor)
    return Came(StepState.DONE, before=before)


def reserve(step: PlanStep, now: datetime) -> Came:  # noqa: ARG001 (as above)
    """The register says that the name is kept, so that nobody else takes it."""
    channel = channel_of(step)
    before = _entry(channel)
    change_register_entry(None, channel, reserved=True)
    return Came(StepState.DONE, before=before)


def _entry(channel: Channel) -> dict[str, object]:
    row = RegisterEntry.objects.filter(channel=channel).first()
    return {
        "replaced_by": row.replaced_by_id if row else None,
        "reserved": bool(row and row.reserved),
    }

"""The announcement: an ordinary notice with its own approval, which nothing here gives."""

from __future__ import annotations

from datetime import datetime, timedelta

from oyez.domain.errors import Sentence, say
from oyez.domain.notice import NoticeState
from oyez.domain.plan import StepState
from oyez.plans import queries
from oyez.plans.doing.came import DONE, LATER, SOON, Came, failed
from oyez.plans.models import PlanStep

EARLY = timedelta(hours=24)  # before its hour somebody hears that it is not approved
OUT = (NoticeState.LIVE, NoticeState.CORRECTED, NoticeState.EXPIRED)


def announce(step: PlanStep, now: datetime) -> Came:
    """Held until it is approved; done when it stands wherever it can."""
    notice = step.notice
    if missing := not_approved(step):
        early = now < step.at
        state = StepState.WAITING if early else StepState.DUE
        return Came(state, missing, step.at if early else now + LATER, loud=True)
    if notice is None:
        raise AssertionError("an announcement without a notice is not approved")
    if notice.state == NoticeState.RETRACTED:
        template = "The announcement {code} was taken back."
        return failed(say(template, code=notice.code))
    if notice.state in OUT:
        return _standing(step, now)
    starts = notice.scheduled_at or now
    if starts > now:
        early = now < step.at
        return Came(StepState.WAITING if early else StepState.DUE, again=max(step.at, starts))
    return Came(StepState.RUNNING, again=now + SOON)


def not_approved(step: PlanStep) -> Sentence | None:
    """Why the announcement cannot go out at its hour, in the words of whoever has to act."""
    unit = step.unit.name if step.unit else ""
    if step.notice is None:
        return say(
            "Nobody has written the announcement of {unit} yet. Write it and have it approved: "
            "it goes out then.",
            unit=unit,
        )
    if step.notice.state in (NoticeState.DRAFT, NoticeState.SUBMITTED, NoticeState.RETURNED):
        return say(
            "The announcement {code} of {unit} is not approved yet. It goes out as soon as a "
            "second person has approved it, and not before.",
            code=step.notice.code,
            unit=unit,
        )
    return None


def _standing(step: PlanStep, now: datetime) -> Came:
    """It is out; where it is not, the page says so."""
    if step.notice is None:
        raise AssertionError("what stands has a notice")
    rows = queries.left_out(step.notice)
    if queries.on_its_way(rows):
        return Came(StepState.RUNNING, again=now + SOON)
    if not rows:
        return DONE
    names = ", ".join(row.channel.name for row in rows)
    told = say("It is out, but not on {channels}. Look at the notice.", channels=names)
    return Came(StepState.DONE, told, loud=True)

"""Telling people about a plan: on their desk, and by mail where a relay is set."""

from __future__ import annotations

from collections.abc import Iterable

from oyez.accounts.models import Person
from oyez.accounts.queries import people_who_may
from oyez.domain.errors import Sentence
from oyez.domain.notice import NoticeState
from oyez.domain.plan import Deed
from oyez.domain.roles import Verb
from oyez.plans.models import PlanStep
from oyez.publish.tell import tell


def tell_about(step: PlanStep, sentence: Sentence) -> None:
    """Whoever has to do with the step hears it; the approvers where their yes is missing."""
    people = {step.owner or step.plan.owner, step.plan.owner}
    waiting = step.notice is not None and step.notice.state == NoticeState.SUBMITTED
    if step.deed == Deed.ANNOUNCE and step.unit is not None and waiting:
        people |= set(people_who_may(Verb.APPROVE, step.unit.path))
    tell(_in_order(people), sentence, step.notice)


def _in_order(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda one: one.pk)

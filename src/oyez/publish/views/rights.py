"""What a person may do about a notice as it is now, and why not where they may not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.domain.approval import refusal_to_approve
from oyez.domain.errors import Sentence
from oyez.domain.notice import EDITABLE, RETRACTABLE, NoticeState, RevisionState, Urgency
from oyez.domain.roles import Verb
from oyez.publish import queries
from oyez.publish.models import Notice
from oyez.publish.views.revisions import Rows

UNSENT = {RevisionState.DRAFT, RevisionState.SUBMITTED, RevisionState.RETURNED}
ASKED = (Verb.COMPOSE, Verb.APPROVE, Verb.CORRECT, Verb.RETRACT, Verb.BREAK_GLASS)


@dataclass(frozen=True, slots=True)
class Rights:
    """One flag per button."""

    edit: bool
    submit: bool
    approve: bool
    not_approve: Sentence | None
    break_glass: bool
    retract: bool
    correct: bool
    issue: bool
    review: bool


def rights(by: Person, one: Notice, rows: Rows) -> Rights:
    """Work them out from rows; the verbs check again."""
    sight = queries.Sight(by)
    held = {verb for verb in ASKED if sight.may(verb, one.unit.path)}
    state = rows.open.state if rows.open else ""
    there = one.state != NoticeState.RETRACTED
    ready = rows.prepared
    out = one.state in queries.OUT
    return Rights(
        edit=Verb.COMPOSE in held and state in EDITABLE and there,
        submit=Verb.COMPOSE in held and state in {"draft", "returned"} and there,
        approve=Verb.APPROVE in held and state == RevisionState.SUBMITTED and there,
        not_approve=_not_approve(by, rows, held),
        break_glass=Verb.BREAK_GLASS in held
        and state in UNSENT
        and one.urgency == Urgency.CRITICAL
        and there,
        retract=Verb.RETRACT in held and one.state in RETRACTABLE,
        correct=Verb.COMPOSE in held and out,
        issue=Verb.CORRECT in held
        and out
        and ready is not None
        and ready.state == RevisionState.APPROVED,
        review=Verb.APPROVE in held,
    )


def _not_approve(by: Person, rows: Rows, held: Collection[Verb]) -> Sentence | None:
    if Verb.APPROVE not in held:
        return None
    return refusal_to_approve(by.pk, {person.pk for person in rows.writers()})


def may_retract(by: Person, one: Notice) -> bool:
    """Whether the person may take this notice down now."""
    return one.state in RETRACTABLE and may(by, Verb.RETRACT, one.unit.path)

"""What a person may do about a notice as it is now, and why not where they may not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from oyez.accounts.models import Person
from oyez.accounts.sight import Sight
from oyez.domain.approval import refusal_to_approve
from oyez.domain.errors import Sentence
from oyez.domain.notice import EDITABLE, RETRACTABLE, NoticeState, RevisionState, Urgency
from oyez.domain.roles import Verb
from oyez.publish import queries
from oyez.publish.models import Notice
from oyez.publish.views.revisions import Rows

UNSENT = {RevisionState.DRAFT, RevisionState.SUBMITTED, RevisionState.RETURNED}
ASKED = (
    Verb.COMPOSE,
    Verb.APPROVE,
    Verb.SEND_BACK,
    Verb.CORRECT,
    Verb.RETRACT,
    Verb.BREAK_GLASS,
    Verb.SET_ASIDE,
)


@dataclass(frozen=True, slots=True)
class Rights:
    """One flag per button."""

    edit: bool
    submit: bool
    approve: bool
    not_approve: Sentence | None
    set_aside: bool
    break_glass: bool
    retract: bool
    correct: bool
    issue: bool
    review: bool
    discard: bool


def rights(sight: Sight, one: Notice, rows: Rows) -> Rights:
    """Work them out from rows; the verbs check again."""
    by = sight.person
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
        set_aside=Verb.SET_ASIDE in held and state in UNSENT and there,
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
        discard=state in {"draft", "returned"} and there and _may_discard(by, rows, held),
    )


def _may_discard(by: Person, rows: Rows, held: Collection[Verb]) -> bool:
    """Who wrote in it, and who may send texts back; what was approved once is kept."""
    mine = rows.open is not None and any(
        row.person_id == by.pk for row in rows.open.contributions.all()
    )
    return (Verb.COMPOSE if mine else Verb.SEND_BACK) in held


def _not_approve(by: Person, rows: Rows, held: Collection[Verb]) -> Sentence | None:
    if Verb.APPROVE not in held:
        return None
    return refusal_to_approve(by.pk, {person.pk for person in rows.writers()})


def may_retract(sight: Sight, one: Notice) -> bool:
    """Whether the person may take this notice down now."""
    return one.state in RETRACTABLE and sight.may(Verb.RETRACT, one.unit.path)

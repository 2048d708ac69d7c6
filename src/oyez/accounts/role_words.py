"""Roles and what they allow, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.domain.roles import ALLOWED, Role, Verb

Word = str | Promise

ROLES: dict[Role, Word] = {
    Role.AUTHOR: _("Author: writes"),
    Role.APPROVER: _("Approver: says yes or no to what others wrote"),
    Role.DUTY_OFFICER: _("Duty officer: writes, approves, takes back, freezes"),
    Role.GOVERNOR: _("Governor: decides about platforms and channels, freezes and lifts"),
    Role.AUDITOR: _("Auditor: reads everything, and the ledger"),
    Role.ADMINISTRATOR: _("Administrator: people, channels and their credentials"),
}
VERBS: dict[Verb, Word] = {
    Verb.SEE: _("see everything there"),
    Verb.COMPOSE: _("write notices"),
    Verb.SUBMIT: _("hand texts in for approval"),
    Verb.APPROVE: _("approve what others wrote"),
    Verb.SEND_BACK: _("send texts back"),
    Verb.BREAK_GLASS: _("break the glass"),
    Verb.SET_ASIDE: _("set a block of the screening aside"),
    Verb.RETRACT: _("take notices back"),
    Verb.CORRECT: _("correct notices"),
    Verb.SCHEDULE: _("set the time of a notice"),
    Verb.FREEZE: _("freeze"),
    Verb.LIFT_FREEZE: _("lift a freeze, as one of two"),
    Verb.CHANGE_MODE: _("change the mode of a channel"),
    Verb.APPROVE_PLATFORM: _("approve platforms"),
    Verb.MANAGE_CHANNELS: _("enter channels and authorities"),
    Verb.MANAGE_PEOPLE: _("enter people and give roles"),
    Verb.READ_LEDGER: _("read the ledger"),
    Verb.RUN_DRILL: _("run exercises"),
    Verb.LOCK_EVERYTHING: _("lock everything"),
    Verb.PLAN_DUTY: _("plan who is on call"),
    Verb.TRIAGE: _("say what replies are, and hand them over"),
    Verb.ANSWER: _("answer what people say"),
    Verb.MODERATE: _("hide and delete replies by the house rules"),
    Verb.MANAGE_INBOX: _("say how an inbox is kept"),
    Verb.ANNOTATE: _("label samples of replies, blind"),
    Verb.DRAW_SAMPLE: _("draw samples of replies"),
    Verb.HOLD_REVIEW: _("hold reviews of channels"),
    Verb.DECIDE_REVIEW: _("decide in reviews of channels"),
}


def allowances() -> list[tuple[Word, list[Word]]]:
    """Each role with all that it allows, in the order of the table of verbs."""
    return [
        (word, [VERBS[verb] for verb in VERBS if verb in ALLOWED[role]])
        for role, word in ROLES.items()
    ]

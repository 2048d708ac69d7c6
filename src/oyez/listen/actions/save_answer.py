"""Keep an answer that anybody may give later, and end one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.inbox.routes import refuse_template
from oyez.domain.roles import Verb
from oyez.govern.models import Unit
from oyez.listen.models import SavedAnswer

LONGEST_NAME, LONGEST = 80, 4000


@dataclass(frozen=True, slots=True)
class Saved:
    """What an answer is called, its language, and its text with places such as {online}."""

    name: str
    language: str
    text: str


@transaction.atomic
def save_answer(
    by: Person | None,
    unit: Unit,
    saved: Saved,
    *,
    at: datetime,
    instead_of: SavedAnswer | None = None,
) -> SavedAnswer:
    """Agree to an answer beforehand. One that it replaces is ended, and stays to be read."""
    actor = demand(by, Verb.MANAGE_INBOX, unit.path)
    _refuse(saved)
    if instead_of is not None:
        _end(instead_of, at)
    row = SavedAnswer.objects.create(
        unit=unit,
        name=saved.name.strip(),
        language=saved.language,
        text=saved.text.replace("\r\n", "\n").strip(),
        made_by=by,
        made_at=at,
    )
    old = instead_of.pk if instead_of else 0
    record(actor, "listen.save_answer", f"unit:{unit.pk}", new=row.pk, old=old)
    return row


def _refuse(saved: Saved) -> None:
    if not saved.name.strip() or len(saved.name) > LONGEST_NAME:
        template = "Give it a name of at most {most} characters."
        raise NotAllowed(say(template, most=LONGEST_NAME), "name")
    if saved.language not in dict(settings.LANGUAGES):
        raise NotAllowed(say("Choose one of the languages."), "language")
    if len(saved.text) > LONGEST:
        raise NotAllowed(say("An answer has at most {most} characters.", most=LONGEST), "text")
    if refused := refuse_template(saved.text):
        raise NotAllowed(refused, "text")


@transaction.atomic
def end_answer(by: Person | None, answer: SavedAnswer, *, at: datetime) -> None:
    """Nobody can choose it any more."""
    actor = demand(by, Verb.MANAGE_INBOX, answer.unit.path)
    if _end(answer, at):
        record(actor, "listen.end_answer", f"unit:{answer.unit_id}", old=answer.pk)


def _end(answer: SavedAnswer, at: datetime) -> bool:
    return SavedAnswer.objects.filter(pk=answer.pk, ended_at=None).update(ended_at=at) == 1

"""What stands in the way of a revision: blocks, and questions nobody has answered yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from oyez.accounts.models import Person
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.screening import Level
from oyez.domain.screening.deciding import CHOICES, Why, refusal_to_approve_own
from oyez.publish.models import Finding, Revision

LINKS = "link:"


def open_findings(revision: Revision, level: Level) -> list[Finding]:
    """Findings of a level that nobody has decided."""
    rows = Finding.objects.filter(screening__revision=revision, level=level.value)
    return list(rows.filter(decided_by=None))


def open_questions(revision: Revision) -> list[Sentence]:
    """What the approver has to decide, in sentences."""
    return [_sentence(one) for one in open_findings(revision, Level.ASK)]


def refuse_if_blocked(revision: Revision) -> None:
    """NotAllowed with the first block that nobody has set aside."""
    blocks = open_findings(revision, Level.BLOCK)
    if blocks:
        first = blocks[0]
        field = "links" if first.field.startswith("links") else "body"
        raise NotAllowed(_sentence(first), field)


def _sentence(one: Finding) -> Sentence:
    return Sentence(str(one.sentence["template"]), dict(one.sentence["values"]))


def refuse_if_set_aside_by(by: Person, revision: Revision) -> None:
    """NotAllowed for whoever set a block of it aside: they are no second person."""
    rows = Finding.objects.filter(
        screening__revision=revision, level=Level.BLOCK.value, decided_by=by
    )
    if refusal := refusal_to_approve_own(by.pk, by.pk if rows.exists() else None):
        raise NotAllowed(refusal)


def decide(
    by: Person, revision: Revision, decisions: Mapping[int, str], *, at: datetime
) -> list[str]:
    """Answer the open questions; NotAllowed where one stays open. Returns them as code=reason."""
    answered = []
    for one in open_findings(revision, Level.ASK):
        why = decisions.get(one.pk, "")
        if why not in (*CHOICES, Why.GLASS):
            raise NotAllowed(
                say("Decide every question of the screening first, with a reason."), "decisions"
            )
        Finding.objects.filter(pk=one.pk, decided_by=None).update(
            decided_by=by, decided_at=at, decision=why
        )
        answered.append(f"{one.code}={why}")
    return answered


def all_decided(revision: Revision, why: Why) -> dict[int, str]:
    """The same answer to every open question."""
    return {one.pk: why.value for one in open_findings(revision, Level.ASK)}


def begin_watches(revision: Revision, starts: datetime) -> None:
    """What was set aside for a time ends so many minutes after it goes out."""
    rows = Finding.objects.filter(screening__revision=revision, minutes__isnull=False)
    for one in rows.exclude(decided_by=None):
        ends = starts + timedelta(minutes=one.minutes or 0)
        Finding.objects.filter(pk=one.pk).update(ends_at=ends)

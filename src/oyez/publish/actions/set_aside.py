"""Let a text go on although a rule blocks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand, may
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import EDITABLE, RevisionState
from oyez.domain.roles import Verb
from oyez.domain.screening import Level
from oyez.domain.screening.deciding import Why, refusal_of_watch, refusal_to_set_aside
from oyez.publish.draft import typed
from oyez.publish.models import Finding, Revision
from oyez.publish.tell import tell


@dataclass(frozen=True, slots=True)
class Watching:
    """Who watches what can change while it is linked, and for how many minutes."""

    person: Person | None = None
    minutes: int | None = None


@transaction.atomic
def set_aside(
    by: Person,
    finding: Finding,
    reason: str,
    *,
    at: datetime,
    watching: Watching | None = None,
) -> Finding:
    """Set a block aside by name and with a reason, which the approver reads.

    A live stream needs somebody who watches it, and an end after half an hour at most.
    """
    revision = finding.screening.revision
    notice = revision.notice
    actor = demand(by, Verb.SET_ASIDE, notice.unit.path)
    watching = watching or Watching()
    _refuse(finding, reason, watching)
    _write(by, finding, typed("reason", reason, 500), at=at, watching=watching)
    finding.refresh_from_db()
    _tell(by, finding, revision)
    record(
        actor,
        "publish.set_aside",
        f"notice:{notice.code}",
        revision=revision.number,
        code=finding.code,
        **_watched(finding),
    )
    return finding


def _refuse(finding: Finding, reason: str, watching: Watching) -> None:
    """NotAllowed at its field for what is missing, or for a text that is past this."""
    revision, watched = finding.screening.revision, watching.person is not None
    if refusal := refusal_to_set_aside(finding.code, Level(finding.level), reason):
        raise NotAllowed(refusal, "reason")
    if refusal := refusal_of_watch(finding.code, watching.minutes, watched=watched):
        raise NotAllowed(refusal, "minutes" if watched else "watcher")
    if watched and not may(watching.person, Verb.RETRACT, revision.notice.unit.path):
        raise NotAllowed(say("Whoever watches must be able to take the notice down."), "watcher")
    if RevisionState(revision.state) not in EDITABLE - {RevisionState.APPROVED}:
        raise NotAllowed(say("This text was approved or issued already."))


def _write(by: Person, finding: Finding, reason: str, *, at: datetime, watching: Watching) -> None:
    same = Finding.objects.filter(pk=finding.pk, decided_by=None)
    done = same.update(
        decided_by=by,
        decided_at=at,
        decision=Why.INTENDED,
        reason=reason,
        watcher=watching.person,
        minutes=watching.minutes if watching.person else None,
    )
    if done != 1:
        raise NotAllowed(say("Somebody has decided this already, or the text was changed."))


def _tell(by: Person, finding: Finding, revision: Revision) -> None:
    if finding.watcher is None or finding.watcher == by:
        return
    told = say(
        "{name} named you to watch the live stream in notice {code} for {minutes} minutes.",
        name=by.name,
        code=revision.notice.code,
        minutes=finding.minutes,
    )
    tell([finding.watcher], told, revision.notice)


def _watched(finding: Finding) -> dict[str, object]:
    if finding.watcher is None:
        return {}
    return {"person": finding.watcher.signature, "minutes": finding.minutes}

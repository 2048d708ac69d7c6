"""What events do to rows: the verbs of the product, done by the people of the scenario."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.domain.delivery import Held
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.exercise.cast import draft_of, person, told
from oyez.exercise.models import Drill, DrillEvent
from oyez.exercise.playing.passing import answered, let_through
from oyez.exercise.queries import event_named
from oyez.exercise.scenario import Do, Kind, read
from oyez.govern.actions import lock_everything
from oyez.publish import actions
from oyez.publish.models import Notice, Revision
from oyez.publish.queries import open_revision
from oyez.publish.tell import tell


@dataclass(frozen=True, slots=True)
class Deed:
    """What a player of the file does about a notice."""

    drill: Drill
    notice: Notice
    by: Person
    data: Mapping[str, Any]
    at: datetime


class TooEarlyError(Exception):
    """What the event is about has not happened yet; it is tried again a little later."""


def do(drill: Drill, event: DrillEvent, at: datetime) -> Notice | None:
    """Play an event that needs no platform; the notice that it is about."""
    return DEEDS[Kind(event.kind)](drill, event, at)


def _notice(drill: Drill, event: DrillEvent, at: datetime) -> Notice:
    data, scenario = event.data, read(drill.source)
    author = _person(drill, data["by"])
    draft = draft_of(data, scenario.language)
    notice = actions.compose(author, drill.unit, draft, at=at)
    if data["submit"]:
        approver = _person(drill, data["approved_by"]) if data["approved_by"] else None
        revision = notice.revisions.get(number=1)
        let_through(revision, author, approver, at=at)
        actions.submit(author, revision, at=at)
        if approver is not None:
            _say_yes(approver, revision, at)
    return notice


def _say_yes(approver: Person, revision: Revision, at: datetime) -> None:
    revision.refresh_from_db()
    decisions = answered(revision, at=at)
    actions.approve(approver, revision, version=revision.version, at=at, decisions=decisions)


def _telling(drill: Drill, event: DrillEvent, at: datetime) -> None:  # noqa: ARG001 (a row of the table)
    people = told(event.data["to"], drill.unit)
    tell(people, say("Exercise: {text}", text=event.data["text"]))


def _act(drill: Drill, event: DrillEvent, at: datetime) -> Notice | None:
    data = event.data
    if data["do"] == Do.LOCK:
        _lock(drill, data)
        return None
    about = event_named(drill, data["notice"])
    if about is None or about.notice is None:
        raise TooEarlyError
    by = _person(drill, data["by"])
    ACTS[Do(data["do"])](Deed(drill, about.notice, by, data, at))
    return about.notice


def _person(drill: Drill, word: str) -> Person:
    found = person(word, drill.unit)
    if found is None:
        raise NotAllowed(say("Nobody is “{word}” any more.", word=word))
    return found


def _lock(drill: Drill, data: Mapping[str, Any]) -> None:
    """As whoever runs the installation would, for nobody of one authority may lock all of them."""
    by = _person(drill, data["by"])
    lock_everything(by if may(by, Verb.LOCK_EVERYTHING, "/") else None, reason=data["reason"])


def _revision(notice: Notice) -> Revision:
    found = open_revision(notice)
    if found is None:
        raise NotAllowed(say("Nothing of this notice waits for approval."))
    found.notice = notice
    return found


def _approve(deed: Deed) -> None:
    _say_yes(deed.by, _revision(deed.notice), deed.at)


def _send_back(deed: Deed) -> None:
    actions.send_back(deed.by, _revision(deed.notice), deed.data["reason"])


def _retract(deed: Deed) -> None:
    reason, instead = deed.data["reason"], deed.data["instead"]
    actions.retract(deed.by, deed.notice, reason, at=deed.at, instead=instead)


def _correct(deed: Deed) -> None:
    language = deed.notice.revisions.get(number=1).texts[0]["language"]
    draft = draft_of({**deed.data, "urgency": deed.notice.urgency}, language)
    revision = actions.correct(deed.by, deed.notice, draft, at=deed.at)
    revision = actions.submit(deed.by, revision, at=deed.at)
    approver = _person(deed.drill, deed.data["approved_by"])
    _say_yes(approver, revision, deed.at)


def _issue_prepared(deed: Deed) -> None:
    actions.issue_prepared(deed.by, deed.notice, at=deed.at)


def _settle(deed: Deed) -> None:
    rows = deed.notice.deliveries.select_related("notice__unit").filter(
        platform=deed.data["platform"], held=Held.NEEDS_PERSON
    )
    row = rows.first()
    if row is None:
        raise TooEarlyError
    note = deed.data["note"] or "EXERCISE"
    actions.settle(deed.by, row, stands=deed.data["stands"], at=deed.at, note=note)


ACTS: dict[Do, Callable[[Deed], None]] = {
    Do.APPROVE: _approve,
    Do.SEND_BACK: _send_back,
    Do.RETRACT: _retract,
    Do.CORRECT: _correct,
    Do.ISSUE_PREPARED: _issue_prepared,
    Do.SETTLE: _settle,
}
DEEDS: dict[Kind, Callable[[Drill, DrillEvent, datetime], Notice | None]] = {
    Kind.NOTICE: _notice,
    Kind.TELLING: _telling,
    Kind.ACT: _act,
}

"""What people in the file do about the screening, so that a mistake can happen as it happened."""

from __future__ import annotations

from datetime import datetime

from oyez.accounts.models import Person
from oyez.accounts.queries import people_who_may
from oyez.domain.roles import Verb
from oyez.domain.screening import Level
from oyez.domain.screening.deciding import MOST_MINUTES, Why
from oyez.publish import actions
from oyez.publish.findings import all_decided, open_findings
from oyez.publish.models import Revision

REASON = "Exercise: set aside so that the mistake can happen."


def let_through(
    revision: Revision, author: Person, approver: Person | None, *, at: datetime
) -> int:
    """Somebody other than the approver sets every block aside; how many there were."""
    actions.screen(revision, at=at)
    blocks = open_findings(revision, Level.BLOCK)
    may = people_who_may(Verb.SET_ASIDE, revision.notice.unit.path)
    by = (may.exclude(pk=approver.pk) if approver else may).first()
    if by is None:
        return 0
    for one in blocks:
        watching = actions.Watching(author, MOST_MINUTES)
        actions.set_aside(by, one, REASON, at=at, watching=watching)
    return len(blocks)


def answered(revision: Revision, *, at: datetime) -> dict[int, str]:
    """The same answer to every question of the screening."""
    actions.screen(revision, at=at)
    return all_decided(revision, Why.CHECKED)

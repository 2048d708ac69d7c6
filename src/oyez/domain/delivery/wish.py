"""What the facts become by a person's word: a wish, or what they saw with their own eyes."""

from __future__ import annotations

from dataclasses import replace

from oyez.domain.delivery.facts import Facts, Held, Task
from oyez.domain.delivery.known import known, quiet


def want(facts: Facts, revision: int | None) -> Facts:
    """A person's decision: this revision, or gone. Being gone waits for nothing.

    Another revision keeps the time an earlier, unanswered change was given to settle: that change
    could still arrive and undo the newer one. What a person has in hand stays there, but for a
    change of something that is to go: that may be made or not, it goes at once.
    """
    retry_at = None if revision is None else facts.retry_at
    asked = replace(facts, wanted=revision, retry_at=retry_at, failures=0, rounds=0, task=None)
    if facts.held is not Held.SENDING:
        return known(asked)
    if revision is None and facts.task is Task.AMEND:
        return known(replace(asked, held=Held.LIVE))
    return replace(asked, task=facts.task)


def settled_by_person(facts: Facts, *, stands: bool) -> Facts:
    """A person has looked: what they say ends the doubt.

    What stands although it was told to go is looked at or asked for again, not told twice: nobody
    gets a second withdrawal by mail.
    """
    ended = replace(facts, doubt=None, absences=0, rounds=0, confirm=False, unseen=False)
    return quiet(ended if stands else replace(ended, placements=(), retract_at=None))

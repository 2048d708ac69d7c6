"""What a platform's own report about a send makes of a doubt.

Reports name our token and come late, twice and out of order. One that says that a text arrived
is believed at any time. Those that say that it did not count only where they are about the very
send that is in doubt, and only when every recipient is accounted for: to send again reaches all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from oyez.domain.delivery.abilities import Abilities, Idempotency
from oyez.domain.delivery.facts import Facts, Find, Held
from oyez.domain.delivery.known import quiet
from oyez.domain.delivery.record import record
from oyez.domain.delivery.results import Seen

ARRIVED: Final = frozenset({"sent", "delivered", "read"})
FAILED: Final = frozenset({"failed"})


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported of one revision's send: it arrived, or whom it did not reach.

    `ref` names the receipt of what arrived. `failures` are recipients with the platform's time,
    None where it does not tell; `asked` is how many recipients there are at most.
    """

    revision: int
    arrived: bool
    ref: str = ""
    failures: frozenset[tuple[str, datetime | None]] = frozenset()
    asked: int = 1


def arrived(text: str) -> bool | None:
    """Whether a report says that it arrived (True), that it failed (False), or neither."""
    word = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    return True if word in ARRIVED else False if word in FAILED else None


def decides(facts: Facts, report: Report, abilities: Abilities) -> bool:
    """Whether the report ends a doubt. What is being sent right now is not in doubt yet."""
    correlated = abilities.idempotency is Idempotency.CORRELATED
    in_doubt = facts.doubt == report.revision and facts.held is not Held.SENDING
    if not correlated or not in_doubt:
        return False
    return report.arrived or _failed_for_all(facts, report)


def reported(facts: Facts, report: Report, *, now: datetime, abilities: Abilities) -> Facts:
    """The facts after a report; one that decides nothing leaves them as they are."""
    if not decides(facts, report, abilities):
        return facts
    if report.arrived:
        return record(facts, Find(report.revision), Seen(report.ref), now=now, abilities=abilities)
    return quiet(replace(facts, doubt=None, absences=0))


def _failed_for_all(facts: Facts, report: Report) -> bool:
    """Nobody got it, and all of that was said after this send, to the platform's second."""
    if facts.sent_at is None:
        return False
    since = facts.sent_at.replace(microsecond=0)
    who = {one for one, at in report.failures if at is not None and at >= since}
    return len(who) >= max(report.asked, 1)

"""People in tests who decide about what the rules found, so that their texts can go out."""

from __future__ import annotations

from datetime import datetime

from oyez.accounts.models import Person
from oyez.domain.looking import Hop, Looked
from oyez.domain.screening import Level
from oyez.domain.screening.deciding import Why
from oyez.publish.actions import Watching, screen, set_aside
from oyez.publish.findings import all_decided, open_findings
from oyez.publish.looks import take_due, write_looks
from oyez.publish.models import Revision


def set_blocks_aside(by: Person, revision: Revision, watcher: Person, at: datetime) -> int:
    """Set every block of a text aside; how many there were."""
    screen(revision, at=at)
    blocks = open_findings(revision, Level.BLOCK)
    for one in blocks:
        reason = "Agreed on the telephone with the head of press."
        set_aside(by, one, reason, at=at, watching=Watching(watcher, 30))
    return len(blocks)


def answers(revision: Revision, at: datetime) -> dict[int, str]:
    """The same answer to every question that is open now."""
    screen(revision, at=at)
    return all_decided(revision, Why.CHECKED)


def screened_link(address: str, title: str, at: datetime) -> None:
    """The worker's look at a link that a text has asked for."""
    (turn,) = [one for one in take_due(at, 50) if one.address == address]
    looked = Looked(
        address=address,
        at=at,
        final_address=address,
        chain=(Hop(address, 200),),
        status=200,
        title=title,
        text_fingerprint=1,
    )
    write_looks([(turn, looked)], at)

"""What screening says to a third party's live stream, and what it takes to send it all the same."""

from __future__ import annotations

from django.utils import timezone

from oyez.accounts.models import Person
from oyez.domain.screening import Level
from oyez.domain.screening.deciding import MOST_MINUTES
from oyez.proof.stories.cast import Cast, first
from oyez.proof.stories.player import Player
from oyez.publish.actions import Watching, approve, set_aside, submit
from oyez.publish.findings import open_findings
from oyez.publish.models import LinkLook, Notice, Revision

REASON = "The club has told us on the telephone that it may be shown."


def play(player: Player, cast: Cast, notice: Notice, stream: str) -> None:
    """Blocked, set aside by name with somebody who watches it, and submitted."""
    author, duty = cast.person("author"), cast.person("duty")
    player.refused(
        f"{author.name} wants to submit it.",
        lambda: submit(author, first(notice), at=timezone.now()),
        f"{stream} is a live stream of somebody else.",
    )
    player.expect(
        "Oyez has opened the linked page itself, and keeps what it saw for the approver.",
        lambda: LinkLook.objects.filter(address=stream, looked__isnull=False).exists(),
    )
    player.act(
        f"{duty.name} sets the block aside by name; {author.name} is to watch the stream.",
        lambda: _set_aside(duty, author, first(notice)),
    )
    revision = submit(author, first(notice), at=timezone.now())
    player.refused(
        f"{duty.name}, who set the block aside, tries to approve it.",
        lambda: approve(duty, revision, version=revision.version, at=timezone.now()),
        "You set a block of this notice aside",
    )


def _set_aside(duty: Person, watcher: Person, revision: Revision) -> None:
    """For half an hour at most, with a reason that the approver reads."""
    for one in open_findings(revision, Level.BLOCK):
        watching = Watching(watcher, MOST_MINUTES)
        set_aside(duty, one, REASON, at=timezone.now(), watching=watching)

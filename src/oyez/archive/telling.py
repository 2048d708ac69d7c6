"""What people hear of a campaign without looking at its page."""

from __future__ import annotations

from typing import Final

from oyez.accounts.queries import people_who_may
from oyez.archive.models import Purge
from oyez.domain.errors import Sentence, say
from oyez.domain.roles import Verb
from oyez.publish.tell import tell

WAITS: Final = (
    "{person} proposes to delete the old posts of {channel}. A second governor has to confirm it, "
    "on the page of its archive."
)
ENDED: Final = (
    "Deleting the old posts of {channel} has come to its end: {gone} are proved gone, {stands} "
    "cannot be deleted by a machine."
)


def tell_of_wish(purge: Purge) -> None:
    """Whoever may be the second governor hears that one is waited for."""
    others = people_who_may(Verb.CHANGE_MODE, purge.channel.unit.path)
    others = others.exclude(pk=purge.proposed_by_id)
    tell(others, say(WAITS, person=purge.proposed_by.name, channel=purge.channel.name))


def tell_of_end(purge: Purge, gone: int, stands: int) -> None:
    """Both governors hear what came of it."""
    _tell_both(purge, say(ENDED, channel=purge.channel.name, gone=gone, stands=stands))


def tell_of_trouble(purge: Purge, trouble: Sentence) -> None:
    """Both governors hear why it has paused."""
    _tell_both(purge, trouble)


def _tell_both(purge: Purge, sentence: Sentence) -> None:
    both = [purge.proposed_by, purge.confirmed_by]
    tell([one for one in both if one is not None and one.is_active], sentence)

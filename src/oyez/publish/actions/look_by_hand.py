"""Say what one sees on a channel that no machine can look at."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.delivery import Find, Look, NotThere, Publish, Seen, not_seen, other_words
from oyez.domain.errors import NotAllowed, say
from oyez.publish.by_hand import SETTLED, Hand, heard, noted, opened, settle, words_of
from oyez.publish.draft import typed
from oyez.publish.models import Delivery

NOTE = 120
OWN_WORD = say("You said that it is done, so somebody else has to look, with a phone of their own.")


class Sight(StrEnum):
    """What somebody sees."""

    STANDS = "stands"
    OTHER = "other"
    MISSING = "missing"


@transaction.atomic
def look_by_hand(
    by: Person, delivery: Delivery, sight: Sight, *, at: datetime, note: str = ""
) -> None:
    """Four eyes: what one person said they did, another person sees, or does not.

    A post that was never told of is found by `post_by_hand`, with its address; here it is missing.
    """
    actor, hand = opened(by, delivery, at)
    said = words_of(by, f"sees it {sight.value}", at, typed("note", note, NOTE))
    if isinstance(hand.step, Look):
        _look(hand, by, sight, said)
    else:
        _find(hand, by, sight)
    place = f"notice:{delivery.notice.code}"
    record(actor, "publish.look_by_hand", place, delivery=delivery.pk, outcome=sight.value)


def _look(hand: Hand, by: Person, sight: Sight, said: str) -> None:
    step, newest = hand.step, hand.receipts[-1:]
    if not isinstance(step, Look):
        raise NotAllowed(SETTLED)
    if hand.is_said_by(by):
        raise NotAllowed(OWN_WORD)
    missing = sight is Sight.MISSING
    gone = {"gone_at": hand.now} if missing else {}
    noted(newest, said, **gone)
    if hand.removing:
        return heard(hand, by, step, NotThere() if missing else Seen(step.placement.ref))
    if missing:
        return settle(hand, by, not_seen(hand.facts))
    if sight is Sight.OTHER:
        noted(newest, said, revision=0)
        return settle(hand, by, other_words(hand.facts))
    return heard(hand, by, step, Seen(step.placement.ref))


def _find(hand: Hand, by: Person, sight: Sight) -> None:
    """Whether anything was posted; before their time is over only its holder can say that not."""
    step, holder = hand.step, hand.row.taken_by
    if sight is not Sight.MISSING or not isinstance(step, Find | Publish):
        raise NotAllowed(SETTLED)
    if isinstance(step, Publish):
        name = holder.name if hand.in_hand and holder else ""
        if not name:
            raise NotAllowed(SETTLED)
        raise NotAllowed(
            say("{person} has it in hand; only they know whether they did it.", person=name)
        )
    if hand.is_said_by(by):
        raise NotAllowed(OWN_WORD)
    heard(hand, by, step, NotThere())

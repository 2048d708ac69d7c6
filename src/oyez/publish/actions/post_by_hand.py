"""Say that it stands now, and where: posted or changed by one's own hands."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.audit.actions import record
from oyez.domain.delivery import Accepted, Correct, Find, Publish, Seen
from oyez.domain.errors import NotAllowed, say
from oyez.publish.by_hand import (
    SETTLED,
    Hand,
    address_of_post,
    attempted,
    begun,
    example_of,
    heard,
    noted,
    opened,
    words_of,
)
from oyez.publish.models import Delivery, Receipt

TAKE_FIRST = say("Take the task first; the text that is to be posted is shown then.")


@transaction.atomic
def post_by_hand(by: Person, delivery: Delivery, address: str = "", *, at: datetime) -> None:
    """Keep the address as a receipt, with who and when; somebody else has to see it.

    What stands is believed whoever says so and whatever the rules say: they hold back the task,
    not the truth. `address` is that of the post; a change needs none.
    """
    actor, hand = opened(by, delivery, at)
    step = hand.step
    if not isinstance(step, Publish | Correct | Find):
        raise NotAllowed(SETTLED)
    if isinstance(step, Correct):
        _refuse_unless_taken(hand, by)
        noted(hand.receipts[-1:], words_of(by, "changed", at), revision=step.revision)
        ref = step.placement.ref
    else:
        ref = str(_receipt(hand, by, step.revision, address).pk)
    _begin(hand, step)
    result = Seen(ref) if isinstance(step, Find) else Accepted(ref)
    heard(hand, by, step, result)
    place = f"notice:{delivery.notice.code}"
    record(actor, "publish.post_by_hand", place, delivery=delivery.pk, revision=step.revision)


def _refuse_unless_taken(hand: Hand, by: Person) -> None:
    """Nobody can have changed it to words that they were not shown."""
    if not hand.in_hand and hand.row.taken_by_id != by.pk:
        raise NotAllowed(TAKE_FIRST)


def _begin(hand: Hand, step: Publish | Correct | Find) -> None:
    """Who did it without taking it first, or told too late, did it all the same."""
    if not hand.in_hand and isinstance(step, Publish | Correct):
        hand.facts = begun(hand, step)
        attempted(hand, step)


def _receipt(hand: Hand, by: Person, revision: int, typed: str) -> Receipt:
    """A copy that is known keeps its receipt."""
    row = hand.row
    url = address_of_post(row.channel, typed)
    if url is None:
        example = example_of(row.channel)
        template = "This is no address of a post on {channel}. It looks like {example}"
        raise NotAllowed(say(template, channel=row.channel.name, example=example), "address")
    known = [one for one in hand.receipts if one.url == url]
    said = words_of(by, "posted", hand.now)
    if known:
        noted(known, said)
        return known[0]
    return Receipt.objects.create(
        delivery=row,
        revision=revision,
        remote_id=url,
        url=url,
        at=hand.now,
        seen_from="person",
        evidence=said,
    )

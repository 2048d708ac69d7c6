"""A delivery in people's hands: what is asked of them now, and what their word makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.domain.delivery import (
    Abilities,
    Correct,
    Facts,
    Find,
    Held,
    Idempotency,
    Look,
    Publish,
    Result,
    Retract,
    Step,
    Task,
    Verdict,
    anew,
    begin,
    call_for,
    record,
    recover,
)
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.roles import Verb
from oyez.domain.verdict import Kind
from oyez.govern.models import Channel
from oyez.platforms.assisted import PLACES, post_address
from oyez.platforms.registry import profile
from oyez.publish.delivering.context import Context, abilities_of
from oyez.publish.delivering.record import date_wish, now_live
from oyez.publish.facts import facts_of, placements_of, put, standing
from oyez.publish.models import Attempt, Delivery, Receipt
from oyez.publish.rows import join, write

EVIDENCE = 300
SETTLED = say("This was done already. What the page shows now is the newest.")
TASKS: dict[type, Task] = {Publish: Task.POST, Correct: Task.AMEND}


@dataclass(slots=True)
class Hand:
    """One delivery as it is now. `step` is what a person is asked, as a call; see `in_hand`."""

    row: Delivery
    facts: Facts
    abilities: Abilities
    receipts: list[Receipt]
    step: Step
    verdict: Verdict
    now: datetime

    @property
    def in_hand(self) -> bool:
        """Whether somebody has taken the task and may still act."""
        return self.facts.held is Held.SENDING

    @property
    def held(self) -> Sentence | None:
        """Why nothing may be brought out now, where a rule says so."""
        return None if self.verdict.kind is Kind.GO else self.verdict.reason

    @property
    def overtaken(self) -> bool:
        """Whether what somebody has in hand is no longer what is wanted."""
        return self.in_hand and self.facts.revision != self.facts.wanted

    @property
    def removing(self) -> bool:
        """Whether the second look is for its absence."""
        return isinstance(self.step, Look) and self.facts.retract_at is not None

    def is_said_by(self, person: Person) -> bool:
        """Whether this person said the last thing, so that another one has to look."""
        return self.row.said_by_id == person.pk


def is_by_hand(platform: str) -> bool:
    """Whether only a person can post there."""
    return profile(platform).idempotency is Idempotency.PERSON


def hand_of(row: Delivery, now: datetime) -> Hand:
    """What is asked now, worked out from rows; nothing is written."""
    join([row])
    receipts = standing([row.pk]).get(row.pk, [])
    abilities, facts = abilities_of(row.channel), facts_of(row, placements_of(receipts))
    if row.lease_until is None or row.lease_until <= now:
        facts = recover(facts, abilities, now)
    facts = anew(facts)
    verdict = Context.load([row], now).verdict(row)
    step = _in_hand(facts) or call_for(facts, abilities, now, verdict)
    return Hand(row, facts, abilities, receipts, step, verdict, now)


def _in_hand(facts: Facts) -> Step | None:
    """The call that somebody is making with their own hands."""
    if facts.held is not Held.SENDING or facts.revision is None:
        return None
    if facts.task is Task.AMEND and facts.placements:
        return Correct(facts.placements[-1], facts.revision)
    return Publish(facts.revision)


def opened(by: Person, delivery: Delivery, at: datetime) -> tuple[str, Hand]:
    """The delivery, held against everybody else until the transaction ends, and who acts."""
    actor = demand(by, Verb.RETRACT, delivery.notice.unit.path)
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if not is_by_hand(row.platform):
        raise NotAllowed(say("A machine does this on {channel}.", channel=delivery.channel.name))
    return actor, hand_of(row, at)


def take(hand: Hand, by: Person, step: Publish | Correct, until: datetime) -> None:
    """Write the intent; from now on it may have been done."""
    facts = begin(hand.facts, step, hand.now)
    put(hand.row, facts)
    hand.row.task = TASKS[type(step)]
    hand.row.lease = f"person:{by.pk}:{hand.now:%Y%m%d%H%M%S%f}"
    hand.row.lease_until = hand.row.due_at = until
    hand.row.taken_by, hand.row.said_by = by, None
    write([hand.row])
    attempted(hand, step)


def begun(hand: Hand, step: Publish | Correct | Retract) -> Facts:
    """The facts as if the intent had been written; where it was done at once, it was."""
    return begin(hand.facts, step, hand.now)


def attempted(hand: Hand, step: Publish | Correct | Retract) -> None:
    """What a person does counts as an attempt like a machine's."""
    verbs = {Publish: "publish", Correct: "correct", Retract: "retract"}
    Attempt.objects.create(
        delivery=hand.row, channel_id=hand.row.channel_id, verb=verbs[type(step)], at=hand.now
    )


def heard(
    hand: Hand, by: Person | None, step: Publish | Correct | Retract | Find | Look, result: Result
) -> None:
    """Write what a person said, by the same rules as a platform's answer.

    `by` is who must not be the one to look at it; None where nothing was claimed.
    """
    facts = record(hand.facts, step, result, now=hand.now, abilities=hand.abilities)
    settle(hand, by, facts)


def settle(hand: Hand, by: Person | None, facts: Facts) -> None:
    """Write the facts; the worker asks for what comes next, of somebody else where it must."""
    row = hand.row
    date_wish(row, facts, hand.now)
    put(row, facts)
    row.lease, row.lease_until, row.due_at = "", None, facts.retry_at or hand.now
    row.reason, row.task_for, row.taken_by, row.said_by = None, None, None, by
    write([row])
    now_live([row], hand.now)


def noted(receipts: Iterable[Receipt], words: str, **changes: object) -> None:
    """Add somebody's words to the evidence of these receipts, the newest words last."""
    for receipt in receipts:
        lines = [receipt.evidence, words] if receipt.evidence else [words]
        receipt.evidence = " · ".join(lines)[-EVIDENCE:]
        for name, value in changes.items():
            setattr(receipt, name, value)
        receipt.save(update_fields=["evidence", *changes])


def words_of(by: Person, said: str, at: datetime, note: str = "") -> str:
    """Who said what and when, as evidence keeps it."""
    moment = timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
    return f"{by.name} {moment}: {said}" + (f" ({note})" if note else "")


def practice(channel: Channel) -> str:
    """In an exercise: where posts are played, so that nobody posts on the real channel."""
    return f"{channel.base_url.rstrip('/')}/" if settings.EXERCISE and channel.base_url else ""


def example_of(channel: Channel) -> str:
    """What the address of a post looks like."""
    played = practice(channel)
    return f"{played}1" if played else PLACES[channel.platform].example


def address_of_post(channel: Channel, typed: str) -> str | None:
    """The address of a post of ours as it is kept; None where it is none."""
    played = practice(channel)
    if played and typed.strip().startswith(played):
        return typed.strip()[:EVIDENCE]
    return post_address(channel.platform, typed, account_of(channel))


def account_of(channel: Channel) -> str:
    """The address or name of our account, as the channel's entry has it."""
    return channel.public_url or str(channel.options.get("deep_link", "")) or channel.account

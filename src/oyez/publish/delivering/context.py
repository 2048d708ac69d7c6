"""Everything that decides about a batch of deliveries, in a handful of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, QuerySet

from oyez.domain.budget import Wish
from oyez.domain.channel import Standing, may_carry
from oyez.domain.delivery import (
    Abilities,
    Call,
    Correction,
    Idempotency,
    Publish,
    Retract,
    Support,
    Verb,
)
from oyez.domain.errors import say
from oyez.domain.notice import RevisionKind, Urgency
from oyez.domain.pacing import earliest
from oyez.domain.verdict import Kind, Verdict
from oyez.govern.models import Channel
from oyez.govern.queries import standings
from oyez.govern.rights import level
from oyez.platforms.profile import Ability, Window
from oyez.platforms.registry import profile
from oyez.publish.costs import cost_on
from oyez.publish.facts import standing
from oyez.publish.models import Attempt, Delivery, Lane, Receipt, Revision
from oyez.publish.purse import Purse
from oyez.publish.spending import texts_of

UNAPPROVED = say("The approval of this text was withdrawn, so it does not go out.")
OVER = say("The notice ended before it could be sent.")


def abilities_of(channel: Channel, lost: Collection[str] = ()) -> Abilities:
    """The platform's declared abilities with the channel's own policy and live values.

    What is `lost` for want of a right is not tried: a removal is then a person's from the start.
    """
    data = profile(channel.platform)
    by_hand = data.idempotency is Idempotency.PERSON  # a person changes it where it stands
    native = by_hand or level(data, Ability.CORRECT, lost) is Support.NATIVE
    policy = Correction(channel.correction_policy)
    if policy is Correction.IN_PLACE and not native:
        policy = Correction.LINKED
    settle = data.settle
    if channel.settle_ms is not None:
        settle = timedelta(milliseconds=channel.settle_ms)
    return Abilities(
        idempotency=data.idempotency,
        find=level(data, Ability.FIND, lost) is Support.NATIVE,
        correction=policy,
        retract=level(data, Ability.RETRACT, lost),
        key_lifetime=data.key_lifetime or timedelta(),
        settle=settle,
        spacing=min(settle, timedelta(seconds=30)),
    )


def timeout_of(channel: Channel) -> float:
    """Seconds one request of this channel may take."""
    if channel.timeout_ms is not None:
        return channel.timeout_ms / 1000
    return profile(channel.platform).timeout.total_seconds()


@dataclass(slots=True)
class Context:
    """Rules and receipts for some rows, as they are now."""

    now: datetime
    standings: dict[int, Standing]
    kinds: dict[tuple[int, int], str]
    approved: set[tuple[int, int]]
    receipts: dict[int, list[Receipt]]
    purse: Purse
    used: dict[timedelta, Counter[tuple[int, bool]]] = field(default_factory=dict)

    @classmethod
    def load(cls, rows: Sequence[Delivery], now: datetime) -> Context:
        """Read what decides about `rows` (their notice and channel already joined)."""
        notices = {row.notice_id for row in rows}
        revisions = Revision.objects.filter(notice_id__in=notices).order_by()
        said = revisions.filter(approvals__voided_at=None, approvals__isnull=False)
        begun = [row.pk for row in rows if row.attempt]
        return cls(
            now=now,
            standings=standings({row.channel_id for row in rows}, now),
            kinds={
                (n, number): kind
                for n, number, kind in revisions.values_list("notice_id", "number", "kind")
            },
            approved=set(said.values_list("notice_id", "number")),
            receipts=standing(begun) if begun else {},
            purse=Purse.load(
                {row.channel_id: row.channel for row in rows}.values(),
                now,
                but=[row.pk for row in rows],
            ),
        )

    def verdict(self, row: Delivery) -> Verdict:
        """May this row bring something out now? Asked from rows, in the moment before sending."""
        if row.wanted is None:
            return Verdict(Kind.GO)
        place = (row.notice_id, row.wanted)
        if place not in self.approved:
            return Verdict(Kind.STOP, UNAPPROVED)
        correcting = self.kinds[place] != RevisionKind.FIRST
        ends = row.notice.valid_until
        if not correcting and ends is not None and ends <= self.now:
            return Verdict(Kind.STOP, OVER)
        urgency = Urgency(row.notice.urgency)
        standing_now, wished = self.standings[row.channel_id], row.wanted_at
        allowed = may_carry(standing_now, urgency, correcting=correcting, wished=wished)
        if allowed.kind is not Kind.GO or not self.purse.of(row.channel_id):
            return allowed
        since = max(filter(None, (row.wanted_at, row.notice.scheduled_at)))
        wish = Wish(self._cost(row), urgency, since, correcting=correcting)
        return self.purse.verdict(row.channel_id, wish)

    def _cost(self, row: Delivery) -> Decimal:
        """What bringing out the wanted revision would cost."""
        place = (row.notice_id, row.wanted or 0, row.channel_id)
        cost = cost_on(row.channel, texts_of([place]).get(place, ""))
        return cost.amount if cost else Decimal()

    def free_at(self, row: Delivery, step: Call) -> datetime:
        """When the channel's rate windows have room for one more call."""
        data = profile(row.platform)
        removing = isinstance(step, Retract)
        windows = data.retracts if removing else data.writes
        times = (self._free(row, window, removing=removing) for window in windows)
        return max(times, default=self.now)

    def _free(self, row: Delivery, window: Window, *, removing: bool) -> datetime:
        """Counted for all channels at once; the times themselves are read for a full one only."""
        reserve = window.reserve if row.lane == Lane.ROUTINE else 0.0
        if self._count(window.per)[row.channel_id, removing] < int(window.points * (1 - reserve)):
            return self.now
        calls = attempts(removing=removing, since=self.now - window.per)
        used = list(
            calls.filter(channel_id=row.channel_id).order_by("at").values_list("at", flat=True)
        )
        return earliest(window.points, window.per, used, now=self.now, reserve=reserve)

    def _count(self, per: timedelta) -> Counter[tuple[int, bool]]:
        if per not in self.used:
            counts = Counter[tuple[int, bool]]()
            calls = Attempt.objects.filter(channel_id__in=self.standings, at__gt=self.now - per)
            counted = calls.order_by().values_list("channel_id", "verb").annotate(Count("pk"))
            for channel, verb, count in counted:
                counts[channel, verb == Verb.RETRACT] += count
            self.used[per] = counts
        return self.used[per]

    def spent(self, row: Delivery, step: Call) -> None:
        """Count a call that is about to be made."""
        for counts in self.used.values():
            counts[row.channel_id, isinstance(step, Retract)] += 1
        if isinstance(step, Publish) and self.purse.of(row.channel_id):
            self.purse.spend(row.channel_id, self._cost(row))


def attempts(*, removing: bool, since: datetime) -> QuerySet[Attempt]:
    """The calls that count against one kind of window."""
    calls = Attempt.objects.filter(at__gt=since)
    if removing:
        return calls.filter(verb=Verb.RETRACT)
    return calls.exclude(verb=Verb.RETRACT)

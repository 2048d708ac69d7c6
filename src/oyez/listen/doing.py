"""Doing deeds on their platforms: claim with a lease, one call, and the outcome."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from oyez.domain.channel import Standing
from oyez.domain.delivery import FailureClass
from oyez.domain.errors import Sentence, say
from oyez.domain.inbox.answering import may_answer
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.sending import LEASE, Course, Next, State, after_failure, after_silence
from oyez.domain.verdict import Kind as Verdict
from oyez.govern import vault
from oyez.govern.queries import standings
from oyez.govern.renewing import Held, asking, renew
from oyez.listen.models import Deed, InboxItem
from oyez.listen.models.inbox_item import Place
from oyez.platforms import heard, port
from oyez.platforms.errors import UNSUPPORTED
from oyez.platforms.heard import Moderation
from oyez.platforms.registry import adapter, profile

ASKS_AGAIN = timedelta(seconds=15)  # how often a frozen answer asks whether it may go
ENDS_BEFORE = 12.0  # seconds before the end of the lease in which no call begins
GONE = say("Its author has deleted it meanwhile.")


@dataclass(frozen=True, slots=True)
class DeedErrand:
    """One deed with all that its thread needs; `stop_at` is a time of the monotonic clock."""

    deed: int
    attempt: int
    platform: str
    channel: port.Channel
    channel_id: int
    sealed: bytes = field(repr=False)
    item: heard.InboxItem
    action: Moderation
    text: str = field(repr=False)
    stop_at: float


@dataclass(slots=True)
class Timed:
    """The door until the lease is nearly over; what is refused then is surely not sent."""

    door: port.Transport
    stop_at: float

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        json: object = None,
        body: bytes | None = None,
        timeout: float = 10.0,
    ) -> port.Answer:
        """Make one request if there is time for it."""
        if time.monotonic() > self.stop_at:
            return port.Answer("nothing", None, error="lease")
        limit = min(timeout, ENDS_BEFORE - 1)
        return self.door.send(method, url, headers=headers, json=json, body=body, timeout=limit)

    def mail(
        self,
        relay: str,
        envelope: port.Envelope,
        *,
        user: str = "",
        password: str = "",
        timeout: float,
    ) -> port.MailAnswer:
        """No answer goes by mail."""
        return self.door.mail(relay, envelope, user=user, password=password, timeout=timeout)


def take_due(now: datetime, most: int) -> list[DeedErrand]:
    """The deeds that are due, each with its intent and its lease committed."""
    due = Deed.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    if not due.exists():
        return []
    with transaction.atomic():
        rows = list(
            due.select_for_update(skip_locked=True, of=("self",)).select_related(
                "item__channel__unit"
            )[:most]
        )
        known = standings({row.item.channel_id for row in rows}, now)
        taken = [row for row in rows if _take(row, known[row.item.channel_id], now)]
        Deed.objects.bulk_update(rows, TAKEN)
    return [errand for row in taken if (errand := _errand(row))]


TAKEN = ("state", "doubt", "due_at", "lease_until", "attempt", "first_sent_at", "told")


def _take(row: Deed, standing: Standing, now: datetime) -> bool:
    """Change the row in memory by what is next; True where that is a call."""
    if row.state == State.SENDING:  # whoever had it died: nobody knows whether it was done
        row.doubt = True
        _put(row, after_silence(course_of(row, now), now))
        return False
    if row.kind == Kind.REPLY and not _may_go(row, standing, now):
        return False
    row.state, row.attempt = State.SENDING, row.attempt + 1
    row.first_sent_at = row.first_sent_at or now
    row.lease_until = row.due_at = now + LEASE
    return True


def _may_go(row: Deed, standing: Standing, now: datetime) -> bool:
    """Ask the rules again in the moment before it is sent."""
    verdict = may_answer(standing)
    if verdict.kind is Verdict.HOLD:
        row.due_at, row.told = now + ASKS_AGAIN, _kept(verdict.reason)
        return False
    reason = verdict.reason or (GONE if row.item.deleted_at else None)
    if reason is None:
        return True
    row.state, row.due_at, row.told = State.REFUSED, None, _kept(reason)
    if row.doubt:  # it may stand there, so somebody has to look
        row.state = State.BY_HAND
    return False


def _kept(reason: Sentence | None) -> dict[str, object] | None:
    if reason is None:
        return None
    found = asdict(reason)
    return {**found, "values": {name: str(value) for name, value in found["values"].items()}}


def _errand(row: Deed) -> DeedErrand | None:
    channel = row.item.channel
    try:
        held = vault.secrets(channel)
    except vault.VaultError:
        held = vault.Secrets()
    return DeedErrand(
        deed=row.pk,
        attempt=row.attempt,
        platform=channel.platform,
        channel=port.Channel(channel.account, channel.base_url, held, channel.options),
        channel_id=channel.pk,
        sealed=bytes(channel.secrets),
        item=item_of(row.item),
        action=Moderation(row.kind),
        text=row.text,
        stop_at=time.monotonic() + LEASE.total_seconds() - ENDS_BEFORE,
    )


def item_of(row: InboxItem) -> heard.InboxItem:
    """The row in the adapters' words."""
    return heard.InboxItem(
        row.platform_id,
        heard.Heard(row.kind),
        row.author,
        row.text,
        row.at,
        row.about or None,
        row.url or None,
    )


def perform(errand: DeedErrand, door: port.Transport) -> port.Outcome:
    """Make the call; an expired session is renewed once and the call made again."""
    timed, now = Timed(door, errand.stop_at), timezone.now()
    platform = adapter(errand.platform, errand.channel, timed)
    found = platform.moderate(errand.item, errand.action, errand.text, now)
    if not (isinstance(found, port.Failed) and found.cls is FailureClass.AUTH):
        return found
    patience = max(0.0, errand.stop_at - time.monotonic())
    renewed = renew(Held(errand.channel_id, errand.sealed), asking(platform, now), patience)
    if isinstance(renewed, port.Failed):
        return found if renewed.code == "no_refresh" else renewed
    again = adapter(errand.platform, replace(errand.channel, secrets=renewed), timed)
    return again.moderate(errand.item, errand.action, errand.text, now)


@transaction.atomic
def write_outcomes(results: Sequence[tuple[DeedErrand, port.Outcome]], now: datetime) -> None:
    """Keep what came; what somebody else has meanwhile, or whose lease ran out, is left alone."""
    for errand, outcome in results:
        mine = Deed.objects.filter(pk=errand.deed, state=State.SENDING, attempt=errand.attempt)
        row = mine.select_related("item").first()
        if row is None:
            continue
        _outcome(row, outcome, now)
        row.lease_until = None
        row.save()
        if row.state == State.DONE:
            close_item(row)


def _outcome(row: Deed, outcome: port.Outcome, now: datetime) -> None:
    if isinstance(outcome, port.Done):
        row.remote_id = outcome.receipt.remote_id[:400]
        row.url = (outcome.receipt.url or "")[:500]
        row.state, row.done_at, row.due_at, row.code = State.DONE, now, None, ""
    elif isinstance(outcome, port.NeedsPerson) or outcome == UNSUPPORTED:
        link = outcome.deep_link if isinstance(outcome, port.NeedsPerson) else None
        row.state, row.due_at, row.code = State.BY_HAND, None, "by_hand"
        row.url = (link or row.item.url)[:500]
    elif isinstance(outcome, port.Failed):
        _failed(row, outcome, now)


def _failed(row: Deed, failed: port.Failed, now: datetime) -> None:
    row.code = failed.code[:80]
    if failed.cls is FailureClass.NOT_FOUND and row.kind == Kind.DELETE:
        row.state, row.done_at, row.due_at = State.DONE, now, None  # it is gone already
        return
    row.doubt = row.doubt or failed.cls is FailureClass.AMBIGUOUS
    _put(row, after_failure(course_of(row, now), failed.cls, failed.retry_at, now))


def course_of(row: Deed, now: datetime) -> Course:
    """How far it is, and whether doing it again would be the same deed still."""
    since = row.first_sent_at or now
    life = profile(row.item.channel.platform).key_lifetime
    fresh = row.kind != Kind.REPLY or life is None or now - since < life - LEASE
    return Course(row.attempt, since, row.repeatable and fresh, row.doubt)


def _put(row: Deed, found: Next) -> None:
    row.state, row.due_at, row.lease_until = found.state, found.due_at, None


def close_item(row: Deed) -> None:
    """With its answer an item is done, unless it is urgent or a machine answered."""
    if row.kind == Kind.REPLY and not row.automatic:
        rows = InboxItem.objects.filter(pk=row.item_id).exclude(place=Place.URGENT)
        rows.update(open_at=None)

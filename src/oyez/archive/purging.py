"""A campaign, post by post: who is next, what was written before the call, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from oyez.archive.models import Purge, Removal, RemovalCall
from oyez.archive.pacing import next_opening
from oyez.archive.removing import Tried
from oyez.archive.telling import tell_of_end, tell_of_trouble
from oyez.audit.actions import record
from oyez.domain.delivery import Held
from oyez.domain.errors import Sentence, say
from oyez.domain.purge import (
    UNDER_WAY,
    Came,
    PurgeState,
    RemovalState,
    begun,
    cannot,
    judged,
)
from oyez.govern.models import Channel
from oyez.govern.rights import level, lost_by
from oyez.platforms.profile import Ability
from oyez.platforms.registry import profile
from oyez.publish.actions import let_go
from oyez.publish.models import Receipt

LEASE: Final = timedelta(minutes=2)
SOON, LATER = timedelta(seconds=1), timedelta(seconds=5)
AT_ONCE: Final = 3  # posts of a channel that may be under way
BY_WORKER: Final = "worker"
LEFT: Final = say("It was to be deleted as a delivery, and a person has the task now.")
WISHED_BACK: Final = say("Somebody wants it to stand there again.")
TROUBLE: Final = (
    "{channel} is not let in any more ({reply}), so the campaign has paused. Connect the account "
    "again, then let it go on."
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One call that is to be made now, and until when nobody else makes it."""

    removal: int
    channel: Channel
    post: str
    url: str
    asking: bool
    until: datetime


def take_due(now: datetime, free: int) -> list[Turn]:
    """The next calls of all campaigns that run, their intents committed."""
    due = Purge.objects.filter(state=PurgeState.RUNNING, due_at__lte=now).order_by("due_at", "pk")
    turns: list[Turn] = []
    for pk in due.values_list("pk", flat=True)[: max(free, 1)]:
        if len(turns) < free:
            turns += _go_on(pk, now)
    return turns


@transaction.atomic
def _go_on(pk: int, now: datetime) -> list[Turn]:
    """One step of one campaign; several workers take turns at it."""
    rows = Purge.objects.select_for_update(of=("self",)).filter(pk=pk, state=PurgeState.RUNNING)
    purge = rows.filter(due_at__lte=now).select_related("channel__unit").first()
    if purge is None:
        return []
    _follow_deliveries(purge, now)
    turns = _looks(purge, now)
    under_way = purge.removals.filter(state__in=UNDER_WAY).count()
    waiting = purge.removals.filter(state=RemovalState.WAITING)
    if not under_way and not waiting.exists():
        _end(purge, now)
        return []
    purge.due_at = now + SOON
    if under_way < AT_ONCE and waiting.exists():
        turns += _next(purge, now)
    purge.save(update_fields=("due_at", "wait_until"))
    return turns


def _end(purge: Purge, now: datetime) -> None:
    purge.state, purge.due_at, purge.ended_at = PurgeState.DONE, None, now
    purge.save(update_fields=("state", "due_at", "ended_at"))
    count = {state: purge.removals.filter(state=state).count() for state in RemovalState}
    told = {"gone": count[RemovalState.GONE], "stands": count[RemovalState.KEPT]}
    tell_of_end(purge, told["gone"], told["stands"])
    record(BY_WORKER, "archive.end_purge", f"channel:{purge.channel_id}", purge=purge.pk, **told)


def _looks(purge: Purge, now: datetime) -> list[Turn]:
    """What was asked for and not seen gone: it is looked at, never asked for again unseen."""
    rows = purge.removals.filter(state__in=UNDER_WAY, delivery=None, due_at__lte=now)
    return [_claim(purge, row, now) for row in rows.select_related("record")[:AT_ONCE]]


def _next(purge: Purge, now: datetime) -> list[Turn]:
    """The oldest post whose turn it is, if the windows have room beside the share for incidents."""
    opening = next_opening(purge, now)
    wait = max(filter(None, (opening, purge.wait_until)), default=now)
    if opening is None or wait > now:
        purge.due_at = min(max(wait, now + SOON), now + timedelta(minutes=1))
        return []
    purge.wait_until = None
    waiting = purge.removals.filter(state=RemovalState.WAITING)
    rows = waiting.exclude(due_at__gt=now).select_related("record", "delivery__notice__unit")
    row = rows.first()
    if row is None:
        return []
    if why := _cannot(purge.channel, row, now):
        _keep(row, why)
        purge.due_at = now
        return []
    if row.delivery is not None:
        let_go(None, row.delivery, at=now, machine=BY_WORKER)
        row.state, row.tries, row.asked_at, row.due_at = RemovalState.ASKED, 1, now, now + LATER
        row.save(update_fields=("state", "tries", "asked_at", "due_at"))
        return []
    return [_claim(purge, row, now)]


def _cannot(channel: Channel, row: Removal, now: datetime) -> Sentence | None:
    data = profile(channel.platform)
    own = level(data, Ability.RETRACT, lost_by(channel))
    named = bool(row.post) or row.delivery_id is not None
    return cannot(own, data.retract_within, named=named, age=now - row.at)


def _keep(row: Removal, why: Sentence) -> None:
    row.state, row.due_at, row.why = RemovalState.KEPT, None, stored(why)
    row.save(update_fields=("state", "due_at", "why"))


def stored(sentence: Sentence) -> dict[str, Any]:
    """A sentence as a row keeps it."""
    return {"template": sentence.template, "values": dict(sentence.values)}


def _claim(purge: Purge, row: Removal, now: datetime) -> Turn:
    """The intent: written with its time, so that it counts whatever becomes of the call."""
    asking = row.state == RemovalState.WAITING
    after = begun(row.facts)
    row.state, row.tries, row.looks = after.state, after.tries, after.looks
    row.due_at = now + LEASE
    row.asked_at = now if asking else row.asked_at
    row.save(update_fields=("state", "tries", "looks", "due_at", "asked_at"))
    if asking:
        RemovalCall.objects.create(removal=row, channel_id=purge.channel_id, at=now)
    return Turn(row.pk, purge.channel, row.post, row.record.url, asking, now + LEASE)


def _follow_deliveries(purge: Purge, now: datetime) -> None:
    """What was let go is removed and proved by publishing; here it is only read."""
    rows = purge.removals.filter(state=RemovalState.ASKED, delivery__isnull=False)
    for row in rows.select_related("delivery"):
        delivery = row.delivery
        if delivery is None:
            continue
        if delivery.wanted is not None:
            _keep(row, WISHED_BACK)
        elif delivery.held == Held.GONE and not delivery.confirm:
            newest = Receipt.objects.filter(delivery=delivery).order_by("-pk").first()
            proof = (newest and newest.evidence) or "the delivery is gone"
            _gone(row, delivery.gone_at or now, proof)
        elif delivery.held in {Held.NEEDS_PERSON, Held.REFUSED}:
            _keep(row, LEFT)


def _gone(row: Removal, at: datetime, evidence: str) -> None:
    same = Removal.objects.filter(pk=row.pk, state=row.state)
    same.update(state=RemovalState.GONE, gone_at=at, evidence=evidence[:300], due_at=None)


@transaction.atomic
def write_results(results: Sequence[tuple[Turn, Tried]], now: datetime) -> None:
    """Write what came; what comes after its lease is dropped, and was looked at by then."""
    for turn, tried in results:
        rows = Removal.objects.select_for_update(of=("self",)).filter(
            pk=turn.removal, state__in=UNDER_WAY, due_at=turn.until
        )
        row = rows.select_related("purge").first()
        if row is None:
            continue
        _write(row, turn, tried, now)
        if tried.shut_out:
            _pause(row.purge, tried)
        elif tried.came is Came.LATER and turn.asking:
            Purge.objects.filter(pk=row.purge_id).update(wait_until=tried.retry_at)


def _write(row: Removal, turn: Turn, tried: Tried, now: datetime) -> None:
    after = judged(
        row.facts,
        tried.came,
        now,
        retry_at=tried.retry_at,
        code=tried.code,
        asking=turn.asking,
    )
    row.state, row.tries, row.looks = after.facts.state, after.facts.tries, after.facts.looks
    row.due_at, row.code = after.due_at, tried.code[:80]
    row.why = stored(after.why) if after.why else None
    if after.facts.state is RemovalState.GONE:
        row.gone_at, row.evidence = now, tried.evidence[:300]
    row.save()


def _pause(purge: Purge, tried: Tried) -> None:
    """An account that is shut out deletes nothing: no post of it is given up for that."""
    told = say(TROUBLE, channel=purge.channel.name, reply=tried.code or "-")
    running = Purge.objects.filter(pk=purge.pk, state=PurgeState.RUNNING)
    if running.update(state=PurgeState.PAUSED, due_at=None, trouble=stored(told)) == 1:
        tell_of_trouble(purge, told)
        record(BY_WORKER, "archive.pause_purge", f"channel:{purge.channel_id}", purge=purge.pk)

"""A run over a channel, portion by portion, each written with where it goes on, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import QuerySet

from oyez.archive import gathering, outside
from oyez.archive.keeping import Held, keep
from oyez.archive.manifest import Sum, summed
from oyez.archive.models import Archiving, Record
from oyez.archive.models.archiving import Part
from oyez.archive.models.record import Kind
from oyez.archive.outside import Brought
from oyez.audit.actions import record
from oyez.domain.errors import Sentence
from oyez.govern.models import Channel
from oyez.looking.door import Door as Looking
from oyez.platforms import port
from oyez.publish.models import Receipt

LEASE: Final = timedelta(minutes=10)
AGAIN: Final = timedelta(minutes=2)
TRIES: Final = 5
MOST_MISSING: Final = 100
ORDER: Final = tuple(Part)
ELSEWHERE: Final = frozenset({Part.POSTS, Part.PAGE, Part.SEAL})

Result = Brought | Sum


@dataclass(frozen=True, slots=True)
class Turn:
    """A part of a run that takes a while, and until when nobody else does it."""

    run: int
    channel: Channel
    part: Part
    until: datetime
    addresses: tuple[str, ...] = ()


def take_due(now: datetime, free: int) -> list[Turn]:
    """Do a portion of what rows alone need, and claim what takes a while."""
    turns = []
    for run in _due(now).order_by("due_at", "pk").select_related("channel__unit")[:free]:
        if Part(run.part) in ELSEWHERE:
            mine = _same(run).update(due_at=now + LEASE)
            turns += [_turn(run, now + LEASE)] if mine == 1 else []
        else:
            advance(run, now)
    return turns


def waits(now: datetime) -> bool:
    """Whether another portion could be done now."""
    return _due(now).exists()


def _due(now: datetime) -> QuerySet[Archiving]:
    return Archiving.objects.filter(finished_at=None, due_at__lte=now)


def _same(run: Archiving) -> Any:
    """The row, if nobody has gone on with it meanwhile."""
    return Archiving.objects.filter(
        pk=run.pk, part=run.part, after=run.after, due_at=run.due_at, finished_at=None
    )


def _turn(run: Archiving, until: datetime) -> Turn:
    addresses: tuple[str, ...] = ()
    if run.part == Part.PAGE:
        rows = Record.objects.filter(channel=run.channel_id, kind__in=(Kind.NOTICE, Kind.POST))
        newest = rows.exclude(url="").order_by("-at", "-pk").values_list("url", flat=True)
        addresses = tuple(newest[: outside.MOST_PAGES])
    return Turn(run.pk, run.channel, Part(run.part), until, addresses)


@transaction.atomic
def advance(run: Archiving, now: datetime) -> None:
    """One portion of rows, and where it goes on, in one transaction."""
    portion = gathering.PORTIONS[Part(run.part)](run.channel, run.after, now)
    part = run.part if portion.more else _next(Part(run.part))
    after = portion.after if portion.more else 0
    if _same(run).update(part=part, after=after, due_at=now) != 1:
        return  # somebody else was faster
    _write(run, portion.things, portion.missing, now)


def _next(part: Part) -> Part:
    return ORDER[ORDER.index(part) + 1]


def _write(
    run: Archiving, things: Sequence[Held], missing: Iterable[Sentence], now: datetime
) -> None:
    """Keep the things, and count what was new; inside the transaction that goes on."""
    fresh = keep(run.channel, things, now)
    row = Archiving.objects.select_for_update().get(pk=run.pk)
    row.counts = dict(Counter(row.counts) + fresh)
    told = [{"template": one.template, "values": one.values} for one in missing]
    row.missing = (row.missing + told)[:MOST_MISSING]
    row.save(update_fields=("counts", "missing"))


def perform(turn: Turn, door: port.Transport, looking: Looking, now: datetime) -> Result:
    """In a thread: ask outside, or read all records once."""
    if turn.part is Part.POSTS:
        return outside.posts(turn.channel, door, now)
    if turn.part is Part.PAGE:
        return outside.pages(turn.channel, turn.addresses, looking, now)
    try:
        return summed(turn.channel)
    finally:
        if not connection.in_atomic_block:
            connection.close()  # threads of a worker keep no connection of their own


@transaction.atomic
def write_results(results: Sequence[tuple[Turn, Result]], now: datetime) -> None:
    """Write what came; what comes after its lease is dropped, somebody else does it then."""
    for turn, result in results:
        rows = Archiving.objects.filter(pk=turn.run, part=turn.part, due_at=turn.until)
        run = rows.select_related("channel__unit").first()
        if run is None:
            continue
        if isinstance(result, Sum):
            _finish(run, result, now)
        elif result.again and run.tries < TRIES:
            rows.update(due_at=now + AGAIN, tries=run.tries + 1)
        else:
            rows.update(part=_next(turn.part), due_at=now, tries=0)
            _write(run, _unknown(run.channel, result.things), result.missing, now)


def _unknown(channel: Channel, things: Sequence[Held]) -> list[Held]:
    """Without what is only a further part of something that we sent."""
    parted = Receipt.objects.filter(delivery__channel=channel).exclude(parts=[])
    known = {str(part) for parts in parted.values_list("parts", flat=True) for part in parts}
    return [one for one in things if one.id not in known]


def _finish(run: Archiving, found: Sum, now: datetime) -> None:
    same = Archiving.objects.filter(pk=run.pk, finished_at=None)
    done = same.update(finished_at=now, due_at=None, records=found.records, manifest=found.sha256)
    if done == 1:
        record(
            "worker",
            "archive.finish_archiving",
            f"channel:{run.channel_id}",
            archive=run.pk,
            records=found.records,
            fingerprint=found.sha256,
        )

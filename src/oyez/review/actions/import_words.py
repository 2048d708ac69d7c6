"""Read in what people wrote on a channel before Oyez listened there, to be sampled and labelled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.models import Authority, Channel
from oyez.listen.hearing import listening_since, take_in_past
from oyez.platforms.heard import InboxItem
from oyez.review import exported
from oyez.review.analytics import files
from oyez.review.exported import Line, demand_file
from oyez.review.models import Measuring
from oyez.review.opening import today

MOST: Final = 200_000
FLOOD: Final = 100  # of one account in a day, as for interactions without words
AT_ONCE: Final = 500
OVER: Final = timedelta(days=1)  # what is younger may still be heard by itself


@dataclass
class Told:
    """What was read in, and what was not, by its reason."""

    rows: int = 0
    kept: int = 0
    known: int = 0
    bad: int = 0
    bad_lines: list[int] = field(default_factory=list)
    strange_channel: int = 0
    not_words: int = 0
    floods: int = 0
    too_old: int = 0
    heard: int = 0
    encoding: str = "utf-8"


def import_words(
    by: Person | None,
    authority: Authority,
    path: Path,
    *,
    at: datetime,
    channel: Channel | None = None,
) -> Told:
    """Each sound line becomes something that was said on its channel, once however often.

    It is entered in portions, so that nothing else waits for it; a file that was read in half is
    read in again.
    """
    actor = demand(by, Verb.HOLD_REVIEW, authority.path)
    demand_file(path)
    channels = {one.pk: one for one in exported.channels_of(authority, channel)}
    shape, told = files.shape(path), Told()
    with files.as_utf8(path) as (text, told.encoding):
        names = exported.names_of(list(channels.values()))
        lines = exported.read(text, shape, names, channel.pk if channel else None)
        said = _sound(lines, told)
        told.bad_lines = files.bad_lines(text) if told.bad and shape == "jsonl" else []
    for number, items in said.items():
        _bring(channels[number], _without_floods(items, told), told, at)
    about = f"authority:{authority.pk}"
    numbers = {name: value for name, value in asdict(told).items() if isinstance(value, int)}
    record(actor, "review.import_words", about, file=path.name[:200], rows=numbers)
    return told


def _sound(lines: Iterable[Line | None], told: Told) -> dict[int, list[InboxItem]]:
    """What can be read, by channel."""
    found: defaultdict[int, list[InboxItem]] = defaultdict(list)
    for line in lines:
        told.rows += 1
        if told.rows > MOST:
            template = "At most {most} lines are read in with their words. Divide the file."
            raise NotAllowed(say(template, most=MOST))
        if line is None:
            told.bad += 1
        elif line.place is None:
            told.strange_channel += 1
        elif not line.spoken or not line.item.text:
            told.not_words += 1
        else:
            found[line.place].append(line.item)
    return found


def _without_floods(items: Sequence[InboxItem], told: Told) -> list[InboxItem]:
    days = Counter((one.author, today(one.at)) for one in items if one.author)
    kept = [one for one in items if days[one.author, today(one.at)] <= FLOOD]
    told.floods += len(items) - len(kept)
    return kept


def _bring(channel: Channel, items: Sequence[InboxItem], told: Told, at: datetime) -> None:
    """Only of the time before we listened there, and no older than anything is kept."""
    oldest, since = at - timedelta(days=settings.REPLY_DAYS), listening_since(channel)
    ends = min(since or at, at - OVER)
    fitting = [one for one in items if oldest <= one.at < ends]
    told.too_old += sum(one.at < oldest for one in items)
    told.heard += sum(one.at >= ends for one in items)
    for begin in range(0, len(fitting), AT_ONCE):
        part = fitting[begin : begin + AT_ONCE]
        with transaction.atomic():
            entered = take_in_past(channel, part, at)
        told.kept += entered
        told.known += len(part) - entered
    # Its days are counted anew, from the first of which anything is known by now.
    Measuring.objects.filter(channel=channel).update(counted_until=None)

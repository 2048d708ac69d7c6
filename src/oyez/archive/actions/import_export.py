"""Read in what a platform has exported of a channel."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.archive.keeping import Held, keep
from oyez.archive.models import Import
from oyez.archive.models.record import Kind
from oyez.archive.opening import DAMAGED, Opened, opened
from oyez.archive.storing import Stored, store
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.exports import READERS, Found, Unread
from oyez.domain.exports.common import Attached
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.platforms.registry import LABELS

BATCH: Final = 500
FEW: Final = 20  # folders at the top that are tried for a file
UNTOLD: Final = datetime(1970, 1, 1, tzinfo=UTC)  # of what the platform does not date
LONGEST_ID: Final = 400
NOT_READ: Final = (
    "Exports of {platform} cannot be read in. Those of X, Facebook, Instagram and Telegram can."
)
NOTHING: Final = say(
    "Nothing was found in the export that belongs to this platform. Ask the platform for JSON, "
    "not for HTML, and name the whole zip file or folder."
)
PROBLEMS: Final = {
    "cut_off": "{file} is cut off or damaged. Everything before that place was read in.",
    "no_thing": "{file}: {number} entries hold nothing that can be understood.",
    "no_array": "{file} holds no list and was left out.",
}
LACKING: Final = "{number} pictures or films are named in the export and cannot be read in it."


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    export: Opened
    names: frozenset[str]
    counts: Counter[str] = field(default_factory=Counter)
    unread: Counter[tuple[str, str]] = field(default_factory=Counter)
    tops: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        tops = {name.split("/", 1)[0] + "/" for name in self.names if "/" in name}
        self.tops = tuple(sorted(tops)[:FEW])

    def held(self, one: Found) -> Held:
        """One thing as it is kept."""
        if one.at is None:
            self.counts["undated"] += 1
        media = [(stored, each.alt) for each in one.media if (stored := self.file(each))]
        return Held(
            kind=Kind(one.kind.value),
            own=one.own,
            id=one.id if len(one.id) <= LONGEST_ID else "",
            at=one.at or UNTOLD,
            text=one.text,
            original=one.original,
            author=one.author,
            url=one.url,
            media=tuple(media),
        )

    def file(self, attached: Attached) -> Stored | None:
        """The file as it is kept, or nothing where the export lacks it."""
        name = attached.name.removeprefix("/")
        # A folder around everything is no part of the names that the export tells.
        found = next((top + name for top in ("", *self.tops) if top + name in self.names), "")
        stored = self._stored(found) if found else None
        self.counts["media" if stored else "lacking"] += 1
        return stored

    def _stored(self, name: str) -> Stored | None:
        """Nothing where it cannot be read to its end; a disk that is full is another matter."""
        try:
            with self.export.bytes_of(name) as file:
                return store(file, name)
        except DAMAGED:
            return None


def import_export(by: Person | None, channel: Channel, path: Path, *, at: datetime) -> Import:
    """Keep everything that is new in an export, a batch at a time, and say what was not sound.

    Begun again after it was broken off, or given twice, it brings nothing double.
    """
    actor = demand(by, Verb.CHANGE_MODE, channel.unit.path)
    reader = READERS.get(channel.platform)
    if reader is None:
        label = LABELS.get(channel.platform, channel.platform)
        raise NotAllowed(say(NOT_READ, platform=label), "path")
    with opened(path) as export:
        reading = _Reading(export, frozenset(export.names()))
        found = reader(export)
        row: Import | None = None
        for batch in _batches(found, reading):
            row = row or _begun(by, channel, path, at)
            with transaction.atomic():
                fresh = keep(channel, batch, at, brought_by=row).total()
            reading.counts["new"] += fresh
            reading.counts["known"] += len(batch) - fresh
    if row is None:
        raise NotAllowed(next(_problems(reading), NOTHING), "path")
    return _finished(actor, row, reading, at)


def _batches(found: Iterator[Found | Unread], reading: _Reading) -> Iterator[list[Held]]:
    while batch := list(islice(found, BATCH)):
        things = []
        for one in batch:
            if isinstance(one, Unread):
                reading.unread[one.file, one.why] += 1
            else:
                things.append(reading.held(one))
        if things:
            yield things


def _begun(by: Person | None, channel: Channel, path: Path, at: datetime) -> Import:
    return Import.objects.create(
        channel=channel, name=path.name[:200], sha256=_digest(path), by=by, begun_at=at
    )


def _digest(path: Path) -> str:
    """The digest of a zip file; a folder has none."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@transaction.atomic
def _finished(actor: str, row: Import, reading: _Reading, at: datetime) -> Import:
    row.counts = {"known": 0, "new": 0} | reading.counts
    told = [{"template": one.template, "values": one.values} for one in _problems(reading)]
    row.problems, row.finished_at = told, at
    row.save(update_fields=("counts", "problems", "finished_at"))
    counts = {name: row.counts.get(name, 0) for name in ("new", "known")}
    record(actor, "archive.import_export", f"channel:{row.channel_id}", archive=row.pk, **counts)
    return row


def _problems(reading: _Reading) -> Iterator[Sentence]:
    for (file, why), number in sorted(reading.unread.items()):
        yield say(PROBLEMS[why], file=file, number=number)
    if lacking := reading.counts["lacking"]:
        yield say(LACKING, number=lacking)

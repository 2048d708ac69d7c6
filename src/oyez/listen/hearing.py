"""Store what came back: the bytes and their items in one transaction, each of them once."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final

from django.db import transaction
from django.db.models import F, Min, Q

from oyez.govern.models import Channel
from oyez.listen.models import Event, InboxItem
from oyez.listen.models.event import How
from oyez.listen.models.inbox_item import TEXT
from oyez.listen.raw import Raw
from oyez.platforms import heard
from oyez.platforms.heard import SPOKEN, Heard

AT_ONCE: Final = 500
AHEAD: Final = timedelta(days=1)  # a platform's clock may be that far before ours
NAME: Final = 400
WEB: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether the bytes were new, and the items that were."""

    fresh: bool
    new: Sequence[InboxItem] = ()


@transaction.atomic
def keep(
    channel: Channel,
    how: How,
    raw: Raw,
    items: Sequence[heard.InboxItem] | None,
    *,
    now: datetime,
) -> Kept:
    """Keep one event with its items; None for items says that nobody could read it.

    The same bytes again change nothing but a count.
    """
    event, fresh = Event.objects.get_or_create(
        channel=channel,
        digest=raw.digest,
        defaults={
            "how": how,
            "received_at": now,
            "raw": raw.sealed(channel.pk),
            "items": len(items or ()),
            "unread": items is None,
        },
    )
    if not fresh:
        Event.objects.filter(pk=event.pk).update(repeats=F("repeats") + 1)
        return Kept(fresh=False)
    return Kept(fresh=True, new=take_in(channel, items or (), now))


def take_in(channel: Channel, items: Sequence[heard.InboxItem], now: datetime) -> list[InboxItem]:
    """Enter items that are not known yet; other words for a known one replace its words."""
    new: list[InboxItem] = []
    for part in _parts(items):
        said = {
            name_of(one.id): _row(channel, one, now)
            for one in part
            if one.kind is not Heard.DELETED
        }
        known = InboxItem.objects.filter(channel=channel, platform_id__in=said)
        rows = {row.platform_id: row for row in known}
        new += _enter(said, set(rows))
        _reword(said, rows.values(), now)
        for one in part:
            if one.kind is Heard.DELETED:
                _delete(channel, one, now)
    return new


def take_in_past(channel: Channel, items: Sequence[heard.InboxItem], now: datetime) -> int:
    """Enter what was said before we listened there; how much of it is new.

    It waits for nobody and raises no alarm: only a scorer reads it. Such a row was first seen
    when it was said, so that it is kept for as long as what is heard, and no longer.
    """
    entered = 0
    for part in _parts(items):
        said = {row.platform_id: row for row in (_row(channel, one, now) for one in part)}
        for row in said.values():
            row.first_seen = row.read_at = row.at
            row.due_at = row.open_at = None
        known = InboxItem.objects.filter(channel=channel, platform_id__in=said)
        entered += len(_enter(said, set(known.values_list("platform_id", flat=True))))
    return entered


def listening_since(channel: Channel) -> datetime | None:
    """When something was first heard there as it was said, or soon after; None for never."""
    rows = InboxItem.objects.filter(channel=channel).exclude(first_seen=F("at"))
    since: datetime | None = rows.aggregate(at=Min("first_seen"))["at"]
    return since


def _enter(said: dict[str, InboxItem], known: set[str]) -> list[InboxItem]:
    fresh = [row for name, row in said.items() if name not in known]
    InboxItem.objects.bulk_create(fresh, ignore_conflicts=True)
    return fresh


def _reword(said: dict[str, InboxItem], rows: Iterable[InboxItem], now: datetime) -> None:
    """Some platforms tell an edit under the same name. What was deleted or forgotten stays so."""
    changed = []
    for row in rows:
        other = said[row.platform_id]
        spoken = other.text and row.kind not in {Heard.REPORT, Heard.DELETED}
        remembered = row.deleted_at is None and row.forgotten_at is None
        if spoken and remembered and row.text != other.text:
            row.text, row.cut, row.changed_at = other.text, other.cut, now
            if row.kind in SPOKEN and not row.own:  # other words are to be read anew
                row.score_due_at, row.open_at, row.read_at = now, row.open_at or now, None
            changed.append(row)
    fields = ("text", "cut", "changed_at", "score_due_at", "open_at", "read_at")
    InboxItem.objects.bulk_update(changed, fields)


def _delete(channel: Channel, one: heard.InboxItem, now: datetime) -> None:
    """Mark what its author has deleted; what we never saw is entered, so that it stays deleted.

    The item is named by the deletion's own name, with its edits (`NAME#...`), or by `about`.
    """
    name, rows = name_of(one.id), InboxItem.objects.filter(channel=channel)
    itself = rows.filter(Q(platform_id=name) | Q(platform_id__startswith=f"{name}#"))
    named = itself if itself.exists() else rows.filter(platform_id=name_of(one.about or name))
    if named.exists():
        named.filter(deleted_at=None).update(deleted_at=now, open_at=None, score_due_at=None)
        return
    row = _row(channel, one, now)
    row.author = row.text = row.url = ""
    row.deleted_at, row.open_at, row.score_due_at = now, None, None
    InboxItem.objects.bulk_create([row], ignore_conflicts=True)


def _row(channel: Channel, one: heard.InboxItem, now: datetime) -> InboxItem:
    text = clean(one.text)
    url = one.url or ""
    spoken = one.kind in SPOKEN
    return InboxItem(
        channel=channel,
        platform_id=name_of(one.id),
        kind=one.kind,
        author=" ".join(clean(one.author).split())[:200],
        text=text[:TEXT],
        cut=len(text) > TEXT,
        at=_aware(one.at, now),
        about=name_of(one.about) if one.about else "",
        account_days=one.account_days,
        url=url if len(url) <= 500 and WEB.fullmatch(url) else "",
        first_seen=now,
        due_at=now,
        open_at=now if spoken else None,
        score_due_at=now if spoken and text.strip() else None,
    )


def _aware(at: datetime, now: datetime) -> datetime:
    """A time with its zone, which is UTC where none was told, and not far in the future."""
    known = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return min(known, now + AHEAD)


def clean(text: str) -> str:
    """Without control characters and halves of characters; line ends as they are."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in kept if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def name_of(name: str) -> str:
    """A platform's name for something, in a form that fits the row."""
    plain = clean(name)
    if plain == name and 0 < len(name) <= NAME:
        return name
    return "sha256:" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def _parts(items: Sequence[heard.InboxItem]) -> Iterator[list[heard.InboxItem]]:
    rest = iter(items)
    while part := list(islice(rest, AT_ONCE)):
        yield part

"""Writing records: each thing of a channel once, whichever way it came."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import Q

from oyez.accounts.sealing import seal, unseal
from oyez.archive.models import Import, Medium, Record
from oyez.archive.models.record import Kind, Source
from oyez.archive.sealed import bound_to
from oyez.archive.storing import Stored
from oyez.domain.retention import Retention, ends_at
from oyez.govern.models import Channel
from oyez.publish.models import Delivery

OWN_KINDS: Final = (Kind.NOTICE, Kind.POST, Kind.ANSWER)
HEARD_KINDS: Final = (Kind.REPLY, Kind.MENTION, Kind.QUOTE, Kind.DIRECT)


@dataclass(frozen=True, slots=True)
class Held:
    """One thing to be kept. `version` is the revision of what was corrected where it stands."""

    kind: Kind
    own: bool
    id: str
    at: datetime
    text: str
    original: Mapping[str, Any]
    author: str = ""
    url: str = ""
    version: int = 1
    media: tuple[tuple[Stored, str], ...] = ()
    delivery: Delivery | None = None

    @property
    def key(self) -> str:
        """What tells it from every other of its channel."""
        side = "own" if self.own else "heard"
        name = self.id or f"sha256:{digest_of(self.original)}"
        return f"{side}:{name}" + (f"#{self.version}" if self.version > 1 else "")


def canonical(original: Mapping[str, Any]) -> bytes:
    """The JSON of an original as it is hashed and kept."""
    return json.dumps(original, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def clean(text: str) -> str:
    """A text that every database takes: half a character and a zero are shown as unreadable."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


def digest_of(original: Mapping[str, Any]) -> str:
    """What tells an original without a number of its own."""
    return hashlib.sha256(canonical(original)).hexdigest()


def keep(
    channel: Channel, things: Sequence[Held], now: datetime, brought_by: Import | None = None
) -> Counter[str]:
    """Write what is new of these; how many of each kind. Inside the caller's transaction."""
    fresh: dict[str, Held] = {}
    known = _known(channel, things)
    for one in things:
        # Exports and lists tell the newest wording only of what we hold in each of its wordings.
        told = one.kind is not Kind.NOTICE and _named(one) in known
        if one.key not in known and not told:
            fresh.setdefault(one.key, one)
    _link(channel, [one for one in things if one.delivery is not None])
    rows = [_row(channel, one, now, brought_by) for one in fresh.values()]
    Record.objects.bulk_create(rows, ignore_conflicts=True)
    if any(one.media for one in fresh.values()):
        _attach(channel, fresh)
    return Counter(str(one.kind) for one in fresh.values())


def _named(one: Held) -> str:
    return f"own={one.own}:{one.id}" if one.id else ""


def _known(channel: Channel, things: Sequence[Held]) -> set[str]:
    keys = [one.key for one in things]
    ids = [one.id for one in things if one.id]
    rows = Record.objects.filter(Q(key__in=keys) | Q(platform_id__in=ids), channel=channel)
    found: set[str] = set()
    for key, own, number in rows.order_by().values_list("key", "own", "platform_id"):
        found |= {key, f"own={own}:{number}"}
    return found


def _link(channel: Channel, things: Sequence[Held]) -> None:
    """What an export brought before we archived it is known as our own delivery from now on."""
    for one in things:
        rows = Record.objects.filter(channel=channel, own=True, platform_id=one.id, delivery=None)
        if one.id:
            rows.update(delivery=one.delivery)


def _row(channel: Channel, one: Held, now: datetime, brought_by: Import | None) -> Record:
    plain = canonical(one.original)
    heard = one.kind in HEARD_KINDS
    retention = Retention.REPLIES if heard else Retention.PERMANENT
    return Record(
        channel=channel,
        key=one.key,
        kind=one.kind,
        own=one.own,
        platform_id=one.id,
        url=clean(one.url)[:500],
        at=one.at,
        author=clean(one.author)[:200],
        text=clean(one.text),
        original=seal(plain, bound_to(channel.pk)),
        sha256=hashlib.sha256(plain).hexdigest(),
        source=Source.IMPORT if brought_by else Source.OURS,
        brought_by=brought_by,
        delivery=one.delivery,
        kept_at=now,
        retention=retention,
        ends_at=ends_at(retention, one.at, settings.REPLY_DAYS),
    )


def _attach(channel: Channel, fresh: Mapping[str, Held]) -> None:
    rows = Record.objects.filter(
        channel=channel, key__in=[k for k, one in fresh.items() if one.media]
    )
    Medium.objects.bulk_create(
        [
            Medium(
                record=row,
                position=place,
                sha256=stored.sha256,
                ending=stored.ending,
                mime=stored.mime,
                size=stored.size,
                alt=alt,
            )
            for row in rows
            for place, (stored, alt) in enumerate(fresh[row.key].media)
        ],
        ignore_conflicts=True,
    )


def original_of(row: Record) -> bytes:
    """The JSON that was kept; nothing of what was forgotten."""
    return unseal(bytes(row.original), bound_to(row.channel_id)) if row.original else b""

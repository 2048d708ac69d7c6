"""Find what of ours an item is about: by the key of a send, a receipt, or the item it answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from oyez.listen.models import InboxItem
from oyez.publish.models import Delivery, Receipt

Place = tuple[int, str]


class Key(NamedTuple):
    """The key of a send, taken apart; a withdrawal is another send under the same key."""

    delivery: str
    revision: int
    withdrawal: bool


def key_of(about: str) -> Key | None:
    """The delivery and the revision that a platform's `about` names, if it is a key of ours."""
    name, dot, rest = about.partition(".")
    delivery, _, number = name.rpartition("-")
    if not delivery or not number.isdecimal() or len(number) > 6:
        return None
    return Key(delivery, int(number), bool(dot)) if rest in {"", "withdrawn"} else None


def link(items: Sequence[InboxItem]) -> None:
    """Set `delivery` on each item for which it can be found, in a few queries for all of them."""
    bare = [item for item in items if item.about and item.delivery_id is None]
    if not bare:
        return
    channels = {item.channel_id for item in bare}
    names = {name for item in bare for name in names_of(item.about)}
    found = {
        **_by_answer(channels, names),
        **_by_receipt(channels, names),
    }
    keys = _by_key(channels, [key for item in bare if (key := key_of(item.about))])
    for item in bare:
        key = key_of(item.about)
        places = [(item.channel_id, name) for name in names_of(item.about)]
        by_key = keys.get((item.channel_id, key.delivery)) if key else None
        item.delivery_id = by_key or next(filter(None, map(found.get, places)), None)


def names_of(about: str) -> tuple[str, ...]:
    """The name itself, and its end: some platforms write a whole address where we keep a key."""
    end = about.rstrip("/").rpartition("/")[2]
    return tuple(dict.fromkeys((about, end))) if end else (about,)


def _by_key(channels: set[int], keys: Iterable[Key]) -> dict[Place, int]:
    wanted = {key.delivery for key in keys}
    if not wanted:
        return {}
    rows = Delivery.objects.filter(key__in=wanted, channel_id__in=channels).order_by()
    return {(channel, key): pk for pk, channel, key in rows.values_list("pk", "channel_id", "key")}


def _by_receipt(channels: set[int], names: set[str]) -> dict[Place, int]:
    rows = Receipt.objects.filter(remote_id__in=names, delivery__channel_id__in=channels)
    columns = rows.order_by().values_list("delivery__channel_id", "remote_id", "delivery_id")
    return {(channel, name): delivery for channel, name, delivery in columns}


def _by_answer(channels: set[int], names: set[str]) -> dict[Place, int]:
    """An answer to an answer belongs to the same notice."""
    rows = InboxItem.objects.filter(channel_id__in=channels, platform_id__in=names)
    found = rows.exclude(delivery=None).order_by()
    columns = found.values_list("channel_id", "platform_id", "delivery_id")
    return {(channel, name): delivery for channel, name, delivery in columns}

"""What we hold of a channel ourselves, a portion of rows at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from oyez.archive.keeping import Held
from oyez.archive.models.archiving import Part
from oyez.archive.models.record import Kind
from oyez.archive.storing import Stored, ending_of, path_of
from oyez.domain.errors import Sentence, say
from oyez.govern.models import Channel
from oyez.listen.models import Deed, InboxItem
from oyez.platforms.heard import SPOKEN, Heard
from oyez.publish.models import Approval, Picture, Receipt, Variant

PORTION: Final = 200
KINDS: Final = {
    Heard.REPLY: Kind.REPLY,
    Heard.MENTION: Kind.MENTION,
    Heard.QUOTE: Kind.QUOTE,
    Heard.MESSAGE: Kind.DIRECT,
}
NO_PICTURE: Final = "The picture {name} of notice {code} is not in the store."
# What is about the account itself; never what opens it.
ENTRY: Final = ("name", "platform", "account", "base_url", "public_url", "language", "mode")


@dataclass(frozen=True, slots=True)
class Portion:
    """Some things, the number of the last row, whether there are more, and what was lacking."""

    things: list[Held]
    after: int
    more: bool
    missing: tuple[Sentence, ...] = ()


def notices(channel: Channel, after: int, now: datetime) -> Portion:  # noqa: ARG001 (a row of the table)
    """Everything of ours that stood there, with the words of every revision and all its proofs."""
    rows = Receipt.objects.filter(delivery__channel=channel, pk__gt=after).order_by("pk")
    found = list(rows.select_related("delivery__notice__unit")[:PORTION])
    known = {row.delivery.notice_id for row in found}
    variants = _by_notice(Variant.objects.filter(channel=channel, revision__notice__in=known))
    pictures = _by_notice(Picture.objects.filter(revision__notice__in=known))
    approvals = _by_notice(Approval.objects.filter(revision__notice__in=known))
    missing: list[Sentence] = []
    things = []
    for row in found:
        notice = row.delivery.notice_id
        mine = [one for one in pictures.get(notice, ()) if one.revision.number == row.revision]
        told = {"variants": variants, "pictures": pictures, "approvals": approvals}
        facts = {name: [plain(one) for one in of.get(notice, ())] for name, of in told.items()}
        words = [one for one in variants.get(notice, ()) if one.revision.number == row.revision]
        things.append(_notice(row, facts, words, _stored(mine, row, missing)))
    return _portion(things, [row.pk for row in found], missing)


def _notice(
    row: Receipt, facts: Mapping[str, Any], words: list[Any], media: list[tuple[Stored, str]]
) -> Held:
    delivery, notice = row.delivery, row.delivery.notice
    said = _said(words[0]) if words else ""
    return Held(
        kind=Kind.NOTICE,
        own=True,
        id=row.remote_id or f"delivery:{delivery.key}",
        at=row.at,
        text=said,
        original={
            "notice": plain(notice) | {"unit": notice.unit.path},
            "delivery": plain(delivery),
            "receipt": plain(row),
            **facts,
        },
        url=row.url,
        version=row.revision,
        media=tuple(media),
        delivery=delivery,
    )


def _said(words: Variant) -> str:
    """The text, and before it the headline where the channel shows one of its own."""
    inside = words.text.startswith(words.title)
    return words.text if inside else f"{words.title}\n\n{words.text}"


def _stored(
    pictures: Iterable[Picture], row: Receipt, missing: list[Sentence]
) -> list[tuple[Stored, str]]:
    """The pictures that lie in the store with the bytes they should have."""
    found = []
    for one in pictures:
        ending = ending_of("." + one.mime.partition("/")[2])
        path = path_of(one.sha256, ending)
        sound = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == one.sha256
        if not sound:
            name = f"{one.sha256[:12]}.{ending}"
            missing.append(say(NO_PICTURE, name=name, code=row.delivery.notice.code))
            continue
        found.append((Stored(one.sha256, ending, one.mime, path.stat().st_size), one.alt))
    return found


def answers(channel: Channel, after: int, now: datetime) -> Portion:  # noqa: ARG001 (as above)
    """What we have answered there."""
    rows = Deed.objects.filter(item__channel=channel, kind="reply", pk__gt=after)
    found = list(rows.exclude(done_at=None).select_related("item").order_by("pk")[:PORTION])
    things = [
        Held(
            kind=Kind.ANSWER,
            own=True,
            id=row.remote_id or f"deed:{row.pk}",
            at=row.done_at or row.asked_at,
            text=row.text,
            original={"answer": plain(row), "to": row.item.platform_id},
            url=row.url,
        )
        for row in found
    ]
    return _portion(things, [row.pk for row in found])


def heard(channel: Channel, after: int, now: datetime) -> Portion:  # noqa: ARG001 (as above)
    """What people said there and what the inbox still keeps; not what they have taken back."""
    rows = InboxItem.objects.filter(channel=channel, kind__in=SPOKEN, own=False, pk__gt=after)
    rows = rows.filter(deleted_at=None, forgotten_at=None).order_by("pk")
    found = list(rows[:PORTION])
    things = [
        Held(
            kind=KINDS[Heard(row.kind)],
            own=False,
            id=row.platform_id,
            at=row.first_seen if row.at.year < 2000 else row.at,
            text=row.text,
            original=plain(row),
            author=row.author,
            url=row.url,
        )
        for row in found
    ]
    return _portion(things, [row.pk for row in found])


def profile(channel: Channel, after: int, now: datetime) -> Portion:  # noqa: ARG001 (as above)
    """How the channel was entered; a record only where that has changed."""
    entry = {name: getattr(channel, name) for name in ENTRY} | {"unit": channel.unit.path}
    text = "\n".join(f"{name}: {value}" for name, value in entry.items() if value)
    held = Held(Kind.PROFILE, own=True, id="", at=now, text=text, original=entry)
    return Portion([held], 0, more=False)


def _portion(things: list[Held], keys: list[int], missing: Iterable[Sentence] = ()) -> Portion:
    full = len(keys) == PORTION
    return Portion(things, keys[-1] if keys else 0, full, tuple(missing))


def _by_notice(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows.select_related("revision"):
        found.setdefault(row.revision.notice_id, []).append(row)
    return found


def plain(row: Any) -> dict[str, Any]:
    """A row's columns as JSON keeps them; people are named by their numbers."""
    columns = [one.attname for one in row._meta.concrete_fields]
    return {name: _value(getattr(row, name)) for name in columns}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    return value


PORTIONS: Final[Mapping[Part, Callable[[Channel, int, datetime], Portion]]] = {
    Part.NOTICES: notices,
    Part.ANSWERS: answers,
    Part.HEARD: heard,
    Part.PROFILE: profile,
}

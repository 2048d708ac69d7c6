"""Say what a channel is for, who looks after it, and what comes after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import F

from oyez.accounts.models import Person
from oyez.accounts.queries import demand, may
from oyez.audit.actions import record
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed, say
from oyez.domain.register.week import kept
from oyez.domain.roles import Verb
from oyez.domain.text import problems
from oyez.govern.models import Channel, RegisterEntry

LENGTHS = {"purpose": 500, "audience": 200, "instead": 300}
KEEPERS = ("owner", "deputy")
CHANGED = "Somebody else has just changed this entry. Look at it again, then enter yours once more."


class Changes(TypedDict, total=False):
    """What may be changed; what is not given stays."""

    purpose: str
    audience: str
    instead: str
    hours: Mapping[str, str]
    owner: Person | None
    deputy: Person | None
    replaced_by: Channel | None
    reserved: bool


@transaction.atomic
def change_register_entry(
    by: Person | None, channel: Channel, *, seen: int | None = None, **changes: Unpack[Changes]
) -> RegisterEntry:
    """Change what is given; `seen` is the version that the person had before their eyes."""
    actor = demand(by, Verb.MANAGE_CHANNELS, channel.unit.path)
    entry, _new = RegisterEntry.objects.get_or_create(channel=channel)
    if seen is not None and seen != entry.version:
        raise NotAllowed(say(CHANGED))
    wanted = _checked(channel, entry, changes)
    new = {name: value for name, value in wanted.items() if getattr(entry, name) != value}
    if not new:
        return entry
    old = {name: getattr(entry, name) for name in new}
    same = RegisterEntry.objects.filter(pk=entry.pk, version=entry.version)
    if same.update(**new, version=F("version") + 1) != 1:
        raise NotAllowed(say(CHANGED))
    entry.refresh_from_db()
    record(
        actor,
        "govern.change_register_entry",
        f"channel:{channel.pk}",
        old={name: _named(value) for name, value in old.items()},
        new={name: _named(value) for name, value in new.items()},
    )
    return entry


def _checked(channel: Channel, entry: RegisterEntry, changes: Changes) -> dict[str, object]:
    """The fields as they are kept, or NotAllowed at the one that is wrong."""
    new: dict[str, object] = dict(changes)
    for name, most in LENGTHS.items():
        if name in new:
            new[name] = _written(name, str(new[name]), most)
    if "hours" in changes:
        new["hours"] = kept(changes["hours"])
    people = {name: new.get(name, getattr(entry, name)) for name in KEEPERS}
    for name in KEEPERS:
        _check_keeper(channel, name, people[name], getattr(entry, name))
    if people["owner"] is not None and people["owner"] == people["deputy"]:
        raise NotAllowed(say("Owner and deputy are two people."), "deputy")
    if changes.get("replaced_by") is not None:
        _check_successor(channel, changes["replaced_by"], entry)
    return new


def _written(name: str, text: str, most: int) -> str:
    text = " ".join(text.split())
    if len(text) > most:
        raise NotAllowed(say("{most} characters fit here.", most=most), name)
    if found := problems(text):
        raise NotAllowed(found[0], name)
    return text


def _check_keeper(channel: Channel, field: str, person: object, before: object) -> None:
    """Whoever is named anew has a role there; one who has left may stay until another is found."""
    if not isinstance(person, Person) or person == before:
        return
    if not may(person, Verb.SEE, channel.unit.path):
        template = "{name} has no role for {unit}. Give one first, or name somebody else."
        raise NotAllowed(say(template, name=person.name, unit=channel.unit.name), field)


def _check_successor(channel: Channel, after: Channel | None, entry: RegisterEntry) -> None:
    if after is None or after.pk == entry.replaced_by_id:
        return
    if after.pk == channel.pk:
        raise NotAllowed(say("A channel does not come after itself."), "replaced_by")
    if after.mode == Mode.CLOSED:
        raise NotAllowed(say("{channel} is closed itself.", channel=after.name), "replaced_by")
    seen, step = {after.pk}, after.pk
    while (further := _after(step)) is not None and further not in seen:
        if further == channel.pk:
            template = "{channel} leads back to this channel, so nobody would ever arrive."
            raise NotAllowed(say(template, channel=after.name), "replaced_by")
        seen.add(further)
        step = further


def _after(pk: int) -> int | None:
    rows = RegisterEntry.objects.filter(channel=pk)
    return rows.values_list("replaced_by", flat=True).first()


def _named(value: object) -> object:
    """A value as the ledger keeps it: people by number, so that it holds no personal data."""
    if isinstance(value, Person):
        return value.signature
    return f"channel:{value.pk}" if isinstance(value, Channel) else value

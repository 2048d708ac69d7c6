"""Who and what a proof needs: people, an authority with units, and channels on the simulator."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from PIL import Image

from oyez.accounts.actions import create_person, grant
from oyez.accounts.models import Person
from oyez.domain.notice import Urgency
from oyez.domain.roles import Role
from oyez.govern.actions import (
    approve_platform,
    create_authority,
    create_channel,
    create_unit,
    set_secrets,
)
from oyez.govern.models import Authority, Channel, Unit
from oyez.platforms.registry import profile
from oyez.proof.accounts import account_on
from oyez.publish.actions import approve, compose, submit
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Notice, Revision
from oyez.publish.pictures import Taken, take
from oyez.simulator import Running

USUAL = ("mastodon", "bluesky")


@dataclass(frozen=True, slots=True)
class Scene:
    """The people and places of a throw-away installation."""

    author: Person
    approver: Person
    duty: Person
    governors: tuple[Person, Person]
    units: tuple[Unit, ...]
    channels: tuple[Channel, ...]
    pictures: tuple[Taken, ...] = ()

    def of(self, unit: Unit) -> list[Channel]:
        """The channels of a unit."""
        return [channel for channel in self.channels if channel.unit_id == unit.pk]


@transaction.atomic
def build(
    simulator: Running,
    channels: int,
    *,
    units: int = 1,
    platforms: Sequence[str] = USUAL,
    **fields: object,
) -> Scene:
    """An authority whose units share the channels evenly, and whose channels the platforms.

    Where a platform shows nothing without a picture, every notice has one.
    """
    authority = create_authority(None, slug="proof", name="Proof")
    for platform in platforms:
        approve_platform(None, authority, platform, starts_on=date(2026, 1, 1))
    parts = tuple(
        create_unit(None, authority, slug=f"unit-{number}", name=f"Unit {number}")
        for number in range(1, units + 1)
    )
    made = []
    for number in range(channels):
        unit = parts[number // len(platforms) % units]
        platform = platforms[number % len(platforms)]
        made.append(open_channel(simulator, unit, f"unit{number}", platform, **fields))
    needed = any(profile(platform).min_pictures for platform in platforms)
    return peopled(authority, parts, tuple(made), (a_picture(),) if needed else ())


def peopled(
    authority: Authority,
    units: tuple[Unit, ...],
    channels: tuple[Channel, ...],
    pictures: tuple[Taken, ...],
) -> Scene:
    """The scene with its people."""
    return Scene(
        author=person("author", Role.AUTHOR, authority),
        approver=person("approver", Role.APPROVER, authority),
        duty=person("duty", Role.DUTY_OFFICER, authority),
        governors=(
            person("governor", Role.GOVERNOR, authority),
            person("deputy", Role.GOVERNOR, authority),
        ),
        units=units,
        channels=channels,
        pictures=pictures,
    )


def a_picture() -> Taken:
    """A small map with its description, taken in as from a form."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "navy").save(out, "JPEG")
    return take(out.getvalue(), "A map of the closed road")


def person(name: str, role: Role, authority: Authority) -> Person:
    """Somebody with one role for the whole authority."""
    made = create_person(None, email=f"{name}@proof.example", name=name.title())
    grant(None, made, role, authority.path)
    return made


def open_channel(
    simulator: Running, unit: Unit, account: str, platform: str, **fields: object
) -> Channel:
    """A channel with credentials on a played platform."""
    played = account_on(platform, account, simulator)
    channel = create_channel(
        None,
        unit,
        platform=platform,
        name=f"{platform} {account}",
        account=account,
        base_url=played.base_url,
        options=played.options,
        language="en",
        **fields,
    )
    set_secrets(None, channel, played.secrets)
    return channel


def submitted(
    scene: Scene, unit: Unit, number: int, *, urgency: Urgency = Urgency.ROUTINE
) -> Revision:
    """A notice that waits for its approval: the newest version of its first revision."""
    now = timezone.now()
    words = draft(number, urgency)
    notice = compose(scene.author, unit, words, at=now, pictures=scene.pictures)
    return submit(scene.author, first_of(notice), at=now)


def draft(number: int, urgency: Urgency = Urgency.ROUTINE, note: str = "") -> Draft:
    """Words that no other text of this run has."""
    words = Words("en", f"Road closed, text {number}", "Please drive around until the evening.")
    later = Words("en", f"Road open, text {number}", "The first notice was wrong.")
    prepared = (later,) if urgency is Urgency.CRITICAL and not note else ()
    return Draft(texts=(words,), urgency=urgency, prepared=prepared, note=note)


def first_of(notice: Notice) -> Revision:
    """The wording the notice began with."""
    return notice.revisions.get(number=1)


def yes(scene: Scene, revision: Revision) -> None:
    """The second person's approval of what was submitted."""
    approve(scene.approver, revision, version=revision.version, at=timezone.now())

"""Who and what a proof needs: people, an authority with units, and channels on the simulator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

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
from oyez.publish.actions import approve, compose, submit
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Notice, Revision
from oyez.simulator import Running

PLATFORMS = ("mastodon", "bluesky")


@dataclass(frozen=True, slots=True)
class Scene:
    """The people and places of a throw-away installation."""

    author: Person
    approver: Person
    duty: Person
    governors: tuple[Person, Person]
    units: tuple[Unit, ...]
    channels: tuple[Channel, ...]

    def of(self, unit: Unit) -> list[Channel]:
        """The channels of a unit."""
        return [channel for channel in self.channels if channel.unit_id == unit.pk]


@transaction.atomic
def build(simulator: Running, channels: int, *, units: int = 1, **fields: object) -> Scene:
    """An authority whose units share the channels evenly, half Mastodon and half Bluesky."""
    authority = create_authority(None, slug="proof", name="Proof")
    for platform in PLATFORMS:
        approve_platform(None, authority, platform, starts_on=date(2026, 1, 1))
    parts = tuple(
        create_unit(None, authority, slug=f"unit-{number}", name=f"Unit {number}")
        for number in range(1, units + 1)
    )
    made = [
        open_channel(simulator, parts[number // 2 % units], number, **fields)
        for number in range(channels)
    ]
    return Scene(
        author=person("author", Role.AUTHOR, authority),
        approver=person("approver", Role.APPROVER, authority),
        duty=person("duty", Role.DUTY_OFFICER, authority),
        governors=(
            person("governor", Role.GOVERNOR, authority),
            person("deputy", Role.GOVERNOR, authority),
        ),
        units=parts,
        channels=tuple(made),
    )


def person(name: str, role: Role, authority: Authority) -> Person:
    """Somebody with one role for the whole authority."""
    made = create_person(None, email=f"{name}@proof.example", name=name.title())
    grant(None, made, role, authority.path)
    return made


def open_channel(simulator: Running, unit: Unit, number: int, **fields: object) -> Channel:
    """A channel with credentials; even numbers are on Mastodon, odd ones on Bluesky."""
    platform, account = PLATFORMS[number % 2], f"c{number}"
    base = {"mastodon": simulator.mastodon, "bluesky": simulator.bluesky}[platform]
    plain = {"token": f"sim-{account}"}
    if platform == "bluesky":
        plain = {"identifier": account, "app_password": "x"}
    channel = create_channel(
        None,
        unit,
        platform=platform,
        name=f"{platform} {number}",
        account=account,
        base_url=base,
        language="en",
        **fields,
    )
    set_secrets(None, channel, plain)
    return channel


def submitted(
    scene: Scene, unit: Unit, number: int, *, urgency: Urgency = Urgency.ROUTINE
) -> Revision:
    """A notice that waits for its approval: the newest version of its first revision."""
    now = timezone.now()
    notice = compose(scene.author, unit, draft(number, urgency), at=now)
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

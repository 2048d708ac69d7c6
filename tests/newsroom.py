"""A ministry with its police, an inspection with channels, and the people who work there."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils import timezone

from oyez.accounts.actions import create_person, grant
from oyez.accounts.models import Person
from oyez.accounts.sessions import PROVED
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

PASSWORD = "correct horse battery staple"
HEADLINE, BODY = (
    "Bomb disposal in Lingen",
    "Please leave the marked area by 09:30. The B70 is closed.",
)


@dataclass
class Newsroom:
    """Alice writes, Bob is the second person, Charlie works elsewhere, Dora is on duty."""

    police: Authority
    unit: Unit
    elsewhere: Unit
    mastodon: Channel
    bluesky: Channel
    alice: Person
    bob: Person
    charlie: Person
    dora: Person
    greta: Person
    ada: Person
    audrey: Person

    def draft(self, urgency: Urgency = Urgency.ROUTINE, **more: object) -> Draft:
        """A sound draft."""
        prepared = [Words("en", "Correction", "The evacuation is over.")]
        ready = prepared if urgency is Urgency.CRITICAL else []
        words: dict[str, object] = {"texts": [Words("en", HEADLINE, BODY)], "prepared": ready}
        return Draft(**(words | {"urgency": urgency} | more))  # type: ignore[arg-type]

    def written(self, urgency: Urgency = Urgency.ROUTINE, **more: object) -> Notice:
        """A draft by Alice."""
        return compose(self.alice, self.unit, self.draft(urgency, **more), at=timezone.now())

    def submitted(self, urgency: Urgency = Urgency.ROUTINE, **more: object) -> Revision:
        """The same, handed to the second person."""
        revision = self.written(urgency, **more).revisions.earliest("number")
        return submit(self.alice, revision, at=timezone.now())

    def approved(self, urgency: Urgency = Urgency.ROUTINE, **more: object) -> Notice:
        """The same, approved by Bob."""
        revision = self.submitted(urgency, **more)
        approve(self.bob, revision, version=revision.version, at=timezone.now())
        revision.notice.refresh_from_db()
        return revision.notice

    def client(self, person: Person, *, stale: bool = False) -> Client:
        """A browser in which the person has just signed in, or did so `stale`ly long ago."""
        client = Client()
        client.force_login(person)
        session = client.session
        session[PROVED] = 0.0 if stale else time.time()
        session.save()
        return client


def person(name: str, role: Role, scope: str) -> Person:
    """Somebody with a role."""
    email = f"{name.lower()}@police.example"
    somebody = create_person(None, email=email, name=name, password=PASSWORD)
    grant(None, somebody, role, scope)
    return somebody


def channel(unit: Unit, platform: str, name: str, **fields: object) -> Channel:
    """A channel that can send."""
    one = create_channel(None, unit, platform=platform, name=name, **fields)
    if one.needs_secrets:
        set_secrets(None, one, {"token": "t", "identifier": "pi", "app_password": "x"})
        one.refresh_from_db()
    return one


def build() -> Newsroom:
    """Everything, in the order in which it depends on each other."""
    # The console's first request looks for the folder that `oyez run` makes.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    ministry = create_authority(None, slug="nds", name="Ministry of the Interior")
    police = create_authority(None, slug="os", name="Polizeidirektion Osnabrück", superior=ministry)
    unit = create_unit(None, police, slug="emsland", name="Polizeiinspektion Emsland")
    elsewhere = create_unit(None, police, slug="leer", name="Polizeiinspektion Leer")
    for platform in ("mastodon", "bluesky"):
        approve_platform(None, ministry, platform, starts_on=date(2024, 9, 1))
    channel(unit, "page", "Own page", position=1, language="en")
    return Newsroom(
        police,
        unit,
        elsewhere,
        channel(unit, "mastodon", "Mastodon Emsland", base_url="https://social.example"),
        channel(unit, "bluesky", "Bluesky Emsland", base_url="https://bsky.example", language="en"),
        alice=person("Alice", Role.AUTHOR, unit.path),
        bob=person("Bob", Role.APPROVER, unit.path),
        charlie=person("Charlie", Role.AUTHOR, elsewhere.path),
        dora=person("Dora", Role.DUTY_OFFICER, police.path),
        greta=person("Greta", Role.GOVERNOR, "/nds/"),
        ada=person("Ada", Role.ADMINISTRATOR, "/nds/"),
        audrey=person("Audrey", Role.AUDITOR, "/"),
    )

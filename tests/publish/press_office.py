"""A press office with its people and channels, and short ways to what every test needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from oyez.accounts.actions import create_person, grant
from oyez.accounts.models import Person
from oyez.audit.queries import entries_about
from oyez.domain.errors import NotAllowed
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
from oyez.publish.models import Approval, Delivery, Notice, Revision

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
TEXT = Words("en", "A38 closed near Derby", "The A38 is closed near Derby. Please drive around.")
NEWER = Words("en", "A38 open again", "The A38 near Derby is open again since ten.")
SECRETS = {
    "mastodon": {"token": "hidden-token"},
    "bluesky": {"identifier": "derby", "app_password": "hidden-password"},
    "email": {"relay": "smtp://127.0.0.1:1", "sender": "press@derby.example"},
}


@dataclass
class Newsroom:
    """One unit; its channels by platform, its people by name."""

    authority: Authority
    unit: Unit
    channels: dict[str, Channel] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def alice(self) -> Person:
        """An author."""
        return self.people["Alice"]

    @property
    def anton(self) -> Person:
        """Another author."""
        return self.people["Anton"]

    @property
    def bob(self) -> Person:
        """An approver."""
        return self.people["Bob"]

    @property
    def dora(self) -> Person:
        """The duty officer."""
        return self.people["Dora"]

    @property
    def charlie(self) -> Person:
        """A stranger: duty officer of another authority."""
        return self.people["Charlie"]

    def add(self, platform: str, *, approved: bool = True, **fields: object) -> Channel:
        """A channel with credentials on an approved platform."""
        secrets = fields.pop("secrets", SECRETS.get(platform))
        name = str(fields.pop("name", f"Derby on {platform}"))
        fields.setdefault("language", "en")
        channel = create_channel(None, self.unit, platform=platform, name=name, **fields)
        if secrets:
            set_secrets(None, channel, secrets)
            if approved:
                approve_platform(None, self.authority, platform, starts_on=date(2024, 9, 1))
        self.channels[platform] = channel
        return channel

    def composed(self, draft: Draft | None = None, at: datetime = NOW) -> Revision:
        """The first revision of a new notice."""
        return first(compose(self.alice, self.unit, draft or said(), at=at))

    def submitted(self, draft: Draft | None = None, at: datetime = NOW) -> Revision:
        """The same, submitted."""
        return submit(self.alice, self.composed(draft, at), at=at)

    def approved(self, draft: Draft | None = None, at: datetime = NOW) -> Notice:
        """A notice on its way out."""
        revision = self.submitted(draft, at)
        approve(self.bob, revision, version=revision.version, at=at)
        return Notice.objects.get(pk=revision.notice_id)


def said(**changes: object) -> Draft:
    """A routine notice."""
    return replace(Draft(texts=[TEXT]), **changes)  # type: ignore[arg-type]


def grave(**changes: object) -> Draft:
    """A critical notice with its prepared correction."""
    return said(**{"urgency": Urgency.CRITICAL, "prepared": [NEWER], **changes})


def build(platforms: Iterable[str] = ("page", "mastodon", "bluesky")) -> Newsroom:
    authority = create_authority(None, slug="derbyshire", name="Derbyshire Police")
    unit = create_unit(None, authority, slug="derby", name="Derby")
    elsewhere = create_authority(None, slug="kent", name="Kent Police")
    room = Newsroom(authority, unit)
    for name, role, scope in (
        ("Alice", Role.AUTHOR, unit.path),
        ("Anton", Role.AUTHOR, unit.path),
        ("Bob", Role.APPROVER, authority.path),
        ("Beth", Role.APPROVER, authority.path),
        ("Dora", Role.DUTY_OFFICER, unit.path),
        ("Greta", Role.GOVERNOR, "/"),
        ("Gus", Role.GOVERNOR, "/"),
        ("Charlie", Role.DUTY_OFFICER, elsewhere.path),
    ):
        person = create_person(None, email=f"{name.lower()}@derby.example", name=name)
        grant(None, person, role, scope)
        room.people[name] = person
    for platform in platforms:
        room.add(platform)
    return room


def first(notice: Notice) -> Revision:
    return notice.revisions.get(number=1)


def ledger(notice: Notice) -> list[str]:
    """What the ledger says was done to a notice, in order."""
    return [entry.action for entry in entries_about(f"notice:{notice.code}")]


def held(notice: Notice) -> dict[str, str]:
    """What is held of each delivery, by platform."""
    return dict(Delivery.objects.filter(notice=notice).values_list("platform", "held"))


def wanted(notice: Notice) -> set[int | None]:
    """What the deliveries want."""
    return set(Delivery.objects.filter(notice=notice).values_list("wanted", flat=True))


def in_force(notice: Notice) -> int:
    """How many approvals of the notice's revisions hold."""
    return Approval.objects.filter(revision__notice=notice, voided_at=None).count()


def refused(field_name: str = "", words: str = "") -> pytest.RaisesExc[NotAllowed]:
    """Expect NotAllowed at this field with these words in its sentence."""
    return pytest.RaisesExc(
        NotAllowed, match=words or None, check=lambda error: error.field == field_name
    )

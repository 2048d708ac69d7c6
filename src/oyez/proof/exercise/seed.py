"""Brings the exercise world into an empty database, through the same verbs as everybody."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from oyez.accounts.actions import create_person, grant
from oyez.accounts.models import Person
from oyez.domain.roles import Role
from oyez.govern.actions import (
    approve_platform,
    change_channel,
    create_authority,
    create_channel,
    create_unit,
    set_secrets,
)
from oyez.govern.models import Authority, Channel, Unit
from oyez.govern.vault import secrets as opened
from oyez.proof.exercise.world import BODIES, CONDITIONS, NAMES, PLATFORMS, Body, Part, Place

SETTLE_MS = 2000  # the simulator is near: what it accepted is readable at once
OWN = ("page", "feeds", "cap")


@dataclass(frozen=True, slots=True)
class Simulator:
    """Where the simulated platforms listen."""

    base_url: str
    smtp_port: int

    def address_of(self, platform: str) -> str:
        """The base address of a platform; mail has a relay instead."""
        return "" if platform == "email" else f"{self.base_url}/{platform}"

    def options_of(self, platform: str) -> dict[str, str]:
        """Bluesky is read, and linked to, at other addresses than it is written to."""
        address = self.address_of(platform)
        return {"appview": address, "web": address} if platform == "bluesky" else {}

    @property
    def relay(self) -> str:
        """The address of the mail sink."""
        return f"smtp://127.0.0.1:{self.smtp_port}"


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody of the exercise, with the password they sign in with."""

    email: str
    name: str
    role: Role
    authority: str
    password: str


def is_empty() -> bool:
    """Whether nobody and nothing has been entered yet."""
    return not Authority.objects.exists() and not Person.objects.exists()


@transaction.atomic
def seed(simulator: Simulator, today: date) -> list[Player]:
    """Enter authorities, units, channels, approvals of platforms and people; all or nothing."""
    authorities: dict[str, Authority] = {}
    people: list[tuple[Person, Body, Part]] = []
    for body in BODIES:
        superior = authorities.get(body.superior)
        authority = create_authority(
            None, slug=body.slug, name=body.name, superior=superior, contact=body.contact
        )
        authorities[body.slug] = authority
        if superior is None:
            _approve_platforms(authority, body, today)
        for place in body.units:
            unit = create_unit(None, authority, slug=place.slug, name=place.name)
            _enter_channels(unit, place, body, simulator)
        people += [(_enter_person(body, part), body, part) for part in body.people]
    password = new_password()
    # One password, so one hash: slow hashing for each of them would be the longest part of all.
    everybody = Person.objects.filter(pk__in=[person.pk for person, _, _ in people])
    everybody.update(password=make_password(password))
    return [
        Player(person.email, person.name, part.role, body.name, password)
        for person, body, part in people
    ]


def realign(simulator: Simulator) -> int:
    """Point simulated channels at where the simulator listens now; returns how many moved."""
    known = {f"{body.path}{place.slug}/" for body in BODIES for place in body.units}
    moved = 0
    for channel in Channel.objects.filter(unit__path__in=known, platform__in=PLATFORMS):
        address = simulator.address_of(channel.platform)
        if channel.base_url != address:
            public = channel.public_url.replace(channel.base_url, address)
            options = channel.options | simulator.options_of(channel.platform)
            change_channel(None, channel, base_url=address, public_url=public, options=options)
            moved += 1
        if channel.platform == "email":
            held = opened(channel)
            if held.get("relay") != simulator.relay:
                set_secrets(None, channel, {**held, "relay": simulator.relay})
                moved += 1
    return moved


def new_password() -> str:
    """Four short words without meaning, about 51 bits; easy to read out and to type."""
    consonants, vowels = "bdfghjklmnprstvwz", "aeiou"
    return "-".join(
        "".join(secrets.choice(letters) for letters in (consonants, vowels) * 2) for _ in range(4)
    )


def _approve_platforms(authority: Authority, body: Body, today: date) -> None:
    for platform in PLATFORMS:
        words = CONDITIONS[body.language]
        approve_platform(None, authority, platform, starts_on=today, conditions=words)


def _enter_channels(unit: Unit, place: Place, body: Body, simulator: Simulator) -> None:
    names = NAMES[body.language]
    for position, platform in enumerate(OWN):
        create_channel(
            None,
            unit,
            platform=platform,
            name=names[platform],
            language=body.language,
            position=position,
            settle_ms=SETTLE_MS,
        )
    _enter_press_list(unit, body, simulator)
    handle = place.account.replace("_", "-")
    _enter_account(
        unit,
        "mastodon",
        simulator=simulator,
        account=place.account,
        given={"token": f"sim-{place.account}"},
        language=body.language,
    )
    _enter_account(
        unit,
        "bluesky",
        simulator=simulator,
        account=handle,
        given={"identifier": handle, "app_password": secrets.token_urlsafe(12)},
        language=body.language,
    )


def _enter_press_list(unit: Unit, body: Body, simulator: Simulator) -> None:
    channel = create_channel(
        None,
        unit,
        platform="email",
        name=NAMES[body.language]["email"],
        account=f"press@{body.domain}",
        language=body.language,
        position=10,
        options={"recipients": ",".join(body.press)},
        settle_ms=SETTLE_MS,
    )
    given = {"relay": simulator.relay, "sender": f"press@{body.domain}"}
    set_secrets(None, channel, given)


def _enter_account(
    unit: Unit,
    platform: str,
    *,
    simulator: Simulator,
    account: str,
    given: dict[str, str],
    language: str,
) -> None:
    address = simulator.address_of(platform)
    profile = f"/@{account}" if platform == "mastodon" else f"/profile/{account}.sim.example"
    channel = create_channel(
        None,
        unit,
        platform=platform,
        name=f"{platform.capitalize()} @{account}",
        account=account,
        base_url=address,
        public_url=address + profile,
        options=simulator.options_of(platform),
        language=language,
        position=20 if platform == "mastodon" else 30,
        settle_ms=SETTLE_MS,
    )
    set_secrets(None, channel, given)


def _enter_person(body: Body, part: Part) -> Person:
    email = f"{part.short}@{body.domain}"
    person = create_person(None, email=email, name=part.name, language=body.language)
    # Whoever approves platforms sits above the authority where there is somebody above.
    above = f"/{body.superior}/" if body.superior and part.role is Role.GOVERNOR else body.path
    grant(None, person, part.role, above)
    return person

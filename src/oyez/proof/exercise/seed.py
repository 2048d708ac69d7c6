"""Brings the exercise world into an empty database, through the same verbs as everybody."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from oyez.accounts.actions import create_person, grant
from oyez.accounts.models import Person
from oyez.domain.roles import Role
from oyez.govern.actions import (
    accept_risk,
    approve_platform,
    change_channel,
    confirm_risk,
    create_authority,
    create_unit,
    set_secrets,
)
from oyez.govern.models import Authority, Channel
from oyez.govern.vault import secrets as opened
from oyez.platforms.registry import profile
from oyez.proof.accounts import PLAYED
from oyez.proof.exercise.channels import ACCOUNTS, Simulator, enter_channels, name_on
from oyez.proof.exercise.register import enter_bases, enter_register
from oyez.proof.exercise.world import (
    BODIES,
    CONDITIONS,
    FURTHER,
    PLATFORMS,
    RISK,
    Body,
    Part,
)

RISK_LASTS = timedelta(days=180)


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
def seed(simulator: Simulator, today: date, *, everywhere: bool = False) -> list[Player]:
    """Enter authorities, units, channels, approvals of platforms and people; all or nothing.

    Each unit is on Mastodon and Bluesky and has a press list; `everywhere`, also on the further
    platforms that the world gives it, and the register says what most of them are for.
    """
    authorities: dict[str, Authority] = {}
    people: list[tuple[Person, Body, Part]] = []
    for body in BODIES:
        superior = authorities.get(body.superior)
        authority = create_authority(
            None, slug=body.slug, name=body.name, superior=superior, contact=body.contact
        )
        authorities[body.slug] = authority
        if superior is None:
            _approve_platforms(authority, body, today, everywhere=everywhere)
        _enter_units(authority, body, simulator, everywhere=everywhere)
        people += [(_enter_person(body, part), body, part) for part in body.people]
        _accept_risks(authority, [one for one, of, _ in people if of is body], today)
        if everywhere:
            _enter_register(authority, body, people, today)
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
    return sum(_moved(channel, simulator) for channel in _entered())


def _entered() -> Iterator[Channel]:
    """The channels of this world; what people entered beside them is theirs."""
    for body in BODIES:
        for place in body.units:
            names = {name_on(platform, place.account) for platform in PLAYED}
            of_unit = Channel.objects.filter(unit__path=f"{body.path}{place.slug}/")
            yield from of_unit.filter(platform="email")
            yield from of_unit.filter(platform__in=PLAYED, account__in=names)


def _moved(channel: Channel, simulator: Simulator) -> bool:
    if channel.platform == "email":
        held = opened(channel)
        if held.get("relay") == simulator.relay:
            return False
        set_secrets(None, channel, {**held, "relay": simulator.relay})
        return True
    played = simulator.account(channel.platform, channel.account)
    # What else stands in the options is whatever somebody has entered since.
    there = {name: value for name, value in played.options.items() if "://" in value}
    options, was = channel.options | there, channel.base_url
    if was == played.base_url and options == channel.options:
        return False
    public = channel.public_url.replace(was, played.base_url) if was else channel.public_url
    change_channel(None, channel, base_url=played.base_url, public_url=public, options=options)
    return True


def new_password() -> str:
    """Four short words without meaning, about 51 bits; easy to read out and to type."""
    consonants, vowels = "bdfghjklmnprstvwz", "aeiou"
    return "-".join(
        "".join(secrets.choice(letters) for letters in (consonants, vowels) * 2) for _ in range(4)
    )


def _approve_platforms(authority: Authority, body: Body, today: date, *, everywhere: bool) -> None:
    for platform in (*PLATFORMS, *(FURTHER if everywhere else ())):
        words = CONDITIONS[body.language]
        approve_platform(None, authority, platform, starts_on=today, conditions=words)


def _enter_register(
    authority: Authority, body: Body, people: Iterable[tuple[Person, Body, Part]], today: date
) -> None:
    """A ministry says on what the use of platforms rests; for others their superior does."""
    if not body.superior:
        enter_bases(authority, body.language, today)
    if body.units:
        mine = {part.role: person for person, of, part in people if of is body}
        channels = Channel.objects.filter(unit__authority=authority).select_related("unit")
        enter_register(channels, body.language, mine)


def _enter_units(
    authority: Authority, body: Body, simulator: Simulator, *, everywhere: bool
) -> None:
    for place in body.units:
        unit = create_unit(None, authority, slug=place.slug, name=place.name)
        used = (*ACCOUNTS, *(place.further if everywhere else ()))
        enter_channels(unit, place, body, simulator=simulator, platforms=used)


def _accept_risks(authority: Authority, people: Iterable[Person], today: date) -> None:
    """Two governors accept what has to be accepted, so that the channel can be used."""
    channels = Channel.objects.filter(unit__authority=authority)
    risky = [one for one in channels if profile(one.platform).needs_risk]
    if not risky:
        return
    first, second = [one for one in people if one.memberships.filter(role=Role.GOVERNOR).exists()]
    reason, considered = RISK
    for channel in risky:
        ends_on = today + RISK_LASTS
        risk = accept_risk(first, channel, reason=reason, considered=considered, ends_on=ends_on)
        confirm_risk(second, risk)


def _enter_person(body: Body, part: Part) -> Person:
    email = f"{part.short}@{body.domain}"
    person = create_person(None, email=email, name=part.name, language=body.language)
    # Whoever approves platforms sits above the authority where there is somebody above.
    above = f"/{body.superior}/" if body.superior and part.role is Role.GOVERNOR else body.path
    grant(None, person, part.role, above)
    return person

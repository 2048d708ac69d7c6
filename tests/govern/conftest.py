from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from oyez.accounts.actions import create_person, grant
from oyez.accounts.models import Person
from oyez.domain.roles import Role
from oyez.govern.actions import (
    approve_platform,
    create_authority,
    create_channel,
    create_unit,
    set_secrets,
)
from oyez.govern.models import Authority, Channel, Unit
from together import shared_database

__all__ = ["shared_database"]


@dataclass
class Land:
    """A ministry, its police, one inspection with one channel, and their people."""

    ministry: Authority
    police: Authority
    unit: Unit
    channel: Channel
    governor: Person
    second: Person
    author: Person
    administrator: Person


def somebody(name: str, role: Role, scope: str) -> Person:
    person = create_person(None, email=f"{name.lower()}@police.example", name=name)
    grant(None, person, role, scope)
    return person


def build() -> Land:
    ministry = create_authority(None, slug="nds", name="Ministry of the Interior")
    police = create_authority(None, slug="os", name="PD Osnabrück", superior=ministry)
    unit = create_unit(None, police, slug="emsland", name="PI Emsland")
    channel = create_channel(None, unit, platform="mastodon", name="Mastodon Emsland")
    set_secrets(None, channel, {"token": "hidden-token"})
    approve_platform(None, ministry, "mastodon", starts_on=date(2024, 9, 1))
    return Land(
        ministry,
        police,
        unit,
        channel,
        governor=somebody("Greta", Role.GOVERNOR, "/nds/"),
        second=somebody("Gustav", Role.GOVERNOR, "/nds/"),
        author=somebody("Anna", Role.AUTHOR, "/nds/os/emsland/"),
        administrator=somebody("Ada", Role.ADMINISTRATOR, "/nds/os/"),
    )


@pytest.fixture
def land(db: None) -> Land:
    return build()


@pytest.fixture
def shared_land(shared_database: None) -> Land:
    return build()

"""The exercise world: complete, entered once, and pointed at where the simulator listens."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Role, Verb
from oyez.govern.models import Authority, Channel, Unit
from oyez.govern.queries import standings
from oyez.govern.vault import secrets
from oyez.proof.exercise.seed import Player, Simulator, is_empty, new_password, realign, seed


def test_the_authorities_of_the_three_stories_can_speak(world: list[Player]) -> None:
    assert Authority.objects.get(slug="pd-osnabrueck").superior == Authority.objects.get(
        slug="niedersachsen"
    )
    assert Unit.objects.filter(authority__slug="pd-osnabrueck").count() == 4
    known = standings(Channel.objects.values_list("pk", flat=True), timezone.now())
    assert len(known) == Unit.objects.count() * 6
    assert all(one.has_credentials and not one.unapproved for one in known.values())


def test_each_authority_has_everybody_it_needs(world: list[Player]) -> None:
    for authority in {player.authority for player in world}:
        roles = [player.role for player in world if player.authority == authority]
        assert set(roles) == set(Role)
        assert roles.count(Role.GOVERNOR) == 2  # two people lift a freeze
    governor = Person.objects.get(email="governor@osnabrueck.example")
    assert may(governor, Verb.APPROVE_PLATFORM, "/niedersachsen/")
    assert governor.check_password(world[0].password)


def test_it_is_entered_whole_or_not_at_all(world: list[Player]) -> None:
    assert not is_empty()
    before = Channel.objects.count()
    with pytest.raises(NotAllowed):
        seed(Simulator("http://127.0.0.1:9", 9), date(2026, 1, 1))
    assert Channel.objects.count() == before


def test_channels_follow_the_simulator(world: list[Player]) -> None:
    elsewhere = Simulator("http://127.0.0.1:7", 8)
    assert realign(elsewhere) == Unit.objects.count() * 3
    assert realign(elsewhere) == 0
    bluesky = Channel.objects.filter(platform="bluesky")[0]
    assert bluesky.base_url == bluesky.options["web"] == "http://127.0.0.1:7/bluesky"
    assert bluesky.public_url.startswith(bluesky.base_url + "/profile/")
    email = Channel.objects.filter(platform="email")[0]
    assert secrets(email)["relay"] == "smtp://127.0.0.1:8"
    assert secrets(email)["sender"].endswith(".example")


def test_passwords_differ_and_are_long_enough() -> None:
    found = {new_password() for _ in range(50)}
    assert len(found) == 50
    assert {len(one) for one in found} == {19}

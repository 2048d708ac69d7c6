"""The exercise world: complete, entered once, and pointed at where the simulator listens."""

from __future__ import annotations

import json
from datetime import date
from urllib.request import urlopen

import pytest
from called import Oyez
from django.utils import timezone
from pytest_django.fixtures import Settings

from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.domain.errors import NotAllowed
from oyez.domain.register.kinds import Kind
from oyez.domain.roles import Role, Verb
from oyez.govern.actions import change_channel
from oyez.govern.models import Authority, Channel, Unit
from oyez.govern.queries import standings
from oyez.govern.register.listing import RegisterSearch, register_of
from oyez.govern.vault import secrets
from oyez.proof.accounts import PLAYED
from oyez.proof.exercise.channels import ACCOUNTS, OWN, Simulator
from oyez.proof.exercise.seed import Player, is_empty, new_password, realign, seed
from oyez.proof.exercise.world import BODIES
from oyez.publish.by_hand import practice
from oyez.simulator import running


@pytest.fixture
def everywhere(db: None, settings: Settings) -> Simulator:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    simulator = Simulator("http://127.0.0.1:9", 9)
    seed(simulator, timezone.localdate(), everywhere=True)
    return simulator


def test_the_register_is_filled_and_shows_what_it_asks_for(everywhere: Simulator) -> None:
    listed = register_of(["/"], RegisterSearch(), timezone.now())
    facts = [line.facts for line in listed.lines if line.facts.platform == "X"]
    assert all(one.purpose and one.legal_basis and one.owner and one.deputy for one in facts)
    assert listed.kinds[Kind.NO_OWNER], "some of it is missing on purpose"
    assert 0 < listed.kinds[Kind.NO_LEGAL_BASIS] < listed.channels / 2


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


def test_every_played_platform_is_used_by_some_unit(everywhere: Simulator) -> None:
    assert set(PLAYED) <= set(Channel.objects.values_list("platform", flat=True))
    for body in BODIES:
        for place in body.units:
            unit = Unit.objects.get(path=f"{body.path}{place.slug}/")
            used = set(unit.channels.values_list("platform", flat=True))
            assert used == {*OWN, "email", *ACCOUNTS, *place.further}
            assert len(place.further) >= 3
    known = standings(Channel.objects.values_list("pk", flat=True), timezone.now()).values()
    assert all(one.has_credentials and not one.unapproved for one in known)
    assert not any(one.unaccepted for one in known)


def test_every_account_opens_and_follows_the_simulator(
    everywhere: Simulator, oyez: Oyez, settings: Settings
) -> None:
    settings.SECRET_KEY = settings.LEDGER_KEY = "x" * 40
    settings.EXERCISE = True
    by_hand = Channel.objects.filter(platform="whatsapp_channel")[0]
    with running() as played:
        moved = realign(Simulator(played.base_url, played.smtp_port))
        assert moved == Channel.objects.exclude(platform__in=OWN).count()
        assert realign(Simulator(played.base_url, played.smtp_port)) == 0
        assert oyez("check", "--probe").out == "All is well.\n"
        by_hand.refresh_from_db()
        assert practice(by_hand) == by_hand.public_url
        assert urlopen(by_hand.public_url).status == 200
    assert everywhere.base_url not in json.dumps(list(Channel.objects.values_list("options")))


def test_what_somebody_has_entered_since_stays(everywhere: Simulator) -> None:
    sms = Channel.objects.filter(platform="sms")[0]
    kept = {**sms.options, "recipients": "+447700900999"}
    change_channel(None, sms, options=kept)
    realign(Simulator("http://127.0.0.1:7", 8))
    sms.refresh_from_db()
    assert sms.options == kept
    assert sms.base_url == "http://127.0.0.1:7/sms"


def test_passwords_differ_and_are_long_enough() -> None:
    found = {new_password() for _ in range(50)}
    assert len(found) == 50
    assert {len(one) for one in found} == {19}

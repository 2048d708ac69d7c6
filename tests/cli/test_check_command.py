"""oyez check: a sentence for everything that is missing or wrong."""

from __future__ import annotations

import json

from called import Oyez
from pytest_django.fixtures import Settings

from oyez.govern.actions import set_secrets, withdraw_platform
from oyez.govern.models import Channel, PlatformApproval
from oyez.proof.exercise.channels import Simulator
from oyez.proof.exercise.seed import Player, realign
from oyez.simulator import running


def strict(settings: Settings) -> None:
    settings.SECRET_KEY = settings.LEDGER_KEY = "x" * 40
    settings.EXERCISE = True


def test_a_whole_installation(world: list[Player], oyez: Oyez, settings: Settings) -> None:
    strict(settings)
    said = oyez("check")
    assert (said.code, said.out) == (0, "All is well.\n")


def test_every_gap_is_a_sentence(world: list[Player], oyez: Oyez, settings: Settings) -> None:
    strict(settings)
    settings.LEDGER_KEY = "short"
    set_secrets(None, Channel.objects.filter(platform="mastodon")[0], {})
    approval = PlatformApproval.objects.get(platform="email", authority__slug="derbyshire")
    withdraw_platform(None, approval, reason="test")
    said = oyez("check", "--json")
    found = json.loads(said.out)["findings"]
    assert said.code == 1
    assert sum("OYEZ_LEDGER_KEY" in one for one in found) == 1
    assert sum("no credentials" in one for one in found) == 1
    assert sum("E-mail is not approved" in one for one in found) == 3
    assert len(found) == 5


def test_secrets_of_another_key(world: list[Player], oyez: Oyez, settings: Settings) -> None:
    strict(settings)
    settings.VAULT_KEY = "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="
    said = oyez("check")
    assert said.code == 1
    assert (
        said.out.count("do not open with OYEZ_VAULT_KEY")
        == Channel.objects.exclude(secrets=b"").count()
    )


def test_a_probe_asks_every_platform(world: list[Player], oyez: Oyez, settings: Settings) -> None:
    strict(settings)
    assert "refuses" in oyez("check", "--probe").out
    with running() as simulator:
        realign(Simulator(simulator.base_url, simulator.smtp_port))
        assert oyez("check", "--probe").out == "All is well.\n"
        bad = Channel.objects.filter(platform="mastodon")[0]
        set_secrets(None, bad, {"token": "revoked"})
        said = oyez("check", "--probe")
    assert said.code == 1
    assert said.out.count("\n") == 1
    assert bad.name in said.out
    assert "auth" in said.out

"""Another vault key: everything opens all the time, and in the end with the new key alone."""

from __future__ import annotations

import ast
import base64
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.db import connection
from django.test import RequestFactory

from oyez.accounts import kept, resealing
from oyez.accounts.resealing import PLACES, Count, rotate, status
from oyez.govern import clients, connecting, vault
from oyez.govern.actions import create_channel, set_secrets
from oyez.govern.connecting import Traveller
from oyez.govern.models import Channel
from oyez.platforms.consent import Client

SRC = Path(resealing.__file__).parents[1]
NEW = base64.b64encode(b"n" * 32).decode()
FORM = {"client_secret": "typed"}


@pytest.fixture
def everything(land, settings):
    """Something sealed in every place."""
    TOTP.activate(land.author, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(land.author)
    token = kept.keep(RequestFactory().post("/channels/1/app/", FORM), land.author, "credentials")
    clients.keep_client(land.channel, Client("app", "app-secret"))
    by = Traveller(land.administrator, "session")
    word = connecting.keep(by, land.channel, {"proof": "verifier"}, choosing=False)
    return token, by, word


def readable(land, everything) -> bool:
    token, by, word = everything
    client = clients.client_of(land.channel)
    found = kept.look(land.author, token)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    secret = Authenticator.objects.get(type="totp")
    return (
        vault.secrets(Channel.objects.get(pk=land.channel.pk)) == {"token": "hidden-token"}
        and client == Client("app", "app-secret")
        and found is not None
        and found.body.dict() == FORM
        and len(codes) == 10
        and secret.data["secret"] != ""
        and connecting.take(by, word, choosing=False).words["proof"] == "verifier"
    )


def turn(settings) -> None:
    settings.VAULT_KEY_OLD = [settings.VAULT_KEY]
    settings.VAULT_KEY = NEW


def test_everything_opens_before_while_and_after(land, everything, settings) -> None:
    before = status()
    assert before == Count(newest=6)
    turn(settings)
    assert status() == Count(old=6)
    assert vault.secrets(land.channel) == {"token": "hidden-token"}
    assert rotate() == 6
    assert status() == Count(newest=6)
    settings.VAULT_KEY_OLD = []
    assert readable(land, everything)
    assert rotate() == 0


def test_without_the_old_key_nothing_is_touched(land, everything, settings) -> None:
    sealed = bytes(Channel.objects.get(pk=land.channel.pk).secrets)
    settings.VAULT_KEY = NEW
    assert status() == Count(closed=6)
    assert rotate() == 0
    assert bytes(Channel.objects.get(pk=land.channel.pk).secrets) == sealed


def test_what_changes_meanwhile_is_not_written_over(land, settings, monkeypatch) -> None:
    turn(settings)
    real = resealing._again

    def slowly(sealed, bound_to):
        vault.update_secrets(Channel.objects.get(pk=land.channel.pk), {"token": "newer"})
        return real(sealed, bound_to)

    monkeypatch.setattr(resealing, "_again", slowly)
    rotate()
    settings.VAULT_KEY_OLD = []
    assert vault.secrets(Channel.objects.get(pk=land.channel.pk)) == {"token": "newer"}


def test_more_than_a_batch(land, settings) -> None:
    for number in range(resealing.BATCH + 3):
        one = create_channel(None, land.unit, platform="mastodon", name=f"M {number}")
        set_secrets(None, one, {"token": str(number)})
    turn(settings)
    assert rotate() == resealing.BATCH + 4
    assert status().old == 0


def sealing_modules() -> set[str]:
    """The modules that seal something themselves."""
    found = set()
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            ours = isinstance(node, ast.ImportFrom) and node.module == "oyez.accounts.sealing"
            if ours and {alias.name for alias in node.names} & {"seal", "seal_text"}:
                found.add(path.relative_to(SRC).as_posix())
    return found


def test_every_column_in_which_something_is_sealed_is_a_place() -> None:
    """Whoever seals anew in another module says here which place that is."""
    behind = {
        "accounts/resealing.py": "",
        "accounts/views/factors.py": "",  # travels through one form, in no row
        "accounts/kept.py": "KeptForm",
        "accounts/allauth_door.py": "Authenticator",
        "govern/vault.py": "Channel",
        "govern/clients.py": "PlatformApp",
        "govern/connecting.py": "Connecting",
        "guard/addresses.py": "PagingWay",
        "guard/push_key.py": "PushKey",
        "listen/raw.py": "Event",
        "archive/keeping.py": "Record",
        "review/sealed.py": "Salt",
    }
    assert sealing_modules() == set(behind)
    assert {name for name in behind.values() if name} == {one.model.__name__ for one in PLACES}
    binary = {
        (model.__name__, field.name)
        for model in apps.get_models()
        for field in model._meta.fields
        if field.get_internal_type() == "BinaryField"
    }
    assert binary <= {(one.model.__name__, one.column) for one in PLACES}


MANY = 700


def fill(land) -> None:
    for number in range(MANY):
        one = create_channel(None, land.unit, platform="mastodon", name=f"M {number}")
        sealed = vault.encrypt(one.pk, {"token": f"hidden-{number}"})
        Channel.objects.filter(pk=one.pk).update(secrets=sealed)


def killed_in_the_middle(command: list[str], environment: dict[str, str]) -> int:
    """Start it, and kill it as soon as the first batch has changed; how it ended."""
    file = connection.settings_dict["NAME"]
    before = dict(Channel.objects.values_list("pk", "secrets"))
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    changed = False
    with sqlite3.connect(file) as watching:
        while not changed and child.poll() is None:
            rows = watching.execute("SELECT id, secrets FROM govern_channel").fetchall()
            changed = any(bytes(before[pk]) != bytes(sealed) for pk, sealed in rows)
            time.sleep(0.001)
    os.kill(child.pid, signal.SIGKILL)
    return child.wait(60)


def test_a_kill_in_the_middle_loses_nothing(shared_land, settings, tmp_path) -> None:
    """What the killed process did and did not do opens, and a second run does the rest."""
    if connection.vendor != "sqlite":
        pytest.skip("the processes of this test share a file")
    fill(shared_land)
    environment = os.environ | {
        "OYEZ_HOME": str(tmp_path),
        "OYEZ_DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "OYEZ_VAULT_KEY": NEW,
        "OYEZ_VAULT_KEY_OLD": settings.VAULT_KEY,
        "DJANGO_SETTINGS_MODULE": "oyez.settings",
    }
    command = [sys.executable, "-m", "oyez.cli", "vault", "rotate"]
    assert killed_in_the_middle(command, environment) == -signal.SIGKILL
    turn(settings)
    found = status()
    assert found.closed == 0
    assert found.newest >= resealing.BATCH
    assert found.old > 0, "the test killed it too late to prove anything"
    again = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert (again.returncode, again.stderr) == (0, "")
    settings.VAULT_KEY_OLD = []
    assert status() == Count(newest=MANY + 1)
    names = {vault.secrets(row)["token"] for row in Channel.objects.filter(name__startswith="M ")}
    assert names == {f"hidden-{number}" for number in range(MANY)}

from __future__ import annotations

import base64
import logging

import pytest
from django.db import connection

from oyez.audit.queries import last_entries
from oyez.domain.errors import NotAllowed
from oyez.govern import vault
from oyez.govern.actions import create_channel, set_secrets
from oyez.govern.models import Channel

HIDDEN = {"token": "hidden-token-Ü", "secret": "hidden-secret"}


def test_what_was_stored_comes_back(land) -> None:
    set_secrets(land.administrator, land.channel, HIDDEN)
    assert vault.secrets(Channel.objects.get(pk=land.channel.pk)) == HIDDEN
    set_secrets(land.administrator, land.channel, {})
    assert vault.secrets(Channel.objects.get(pk=land.channel.pk)) == {}


def test_only_an_administrator_stores(land) -> None:
    for person in (land.author,):
        with pytest.raises(NotAllowed):
            set_secrets(person, land.channel, HIDDEN)


def test_secrets_show_nowhere(land, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        set_secrets(land.administrator, land.channel, HIDDEN)
        opened = vault.secrets(land.channel)
    (entry,) = last_entries(1)
    assert entry.data == {"names": ["secret", "token"]}
    with connection.cursor() as cursor:
        cursor.execute("SELECT secrets FROM govern_channel WHERE id = %s", [land.channel.pk])
        (stored,) = cursor.fetchone()
    shown = f"{opened} {opened!r} {land.channel!r} {caplog.text} {entry.data} {bytes(stored)!r}"
    assert "hidden" not in shown
    assert repr(opened) == "<secrets: secret, token>"


def test_the_same_secrets_look_different_each_time() -> None:
    assert vault.encrypt(1, HIDDEN) != vault.encrypt(1, HIDDEN)


def test_secrets_of_one_channel_do_not_open_in_another(land) -> None:
    other = create_channel(None, land.unit, platform="mastodon", name="Other")
    Channel.objects.filter(pk=other.pk).update(secrets=land.channel.secrets)
    with pytest.raises(vault.VaultError, match=f"channel {other.pk}"):
        vault.secrets(Channel.objects.get(pk=other.pk))


@pytest.mark.parametrize("damage", [lambda s: b"\x02" + s[1:], lambda s: s[:-1], lambda s: s[:5]])
def test_damaged_secrets_do_not_open(damage) -> None:
    with pytest.raises(vault.VaultError, match="OYEZ_VAULT_KEY"):
        vault.decrypt(1, damage(vault.encrypt(1, HIDDEN)))


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (base64.b64encode(b"1" * 32).decode(), "do not open"),
        (base64.b64encode(b"1" * 16).decode(), "holds 16 bytes"),
        ("no base64!", "not base64"),
        ("ü", "not base64"),
    ],
)
def test_a_wrong_key_is_a_clear_error(settings, key: str, message: str) -> None:
    sealed = vault.encrypt(1, HIDDEN)
    settings.VAULT_KEY = key
    with pytest.raises(vault.VaultError, match=message) as failed:
        vault.decrypt(1, sealed)
    assert key not in str(failed.value)


def test_of_two_refreshes_the_later_look_loses(land) -> None:
    stale = Channel.objects.get(pk=land.channel.pk)
    assert vault.update_secrets(land.channel, {"token": "first"})
    assert not vault.update_secrets(stale, {"token": "second"})
    assert vault.secrets(Channel.objects.get(pk=land.channel.pk)) == {"token": "first"}
    assert vault.update_secrets(land.channel, {"token": "third"})

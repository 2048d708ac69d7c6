from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from newsroom import Newsroom, build
from oyez.accounts import links
from oyez.accounts.actions import grant
from oyez.accounts.models import Link, Session
from oyez.audit.models import Entry
from oyez.audit.queries import last_entries
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Role
from oyez.govern import vault
from oyez.govern.actions import lock_everything
from oyez.govern.models import Channel
from oyez.govern.queries import standings

SENT = {"reason": "A phone was stolen", "known": "on"}


@pytest.fixture
def room(db: None, settings: object) -> Newsroom:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    room = build()
    grant(None, room.ada, Role.ADMINISTRATOR, "/")
    return room


def test_it_ends_sessions_destroys_credentials_and_freezes(room: Newsroom) -> None:
    others = [room.client(one) for one in (room.dora, room.ada, room.bob)]
    here = room.client(room.ada)
    links.make(room.bob, "/")
    stale = Channel.objects.get(pk=room.mastodon.pk)
    assert here.post("/emergency/", SENT)["Location"] == "/emergency/#left"

    assert [client.get("/account/").status_code for client in others] == [302, 302, 302]
    assert Session.objects.exclude(person=None).count() == 1
    assert not Link.objects.exists()
    assert not Channel.objects.exclude(secrets=b"").exists()
    assert not vault.update_secrets(stale, {"token": "new"}), "no refresh brings a token back"
    standing = standings([room.mastodon.pk], timezone.now())[room.mastodon.pk]
    assert standing.frozen
    assert not standing.has_credentials
    html = here.get("/emergency/").content.decode()
    for text in ("Left to do by hand", "Mastodon Emsland", "Bluesky Emsland", "revoke every app"):
        assert text in html
    (lock,) = last_entries(1)
    (freeze,) = Entry.objects.filter(action="govern.freeze")
    assert freeze.data["scope"] == "/"
    assert (lock.action, lock.actor) == ("govern.lock_everything", room.ada.signature)
    shut = {"reason": "A phone was stolen", "sessions": 3, "channels": 2}
    # What other rooms did in the same transaction.
    assert lock.data == shut | {"webhooks": 0, "incidents": 1, "tasks": 2}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({"reason": " ", "known": "on"}, "reason"), ({"reason": "x"}, "known"), ({}, "reason")],
)
def test_it_needs_a_reason_and_that_its_price_is_known(
    room: Newsroom, sent: dict[str, str], sentence: str
) -> None:
    answer = room.client(room.ada).post("/emergency/", sent)
    assert answer.status_code == 422
    assert f'href="#id_{sentence}"' in answer.content.decode()
    assert Channel.objects.exclude(secrets=b"").count() == 2
    with pytest.raises(NotAllowed, match="reason"):
        lock_everything(room.ada, reason=" ")


def test_only_an_administrator_of_everything_may(room: Newsroom) -> None:
    room.ada.memberships.filter(scope="/").delete()
    for person in (room.ada, room.greta, room.dora):
        client: Client = room.client(person)
        assert client.get("/emergency/").status_code == 404
        assert client.post("/emergency/", SENT).status_code == 404
        with pytest.raises(NotAllowed):
            lock_everything(person, reason="x")
    assert Channel.objects.exclude(secrets=b"").count() == 2


def test_a_command_on_the_machine_ends_every_session(room: Newsroom) -> None:
    room.client(room.ada)
    assert lock_everything(None, reason="A server was lost").sessions == 1
    assert not Session.objects.exists()

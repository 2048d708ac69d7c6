"""A channel's account is connected on the platform itself, and every way back is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from connecting import connect, consent, set_out
from django.http import HttpResponse
from django.utils import timezone

from newsroom import Newsroom
from newsroom import channel as add_channel
from oyez.audit.queries import last_entries
from oyez.govern import clients, vault
from oyez.govern.actions import change_channel, lock_everything
from oyez.govern.models import Channel, ChannelHealth, Connecting, PlatformApp
from oyez.simulator import Running, running
from together import together


@pytest.fixture(scope="module")
def sim() -> Iterator[Running]:
    with running() as played:
        yield played


@pytest.fixture
def masto(room: Newsroom, sim: Running) -> Channel:
    return change_channel(None, room.mastodon, base_url=sim.mastodon)


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def held(channel: Channel) -> vault.Secrets:
    return vault.secrets(Channel.objects.get(pk=channel.pk))


def test_the_page_says_what_is_asked_for_and_only_managers_see_it(room, masto) -> None:
    path = f"/channels/{masto.pk}/connect/"
    html = page(room.client(room.ada).get(path))
    assert "write:statuses" in html
    assert "It cannot take back" in html
    assert room.client(room.alice).get(path).status_code == 404
    assert room.client(room.ada).get(f"/channels/{room.bluesky.pk}/connect/").status_code == 404
    assert "Connect the account" in page(room.client(room.ada).get(f"/channels/{masto.pk}/"))
    assert "/connect/" not in page(room.client(room.alice).get(f"/channels/{masto.pk}/"))


def test_a_yes_connects_the_account(room: Newsroom, masto: Channel) -> None:
    client = room.client(room.ada)
    html = page(connect(client, masto.pk))
    assert "The account is connected." in html
    assert held(masto) == {"identifier": "pi", "app_password": "x", "token": "sim-press"}
    one = Channel.objects.get(pk=masto.pk)
    assert one.account == "press"
    health = ChannelHealth.objects.get(pk=masto.pk)
    assert (health.state, health.declined) == ("ok", [])
    (entry,) = last_entries(1)
    assert entry.action == "govern.connect_channel"
    assert entry.actor == room.ada.signature
    assert entry.data == {"names": ["token"], "account": "press", "declined": []}
    assert not Connecting.objects.exists()


def test_each_server_is_asked_for_an_app_once(room, masto, sim) -> None:
    other = add_channel(room.elsewhere, "mastodon", "Mastodon Leer", base_url=f"{sim.mastodon}/")
    client = room.client(room.ada)
    connect(client, masto.pk)
    connect(client, other.pk, account="leer")
    row = PlatformApp.objects.get()
    assert (row.authority, row.base_url) == (None, sim.mastodon)
    assert b"app-" not in bytes(row.sealed)
    assert held(other)["token"] == "sim-leer"


def test_it_asks_who_one_is_before(room: Newsroom, masto: Channel) -> None:
    answer = room.client(room.ada, stale=True).post(f"/channels/{masto.pk}/connect/", {})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/confirm/")


def test_rights_that_were_unticked_are_said_in_words(room, masto) -> None:
    scope = ["read:accounts", "read:statuses", "write:statuses"]
    html = page(connect(room.client(room.ada), masto.pk, scope=scope))
    assert "It cannot send pictures. It cannot read what people answer." in html
    assert "Rights that were not given:" in html
    declined = ["read:notifications", "write:media", "push"]
    assert ChannelHealth.objects.get(pk=masto.pk).declined == declined


def test_a_no_changes_nothing(room: Newsroom, masto: Channel) -> None:
    client = room.client(room.ada)
    html = page(connect(client, masto.pk, "no"))
    assert "You said no on Mastodon. Nothing has changed." in html
    assert held(masto)["token"] == "t"
    assert "You said no" not in page(client.get(f"/channels/{masto.pk}/connect/")), "said once"


def test_another_account_than_the_channels_is_refused(room, masto) -> None:
    change_channel(None, masto, account="@Police@social.example")
    html = page(connect(room.client(room.ada), masto.pk))
    assert "signed in there as press, but this channel is @Police@social.example" in html
    assert held(masto)["token"] == "t"
    assert "is connected" in page(connect(room.client(room.ada), masto.pk, account="police"))


def lost(room: Newsroom, client, path: str, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 422
    assert words in page(answer)
    assert "Nothing has changed" in page(answer)


def test_a_way_back_works_once(room: Newsroom, masto: Channel) -> None:
    client = room.client(room.ada)
    back = consent(set_out(client, masto.pk))
    client.get(back)
    lost(room, client, back, "This way back is not known here")


@pytest.mark.parametrize("query", ["", "?state=&code=x", "?state=wrong&code=x", "?state=%00&code="])
def test_a_wrong_word_leads_nowhere(room: Newsroom, query: str) -> None:
    lost(room, room.client(room.ada), f"/channels/oauth/{query}", "not known here")


def test_another_session_and_another_person_get_nothing(room, masto) -> None:
    back = consent(set_out(room.client(room.ada), masto.pk))
    lost(room, room.client(room.ada), back, "began in another browser")
    lost(room, room.client(room.greta), back, "by another person")
    assert held(masto)["token"] == "t"


def test_a_way_back_after_ten_minutes_is_too_late(room, masto) -> None:
    client = room.client(room.ada)
    back = consent(set_out(client, masto.pk))
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        lost(room, client, back, "More than ten minutes have passed")


def test_a_clock_that_was_set_back_is_named(room: Newsroom, masto: Channel) -> None:
    client = room.client(room.ada)
    back = consent(set_out(client, masto.pk))
    Connecting.objects.update(begun_at=timezone.now() + timedelta(hours=1))
    lost(room, client, back, "The clock of this installation has been set back")


def test_of_two_who_come_back_at_once_one_gets_in(shared_room: Newsroom, sim: Running) -> None:
    room = shared_room
    masto = change_channel(None, room.mastodon, base_url=sim.mastodon)
    client = room.client(room.ada)
    back = consent(set_out(client, masto.pk))
    found = together(*[lambda: client.get(back).status_code] * 2)
    assert sorted(found) == [302, 422]


@pytest.mark.parametrize(
    ("fault", "code"), [("error_before", "server_error"), ("garbage", "unreadable")]
)
def test_what_the_platform_answers_is_said(room, masto, sim, *, fault: str, code: str) -> None:
    client = room.client(room.ada)
    url = set_out(client, masto.pk)
    sim.fault("mastodon", "auth", fault, account="press", times=1)
    answer = client.get(consent(url), follow=True)
    assert f"Mastodon answered {code}. Nothing has changed" in page(answer)
    assert held(masto)["token"] == "t"


def test_a_server_that_gives_no_app_is_said(room, masto, sim) -> None:
    sim.fault("mastodon", "auth", "error_before", times=1)
    answer = room.client(room.ada).post(f"/channels/{masto.pk}/connect/", {})
    assert answer.status_code == 422
    assert "Mastodon answered server_error." in page(answer)


def test_a_channel_without_a_server_says_so(room: Newsroom, masto: Channel) -> None:
    change_channel(None, masto, base_url="")
    answer = room.client(room.ada).post(f"/channels/{masto.pk}/connect/", {})
    assert answer.status_code == 422
    assert "The address of the server is missing" in page(answer)


def test_a_server_inside_the_house_is_not_asked(room, masto, settings) -> None:
    settings.PRIVATE_NETWORKS = []
    answer = room.client(room.ada).post(f"/channels/{masto.pk}/connect/", {})
    assert answer.status_code == 422
    assert "Mastodon answered refused." in page(answer)


def test_an_entry_that_changed_meanwhile_ends_the_way(room, masto) -> None:
    client = room.client(room.ada)
    back = consent(set_out(client, masto.pk))
    change_channel(None, masto, base_url="https://elsewhere.example")
    assert "has changed since you set out" in page(client.get(back, follow=True))


def test_the_emergency_destroys_apps_and_ends_every_way_back(room, masto) -> None:
    client = room.client(room.ada)
    back = consent(set_out(client, masto.pk))
    own = str(client.session.session_key)
    lock_everything(None, reason="A server was lost", own_session=own)
    lost(room, client, back, "not known here")
    assert bytes(PlatformApp.objects.get().sealed) == b""
    assert clients.client_of(masto) is None
    assert "is connected" in page(connect(client, masto.pk)), "a new app is made"

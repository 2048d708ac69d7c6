"""The way to each platform with an app of the authority: tokens, pages, expiry, rotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from connecting import connect, set_out
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from newsroom import Newsroom
from oyez.audit.queries import last_entries
from oyez.govern import vault
from oyez.govern.actions import create_channel
from oyez.govern.models import Channel, ChannelHealth, PlatformApp
from oyez.platforms.oauth import ENDS, LOGINS
from oyez.simulator import Running, running

APPS = sorted(set(LOGINS) - {"mastodon"})


@pytest.fixture(scope="module")
def sim() -> Iterator[Running]:
    with running() as played:
        yield played


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def made(room: Newsroom, sim: Running, platform: str, **more: object) -> tuple[Channel, Client]:
    """A channel of the platform with the app of its authority."""
    base = f"{sim.base_url}/{platform}"
    one = create_channel(None, room.unit, platform=platform, name=platform, base_url=base, **more)
    client = room.client(room.ada)
    words = {"client_id": "sim-app", "client_secret": "sim-app-secret"}
    answer = client.post(f"/channels/{one.pk}/app/", words, follow=True)
    assert "The app is stored." in page(answer)
    return one, client


def held(channel: Channel) -> vault.Secrets:
    return vault.secrets(Channel.objects.get(pk=channel.pk))


@pytest.mark.parametrize("platform", APPS)
def test_a_yes_connects_the_account(room: Newsroom, sim: Running, platform: str) -> None:
    one, client = made(room, sim, platform)
    html = page(connect(client, one.pk))
    assert "The account is connected." in html, html
    secrets, login = held(one), LOGINS[platform]
    assert secrets["token"] == "sim-press"
    assert set(login.keeps) <= set(secrets)
    health = ChannelHealth.objects.get(pk=one.pk)
    assert health.state in {"ok", "unknown"}
    assert health.declined == []
    days = {"linkedin": 365, "threads": 60}.get(platform)
    assert (health.ends_at is not None) == (days is not None) == (ENDS in secrets)
    if days and health.ends_at:
        assert abs(health.ends_at - timezone.now() - timedelta(days=days)) < timedelta(minutes=1)
    (entry,) = last_entries(1)
    assert "sim-" not in str(entry.data)


def test_the_app_serves_every_channel_of_the_authority_and_no_other(room, sim) -> None:
    one, client = made(room, sim, "x")
    other = create_channel(None, room.elsewhere, platform="x", name="X Leer", base_url=one.base_url)
    assert set_out(client, other.pk)
    elsewhere = create_channel(
        None, room.unit, platform="x", name="Fake", base_url="http://127.0.0.1:9/x"
    )
    answer = client.post(f"/channels/{elsewhere.pk}/connect/", {})
    assert "First enter the app of the authority" in page(answer), "its secret goes nowhere else"
    row = PlatformApp.objects.get()
    assert (row.authority, b"sim-app" in bytes(row.sealed)) == (room.police, False)
    assert "sim-app-secret" not in page(client.get(f"/channels/{one.pk}/connect/"))


def test_an_app_needs_both_words(room: Newsroom, sim: Running) -> None:
    one, client = made(room, sim, "x")
    answer = client.post(f"/channels/{one.pk}/app/", {"client_id": "a"})
    assert answer.status_code == 422
    masto = client.post(
        f"/channels/{room.mastodon.pk}/app/", {"client_id": "a", "client_secret": "b"}
    )
    assert "This platform needs no app to be entered." in page(masto)
    alice = room.client(room.alice).post(f"/channels/{one.pk}/app/", {})
    assert alice.status_code == 404


@pytest.mark.parametrize("platform", ["facebook", "instagram"])
def test_of_several_pages_one_is_chosen(room: Newsroom, sim: Running, platform: str) -> None:
    one, client = made(room, sim, platform)
    html = page(connect(client, one.pk, pages="press, traffic"))
    assert "Your login leads to several pages." in html
    assert "sim-traffic" not in html
    assert held(one) == {}
    path = f"/channels/{one.pk}/connect/page/"
    assert client.post(path, {"page": "7"}).status_code == 422
    elsewhere = room.client(room.ada).post(path, {"page": "7"})
    assert elsewhere.status_code == 422, "another session has nothing to choose"
    number = choices(html)["traffic"]
    assert "is connected" in page(client.post(path, {"page": number}, follow=True))
    assert held(one)["token"] == "sim-traffic"
    assert Channel.objects.get(pk=one.pk).account == number
    again = client.post(path, {"page": number})
    assert again.status_code == 422, "chosen once"


def choices(html: str) -> dict[str, str]:
    """The pages on offer: number by name."""
    found = re.findall(r'name="page" value="(\d+)".*?<label[^>]*>([^<]+)</label>', html, re.DOTALL)
    return {name: number for number, name in found}


def test_a_page_that_the_channel_names_is_taken_at_once(room, sim) -> None:
    one, client = made(room, sim, "facebook", account="traffic")
    assert "is connected" in page(connect(client, one.pk, pages="press, traffic"))
    assert held(one)["token"] == "sim-traffic"


def test_without_the_right_to_stay_the_end_is_near_and_said(room, sim) -> None:
    one, client = made(room, sim, "x")
    html = page(connect(client, one.pk, scope=["tweet.read", "tweet.write", "users.read"]))
    assert "The connection ends after some hours and cannot be renewed." in html
    assert "refresh_token" not in held(one)
    assert "The way in ends in 1 day." in html

"""Secrets are entered wherever a person can enter one, things go wrong, and nothing shows them."""

from __future__ import annotations

import base64
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from searching import backed_up, database, found, ledger, spellings

sys.path.append(str(Path(__file__).parents[1] / "web"))

from connecting import connect, consent, set_out

from newsroom import PASSWORD, Newsroom, build
from oyez.cli import main
from oyez.govern.actions import approve_platform, change_channel, create_channel
from oyez.govern.models import Channel
from oyez.platforms.door import Door
from oyez.publish.models import Telling
from oyez.publish.steps.deliver import DeliverDue
from oyez.publish.steps.probe import ProbeDue
from oyez.simulator import Running, running
from together import shared_database

__all__ = ["shared_database"]

SECRETS = {
    "a typed token": "Tok-en&7<typed>-0001",
    "a token of another kind": "Tok-en-typed-0002-app-password",
    "a relay's password": "Relay=Password/0003",
    "a kept form's token": "Kept-Token-0004-waits",
    "a refused form's token": "Refused-Token-0005-x",
    "an app's secret": "App-Secret+0006==",
    "an authenticator's secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "a chosen password": "correct horse 0007 battery",
    "the first password": PASSWORD,
    "a token by login": "sim-pressdesk0008",
}


@dataclass
class Day:
    """What was done, and every page that was shown."""

    room: Newsroom
    sim: Running
    pages: list[bytes] = field(default_factory=list)

    def see(self, answer: HttpResponse) -> HttpResponse:
        self.pages.append(answer.content + repr(answer.headers).encode())
        return answer

    def post(self, client: Client, path: str, **data: object) -> HttpResponse:
        return self.see(client.post(path, data, follow=True))


@pytest.fixture(scope="module")
def sim() -> Iterator[Running]:
    with running() as played:
        yield played


@pytest.fixture
def day(shared_database: None, settings, sim: Running) -> Day:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    room = build()
    for one in (room.mastodon, room.bluesky):
        change_channel(None, one, base_url=getattr(sim, one.platform))
    return Day(room, sim)


def enter_everything(day: Day) -> None:
    """Every form that takes a secret, with sound and with unsound things in the others."""
    room, client = day.room, day.room.client(day.room.ada)
    stale = room.client(room.ada, stale=True)
    masto, blue = room.mastodon.pk, room.bluesky.pk
    mail = create_channel(None, room.unit, platform="email", name="Press").pk
    day.post(client, f"/channels/{masto}/credentials/", token=SECRETS["a typed token"])
    day.post(
        client,
        f"/channels/{blue}/credentials/",
        identifier="pi",
        app_password=SECRETS["a token of another kind"],
    )
    relay = {"relay": "smtp://127.0.0.1:9", "sender": "p@police.example", "user": "press"}
    password = SECRETS["a relay's password"]
    day.post(client, f"/channels/{mail}/credentials/", password=password, **relay)
    kept = SECRETS["a kept form's token"]
    day.post(stale, f"/channels/{masto}/credentials/", token=kept)
    refused = SECRETS["a refused form's token"]
    day.post(client, f"/channels/{blue}/credentials/", app_password=refused)
    day.post(client, f"/channels/{masto}/credentials/", token=refused * 400)
    day.post(room.client(room.charlie), f"/channels/{masto}/credentials/", token=refused)
    chosen = {"current": PASSWORD, "password": SECRETS["a chosen password"]}
    day.post(room.client(room.bob), "/account/password/", **chosen)
    room.bob.refresh_from_db()
    assert room.bob.check_password(chosen["password"])
    day.post(Client(), "/sign-in/", email=room.ada.email, password=SECRETS["the first password"])
    day.post(Client(), "/sign-in/", email="nobody@x.example", password=PASSWORD)
    TOTP.activate(room.dora, SECRETS["an authenticator's secret"])


def enter_an_app(day: Day) -> None:
    """The app of an authority, for a platform where one is entered."""
    room = day.room
    for platform in ("x", "linkedin"):
        base = f"{day.sim.base_url}/{platform}"
        one = create_channel(None, room.unit, platform=platform, name=platform, base_url=base)
        approve_platform(None, room.police, platform, starts_on=timezone.localdate())
        secret = SECRETS["an app's secret"]
        path, client = f"/channels/{one.pk}/app/", room.client(room.ada)
        day.post(client, path, client_id="sim-app", client_secret=secret)
        day.post(client, path, client_id="", client_secret=secret)
        day.see(client.get(consent(set_out(client, one.pk)), follow=True))  # not the app's secret


def go_wrong(day: Day) -> None:
    """Refusals, outages and bugs while the secrets are in use."""
    room, sim = day.room, day.sim
    step, probe = DeliverDue(), ProbeDue()
    step.door = probe.door = Door(allowed_networks=("127.0.0.0/8",), only_allowed=True)
    room.approved()
    for lane in ("retract", "critical", "routine"):
        taken = step.claim(lane, 50, timezone.now(), "hand").errands
        step.record([(one, step.run(one)) for one in taken], timezone.now())
    for fault in ("expired_token", "error_before", "garbage", "suspended"):
        sim.fault("mastodon", "auth", fault, times=1)
        probe.time.next = 0.0
        due = timezone.now() + timedelta(days=2)
        channels = probe.claim("routine", 20, due, "hand").errands
        probe.record([(one, probe.run(one)) for one in channels], timezone.now())
    sim.clear_faults()
    step.door.close()


def connect_accounts(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    """By login: once it fails in the middle, once it works."""
    room, client = day.room, day.room.client(day.room.greta)
    client.raise_request_exception = False
    account = SECRETS["a token by login"].removeprefix("sim-")
    with monkeypatch.context() as broken:
        broken.setattr("oyez.govern.arriving.note", lambda *_: 1 // 0)
        back = consent(set_out(client, room.mastodon.pk), account=account)
        assert day.see(client.get(back)).status_code == 500
    day.see(connect(client, room.mastodon.pk, account=account))
    for path in ("/", "/channels/", f"/channels/{room.mastodon.pk}/", "/ledger/", "/nothing/"):
        for person in (room.ada, room.greta, room.audrey):
            day.see(room.client(person).get(path))


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads the file of the database")
def test_no_secret_lies_in_the_open(
    day: Day, tmp_path, settings, *, caplog, capfd, monkeypatch
) -> None:
    with caplog.at_level(logging.DEBUG):
        for name in list(logging.root.manager.loggerDict):
            logging.getLogger(name).disabled = False
        enter_everything(day)
        enter_an_app(day)
        go_wrong(day)
        connect_accounts(day, monkeypatch)
    places = backed_up(tmp_path / "archive.tar.gz", settings)
    main(["check", "--probe"])  # sets logging up anew, so it comes last
    stored = Channel.objects.get(pk=day.room.mastodon.pk)
    assert stored.secrets, "the last login worked"
    places |= dict(database(tmp_path)) | dict(ledger())
    said = capfd.readouterr()
    places |= {"stdout": said.out.encode(), "stderr": said.err.encode()}
    logged = "\n".join(
        f"{one.getMessage()} {one.exc_text} {one.__dict__}" for one in caplog.records
    )
    places |= {"the log": logged.encode(), "the log as text": caplog.text.encode()}
    places |= {"tellings": repr(list(Telling.objects.values())).encode()}
    places |= {f"page {number}": content for number, content in enumerate(day.pages)}
    assert "ZeroDivisionError" in caplog.text, "the bug was logged"
    assert len(places) > 30
    assert found(SECRETS, places) == []
    # The search is no blinder than this: what is not secret is found in the same places.
    for dump in ("a dump of the database", "a dump of the archive's database"):
        assert found({"an account": "pressdesk0008"}, {"log": places[dump]})


@pytest.mark.parametrize(
    "leak",
    [
        lambda word: word,
        lambda word: f"Bearer {word} was refused",
        lambda word: repr({"token": word}),
        lambda word: word.encode().hex(),
    ],
)
@pytest.mark.parametrize("name", sorted(SECRETS))
def test_a_leak_would_be_found(name: str, leak) -> None:
    assert found({name: SECRETS[name]}, {"log": leak(SECRETS[name]).encode()}) == [f"{name} in log"]


def test_a_leak_in_base64_would_be_found() -> None:
    for before in (b"", b"a", b"ab", b"abc"):
        text = base64.b64encode(before + b"Relay=Password/0003" + b"xyz")
        assert found({"it": "Relay=Password/0003"}, {"log": text})
    assert all(len(one) > 8 for one in spellings("Relay=Password/0003"))


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="reads the file of the database")
def test_a_secret_in_an_error_on_purpose_is_caught(day: Day, tmp_path, caplog, monkeypatch) -> None:
    """Sabotage: the vault names what it stores in an error, in a row and on a page."""
    client = day.room.client(day.room.ada)
    client.raise_request_exception = False

    def talkative(_by: object, channel: Channel, plain: dict[str, str]) -> None:
        Channel.objects.filter(pk=channel.pk).update(options={"debug": plain["token"]})
        raise RuntimeError(f"cannot store {plain}")

    monkeypatch.setattr("oyez.publish.views.channel.set_secrets", talkative)
    secret = SECRETS["a kept form's token"]
    day.post(client, f"/channels/{day.room.mastodon.pk}/credentials/", token=secret)
    places = dict(database(tmp_path)) | {"the log": caplog.text.encode()}
    caught = found({"it": secret}, places)
    assert "it in the log" in caught
    assert "it in a dump of the database" in caught
    assert "it in a backup of the database" in caught
    assert connection.vendor == "sqlite"

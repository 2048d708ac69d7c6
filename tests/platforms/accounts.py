"""An account of its own on every played platform, one function each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from oyez.platforms.port import Channel
from oyez.simulator import Running

SECRET = "hunter2-app-password"  # any password opens the played Bluesky


def mastodon(account: str, sim: Running) -> Channel:
    return Channel(account, sim.mastodon, {"token": f"sim-{account}"})


def bluesky(account: str, sim: Running) -> Channel:
    secrets = {"identifier": f"{account}.sim.example", "app_password": SECRET}
    return Channel(account, sim.bluesky, secrets, {"web": sim.bluesky})


def email(account: str, sim: Running) -> Channel:
    relay = {"relay": f"smtp://127.0.0.1:{sim.smtp_port}", "sender": account}
    secrets = relay | {"user": "press", "password": SECRET}
    return Channel(account, "", secrets, {"recipients": "a@paper.example, b@radio.example"})


ACCOUNTS: Final[dict[str, Callable[[str, Running], Channel]]] = {
    "mastodon": mastodon,
    "bluesky": bluesky,
    "email": email,
}

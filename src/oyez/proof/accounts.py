"""An account on every played platform: where it is, what opens it, and what it is called there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from oyez.simulator import Running
from oyez.simulator.graph import number_of

PASSWORD: Final = "any-password-opens-it"  # noqa: S105 (of a played platform)


@dataclass(frozen=True, slots=True)
class Account:
    """What a channel needs to speak there."""

    base_url: str
    secrets: dict[str, str]
    options: dict[str, str] = field(default_factory=dict)


def mastodon(name: str, at: str) -> Account:
    """The token names the account."""
    return Account(at, {"token": f"sim-{name}"})


def bluesky(name: str, at: str) -> Account:
    """Any password opens it; the network is read at the same address."""
    login = {"identifier": name, "app_password": PASSWORD}
    return Account(at, login, {"appview": at, "web": at})


def facebook(name: str, at: str) -> Account:
    """A page with its number."""
    return Account(at, _meta(name), {"page_id": number_of("facebook", name)})


def instagram(name: str, at: str) -> Account:
    """A professional account with its number."""
    return Account(at, _meta(name), {"user_id": number_of("instagram", name)})


def threads(name: str, at: str) -> Account:
    """What is prepared here is ready at once."""
    return Account(at, _meta(name), {"prepare_seconds": "0"})


def x(name: str, at: str) -> Account:
    """An app of the authority's own, whose refresh token rotates."""
    tokens = {"token": f"sim-{name}", "refresh_token": f"sim-refresh-{name}"}
    return Account(at, tokens | {"client_id": "sim-client"}, {"username": name})


def linkedin(name: str, at: str) -> Account:
    """The page of an organisation."""
    tokens = {"token": f"sim-{name}", "refresh_token": f"sim-refresh-{name}"}
    return Account(at, tokens | {"client_id": "app", "client_secret": PASSWORD})


def telegram(name: str, at: str) -> Account:
    """A public channel with its bot."""
    return Account(at, {"token": f"sim-{name}"}, {"username": name, "web": at})


def matrix(name: str, at: str) -> Account:
    """A public room."""
    tokens = {"token": f"sim-{name}", "refresh_token": f"sim-refresh-{name}"}
    return Account(at, tokens, {"room": f"!{name}:sim.example", "web": at})


def _meta(name: str) -> dict[str, str]:
    return {"token": f"sim-{name}", "app_secret": PASSWORD}


# The platforms on which what was published can be taken back by a machine.
REMOVABLE: Final[dict[str, Callable[[str, str], Account]]] = {
    "mastodon": mastodon,
    "bluesky": bluesky,
    "facebook": facebook,
    "instagram": instagram,
    "threads": threads,
    "x": x,
    "linkedin": linkedin,
    "telegram": telegram,
    "matrix": matrix,
}


def account_on(platform: str, name: str, simulator: Running) -> Account:
    """An account with this name."""
    return REMOVABLE[platform](name, simulator.platforms[platform])

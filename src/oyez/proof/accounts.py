"""An account on every played platform: where it is, what opens it, and what it is called there."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from oyez.simulator import Running
from oyez.simulator.graph import number_of
from oyez.simulator.webpush_keys import server_key, subscription
from oyez.simulator.whatsapp import business_of, phone_of

PASSWORD: Final = "any-password-opens-it"  # noqa: S105 (of a played platform)
# Numbers that are kept free for films.
TELEPHONES: Final = "+447700900123, +447700900456"
DEVICES: Final = ("phone", "tablet")


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


def sms(name: str, at: str) -> Account:
    """A gateway, and a list of two telephones."""
    options = {"recipients": TELEPHONES, "account_path": "/account", "sender": name[:11]}
    return Account(at, {"token": f"sim-{name}"}, options)


def webpush(name: str, at: str) -> Account:
    """Two devices whose browsers are played; their addresses are in the list."""
    listed = json.dumps([subscription(at, name, device) for device in DEVICES])
    options = {"subscriptions": listed, "subject": "mailto:press@sim.example"}
    return Account("", {"vapid_private": server_key(name)}, options)


def whatsapp(name: str, at: str) -> Account:
    """A number of the business platform with a template, and a list of two telephones."""
    numbers = {"phone_number_id": phone_of(name), "waba_id": business_of(name)}
    template = {"template": "notice", "template_language": "en", "recipients": TELEPHONES}
    return Account(at, _meta(name), numbers | template)


def whatsapp_gateway(name: str, at: str) -> Account:
    """A gateway with one session."""
    return Account(at, {"token": f"sim-{name}"})


def whatsapp_channel(name: str, at: str) -> Account:
    """A channel on which people post by hand: no secrets, and a played telephone to post with."""
    return Account(f"{at}/{name}", {})


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
# All that are played, the mail sink aside.
PLAYED: Final[dict[str, Callable[[str, str], Account]]] = REMOVABLE | {
    "whatsapp_channel": whatsapp_channel,
    "whatsapp_gateway": whatsapp_gateway,
    "whatsapp": whatsapp,
    "sms": sms,
    "webpush": webpush,
}


def account_on(platform: str, name: str, simulator: Running) -> Account:
    """An account with this name."""
    return REMOVABLE[platform](name, simulator.platforms[platform])

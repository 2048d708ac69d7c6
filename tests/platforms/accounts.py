"""An account of its own on every played platform, one function each."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from oyez.platforms.port import Channel
from oyez.simulator import Running
from oyez.simulator.graph import number_of
from oyez.simulator.webpush_keys import server_key, subscription
from oyez.simulator.whatsapp import business_of, phone_of

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


def sms(account: str, sim: Running) -> Channel:
    options = {"recipients": "+4915112345678, +4915187654321", "account_path": "/account"}
    secrets = {"token": f"sim-{account}", "webhook_secret": "shared-with-the-gateway"}
    return Channel(account, sim.platforms["sms"], secrets, options | {"sender": "Polizei"})


def webpush(account: str, sim: Running) -> Channel:
    listed = json.dumps([subscription(sim.platforms["webpush"], account, "phone")])
    options = {"subscriptions": listed, "subject": "mailto:press@police.example"}
    return Channel(account, "", {"vapid_private": server_key(account)}, options)


def linkedin(account: str, sim: Running) -> Channel:
    app = {"client_id": "app", "client_secret": "linkedin-client-secret"}
    tokens = {"token": f"sim-{account}", "refresh_token": f"sim-refresh-{account}"}
    return Channel(account, sim.platforms["linkedin"], tokens | app)


def telegram(account: str, sim: Running) -> Channel:
    secrets = {"token": f"sim-{account}", "webhook_secret": "shared-with-telegram"}
    place = sim.platforms["telegram"]
    return Channel(account, place, secrets, {"username": account, "web": place})


def x(account: str, sim: Running) -> Channel:
    app = {"client_id": "sim-client-of-x", "consumer_secret": "x-consumer-secret"}
    tokens = {"token": f"sim-{account}", "refresh_token": f"sim-refresh-{account}"}
    return Channel(account, sim.platforms["x"], tokens | app, {"username": account})


def whatsapp(account: str, sim: Running) -> Channel:
    numbers = {"phone_number_id": phone_of(account), "waba_id": business_of(account)}
    template = {"template": "notice", "template_language": "en", "recipients": "+49 151 12345678"}
    secrets = {"token": f"sim-{account}", "app_secret": "shared-with-meta"}
    return Channel(account, sim.platforms["whatsapp"], secrets, numbers | template)


def whatsapp_gateway(account: str, sim: Running) -> Channel:
    return Channel(account, sim.platforms["whatsapp_gateway"], {"token": f"sim-{account}"})


def facebook(account: str, sim: Running) -> Channel:
    secrets = {"token": f"sim-{account}", "app_secret": "meta-app-secret"}
    page = {"page_id": number_of("facebook", account)}
    return Channel(account, sim.platforms["facebook"], secrets, page)


def instagram(account: str, sim: Running) -> Channel:
    secrets = {"token": f"sim-{account}", "app_secret": "meta-app-secret"}
    user = {"user_id": number_of("instagram", account)}
    return Channel(account, sim.platforms["instagram"], secrets, user)


def matrix(account: str, sim: Running) -> Channel:
    place = sim.platforms["matrix"]
    options = {"room": f"!{account}:sim.example", "web": place}
    secrets = {"token": f"sim-{account}", "refresh_token": f"sim-refresh-{account}"}
    return Channel(account, place, secrets, options)


def threads(account: str, sim: Running) -> Channel:
    secrets = {"token": f"sim-{account}", "app_secret": "threads-app-secret"}
    return Channel(account, sim.platforms["threads"], secrets, {"prepare_seconds": "0"})


ACCOUNTS: Final[dict[str, Callable[[str, Running], Channel]]] = {
    "mastodon": mastodon,
    "bluesky": bluesky,
    "email": email,
    "facebook": facebook,
    "instagram": instagram,
    "linkedin": linkedin,
    "sms": sms,
    "threads": threads,
    "webpush": webpush,
    "whatsapp": whatsapp,
    "whatsapp_gateway": whatsapp_gateway,
    "x": x,
    "telegram": telegram,
    "matrix": matrix,
}

"""The channels of the exercise world: where each unit speaks, on which played account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oyez.govern.actions import create_channel, set_secrets
from oyez.govern.models import Channel, Unit
from oyez.platforms.registry import LABELS
from oyez.proof.accounts import PLAYED, Account
from oyez.proof.exercise.world import FURTHER, NAMES, Body, Place

SETTLE_MS = 2000  # the simulator is near: what it accepted is readable at once
OWN = ("page", "feeds", "cap")
ACCOUNTS = ("mastodon", "bluesky")
# The pages that the played platforms have for an account; the others have none.
PAGES = {
    "mastodon": "/@{name}",
    "bluesky": "/profile/{name}.sim.example",
    "x": "/{name}",
    "facebook": "/{name}",
    "instagram": "/{name}",
    "threads": "/@{name}",
    "telegram": "/{name}",
    "whatsapp_channel": "/",
}
PLACES = {"email": 10, "mastodon": 20, "bluesky": 30} | {
    platform: 40 + place for place, platform in enumerate(FURTHER)
}


@dataclass(frozen=True, slots=True)
class Simulator:
    """Where the simulated platforms listen."""

    base_url: str
    smtp_port: int

    def account(self, platform: str, name: str) -> Account:
        """An account with this name, as it is reached now."""
        return PLAYED[platform](name, f"{self.base_url}/{platform}")

    @property
    def relay(self) -> str:
        """The address of the mail sink."""
        return f"smtp://127.0.0.1:{self.smtp_port}"


def enter_channels(
    unit: Unit, place: Place, body: Body, *, simulator: Simulator, platforms: Iterable[str]
) -> None:
    """The unit's own outlets, its press list, and an account on each of these platforms."""
    names = NAMES[body.language]
    for position, platform in enumerate(OWN):
        create_channel(
            None,
            unit,
            platform=platform,
            name=names[platform],
            language=body.language,
            position=position,
            settle_ms=SETTLE_MS,
        )
    _enter_press_list(unit, body, simulator)
    for platform in platforms:
        enter_account(unit, platform, place.account, simulator=simulator, language=body.language)


def enter_account(
    unit: Unit, platform: str, called: str, *, simulator: Simulator, language: str
) -> Channel:
    """The unit's account there, with everything that opens it."""
    name = name_on(platform, called)
    played = simulator.account(platform, name)
    channel = create_channel(
        None,
        unit,
        platform=platform,
        name=f"{LABELS[platform]} @{name}",
        account=name,
        base_url=played.base_url,
        public_url=page_of(platform, name, played),
        options=played.options,
        language=language,
        position=PLACES[platform],
        settle_ms=SETTLE_MS,
    )
    if played.secrets:
        set_secrets(None, channel, played.secrets)
    return channel


def name_on(platform: str, called: str) -> str:
    """Names on Bluesky are those of hosts, which have no underscores."""
    return called.replace("_", "-") if platform == "bluesky" else called


def page_of(platform: str, name: str, played: Account) -> str:
    """The public page of an account, where the played platform has one."""
    page = PAGES.get(platform, "")
    return played.base_url + page.format(name=name) if page else ""


def _enter_press_list(unit: Unit, body: Body, simulator: Simulator) -> None:
    channel = create_channel(
        None,
        unit,
        platform="email",
        name=NAMES[body.language]["email"],
        account=f"press@{body.domain}",
        language=body.language,
        position=PLACES["email"],
        options={"recipients": ",".join(body.press)},
        settle_ms=SETTLE_MS,
    )
    given = {"relay": simulator.relay, "sender": f"press@{body.domain}"}
    set_secrets(None, channel, given)

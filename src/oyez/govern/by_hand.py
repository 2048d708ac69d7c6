"""What a person does on each platform after its credentials here were destroyed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.govern.models import Authority, Channel
from oyez.platforms.registry import ASSISTED, LABELS

SHOWN = 50
ANYWHERE: tuple[str | Promise, ...] = (
    _("Change the password of the account."),
    _("End all its sessions."),
    _("Withdraw the access of every app, Oyez too."),
)
STEPS: dict[str, tuple[str | Promise, ...]] = {
    "mastodon": (
        _("Preferences, Account: change the password; this ends the sessions of browsers."),
        _("Preferences, Authorised apps: revoke every app, Oyez too."),
        _("Preferences, Development: delete applications and tokens you find there."),
    ),
    "bluesky": (
        _("Settings, Account: change the password."),
        _("Settings, Privacy and security, App passwords: delete all of them."),
    ),
    "whatsapp_channel": (
        _("In the app, Channel info, Administrators: remove everybody you do not know."),
        _("On each administrator’s phone, Linked devices: log out all of them."),
        _("Set or change the PIN of the two-step verification of each number."),
    ),
    "whatsapp_gateway": (
        _("On the phone of the linked number, Linked devices: log out all of them."),
        _("Change the key of the gateway, or shut the gateway down."),
        _("In the app, Channel info, Administrators: remove everybody you do not know."),
    ),
    "youtube": (
        _("YouTube Studio, Settings, Permissions: remove everybody you do not know."),
        _("Change the password of the Google account and sign out of all its devices."),
    ),
    "tiktok": (
        _("Settings, Security, Manage devices: remove all of them."),
        _("Change the password and withdraw the permissions of every app."),
    ),
    "nextdoor": (
        _("Settings, Account: change the password."),
        _("In the agency’s settings remove every member of staff you do not know."),
    ),
    "email": (_("Change the password with which Oyez signs in to the mail relay."),),
}


@dataclass(frozen=True, slots=True)
class Left:
    """One platform: what to do there, and for which accounts."""

    label: str
    steps: tuple[str | Promise, ...]
    channels: list[Channel]
    more: int


def left_by_hand(authority: Authority | None = None) -> list[Left]:
    """Every platform with channels that have no credentials here, the busiest first."""
    bare = Q(needs_secrets=True, secrets=b"") | Q(platform__in=ASSISTED)
    rows = Channel.objects.filter(bare).exclude(mode="closed")
    rows = rows.filter(unit__authority=authority) if authority else rows
    return sorted(_grouped(rows), key=lambda left: (-len(left.channels) - left.more, left.label))


def _grouped(rows: Iterable[Channel]) -> list[Left]:
    found: dict[str, list[Channel]] = {}
    for row in rows:
        found.setdefault(row.platform, []).append(row)
    return [
        Left(
            LABELS.get(platform, platform),
            STEPS.get(platform, ANYWHERE),
            channels[:SHOWN],
            max(0, len(channels) - SHOWN),
        )
        for platform, channels in found.items()
    ]

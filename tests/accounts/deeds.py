"""One way to do each deed that needs a fresh proof."""

from __future__ import annotations

from collections.abc import Callable

from newsroom import Newsroom, channel
from oyez.accounts.models import Person
from oyez.domain.notice import Urgency
from oyez.govern.actions import change_channel, freeze

Sent = tuple[Person, str, dict[str, object]]


def approve(room: Newsroom) -> Sent:
    revision = room.submitted()
    data = {"revision": revision.pk, "version": revision.version}
    return room.bob, f"/notices/{revision.notice.code}/approve/", data


def break_glass(room: Newsroom) -> Sent:
    revision = room.written(Urgency.CRITICAL).revisions.earliest("number")
    data = {"revision": revision.pk, "version": revision.version, "reason": "Nobody answers"}
    return room.dora, f"/notices/{revision.notice.code}/break-glass/", data


def lift(room: Newsroom) -> Sent:
    frozen = freeze(room.greta, room.unit.path, reason="Taken over")
    return room.greta, f"/freeze/{frozen.pk}/lift/", {}


def role(room: Newsroom, verb: str) -> Sent:
    place = room.bob.memberships.get().pk if verb == "revoke" else ""
    data = {"role": "author", "scope": room.unit.path}
    return room.ada, f"/people/{room.bob.pk}/{verb}/{place}{'/' if place else ''}", data


def connect(room: Newsroom) -> Sent:
    one = change_channel(None, room.mastodon, base_url="")  # so that no server is asked
    return room.ada, f"/channels/{one.pk}/connect/", {"go": "1"}


def risk(room: Newsroom) -> Sent:
    gateway = channel(room.unit, "whatsapp_gateway", "WhatsApp Emsland")
    data = {"reason": "No officer at night", "considered": "A ban", "ends_on": "2027-05-31"}
    return room.greta, f"/channels/{gateway.pk}/risk/", data


# One way to do each deed of the table; a view without its decorator does it at once, and fails.
WAYS: dict[str, Callable[[Newsroom], Sent]] = {
    "approve": approve,
    "break-glass": break_glass,
    "issue-prepared": lambda room: (
        room.dora,
        f"/notices/{room.approved(Urgency.CRITICAL).code}/issue-prepared/",
        {},
    ),
    "retract": lambda room: (
        room.dora,
        f"/notices/{room.approved().code}/retract/",
        {"reason": "A water pipe"},
    ),
    "freeze": lambda room: (room.greta, "/freeze/", {"scope": room.unit.path, "reason": "Bots"}),
    "lift": lift,
    "grant": lambda room: role(room, "grant"),
    "revoke": lambda room: role(room, "revoke"),
    "active": lambda room: (room.ada, f"/people/{room.bob.pk}/active/", {"active": "0"}),
    "door": lambda room: (room.ada, f"/people/{room.bob.pk}/door/", {"password": "x" * 20}),
    "person": lambda room: (room.ada, "/people/", {"name": "Eve", "email": "eve@police.example"}),
    "credentials": lambda room: (
        room.ada,
        f"/channels/{room.mastodon.pk}/credentials/",
        {"token": "secret-token-of-the-channel"},
    ),
    "connect": connect,
    "webhook": lambda room: (room.ada, f"/channels/{room.mastodon.pk}/webhook/", {}),
    "mode": lambda room: (
        room.greta,
        f"/channels/{room.mastodon.pk}/mode/",
        {"mode": "reduced", "reason": "Bots"},
    ),
    "platform": lambda room: (room.greta, "/platforms/", {"platform": "mastodon"}),
    "risk": risk,
    "budget": lambda room: (
        room.ada,
        f"/channels/{room.mastodon.pk}/allowance/",
        {"path": room.mastodon.path, "amount": "5", "reserve": "30"},
    ),
    "account": lambda room: (room.dora, "/account/codes/new/", {}),
    "automatic": lambda room: (
        room.greta,
        f"/authorities/{room.police.pk}/guard/",
        {"labelled": "on"},
    ),
    "lock": lambda room: (room.audrey, "/emergency/", {"reason": "A phone is gone", "known": "1"}),
}

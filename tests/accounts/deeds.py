"""One way to do each deed that needs a fresh proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from newsroom import Newsroom, channel, person
from oyez.accounts.models import Person
from oyez.domain.notice import Urgency
from oyez.domain.plan import Kind
from oyez.domain.roles import Role
from oyez.govern.actions import change_channel, freeze
from oyez.plans.actions import Wish, agree_plan, draft_plan, propose_plan
from oyez.plans.models import Plan

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


def agreed_plan(room: Newsroom, *, agreed: bool) -> Plan:
    """A plan to close Mastodon, by another governor."""
    now = timezone.now()
    gus = person("Gus", Role.GOVERNOR, "/nds/")
    wish = Wish(Kind.CLOSE, now + timedelta(days=40), {room.mastodon: None})
    plan = propose_plan(gus, draft_plan(gus, room.police, wish, at=now), at=now)
    return agree_plan(room.greta, plan, at=now) if agreed else plan


def plan(room: Newsroom, verb: str) -> Sent:
    made = agreed_plan(room, agreed=verb != "agree-plan")
    return room.greta, f"/plans/{made.pk}/{verb}/", {"reason": "Not yet"}


def step(room: Newsroom, verb: str) -> Sent:
    made = agreed_plan(room, agreed=True).steps.order_by("number").first()
    assert made is not None
    return room.greta, f"/plans/steps/{made.pk}/{verb}/", {"note": "Not yet"}


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
    "purge": lambda room: (room.greta, f"/archive/{room.mastodon.pk}/purge/", {}),
    "agree-plan": lambda room: plan(room, "agree-plan"),
    "stop-plan": lambda room: plan(room, "stop-plan"),
    "yes-step": lambda room: step(room, "yes-step"),
    "undo-step": lambda room: step(room, "undo-step"),
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

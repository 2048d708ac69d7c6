"""What stands around the notices of the day: modes, freezes, doors, the rota, a drill, a crest."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from day_time import NOW
from day_words import REASONS, RISKS
from django.test import RequestFactory, override_settings
from PIL import Image, ImageDraw

from newsroom import PASSWORD
from oyez.accounts import kept, links
from oyez.accounts.actions import create_person, grant
from oyez.accounts.models import Person
from oyez.domain.channel import Mode
from oyez.domain.roles import Role
from oyez.exercise.actions import start_drill
from oyez.exercise.models import DrillEvent
from oyez.exercise.shipped import shipped
from oyez.govern.actions import (
    accept_risk,
    approve_platform,
    change_mode,
    create_authority,
    create_channel,
    create_unit,
    freeze,
    plan_duty,
    set_brand,
    set_secrets,
    withdraw_risk,
)
from oyez.proof.exercise.channels import Simulator, enter_account

if TYPE_CHECKING:
    from day import Day

SIMULATOR = "http://127.0.0.1:8002"
PLAYED = Simulator(SIMULATOR, 8025)


def house(day: Day) -> None:
    """All of it."""
    modes(day)
    things(day)
    doors(day)
    rota(day)
    drill(day)
    gateway(day)
    set_brand(None, day.cast.authority(), crest=crest())


def modes(day: Day) -> None:
    """A channel that is used less, and a unit that is frozen."""
    governor, units = day.people["governor"], day.cast.body.units
    with time_machine.travel(NOW - timedelta(days=9), tick=False):
        channel = day.cast.channel(units[-1].slug, "mastodon")
        change_mode(governor, channel, Mode.CRITICAL_ONLY, reason=REASONS["abuse"][day.language])
    with time_machine.travel(NOW - timedelta(minutes=18), tick=False):
        place = day.cast.unit(units[1].slug)
        freeze(governor, place.path, reason=REASONS["frozen"][day.language])
    day.things |= {"reduced": channel.pk, "frozen": place.path}


def things(day: Day) -> None:
    """Names and numbers for addresses."""
    day.things |= {
        "language": day.language,
        "body": day.cast.body.slug,
        "place": day.slug,
        "channel": day.cast.channel(day.slug, "mastodon").pk,
        "person": day.people["author"].pk,
        "authority": day.cast.authority().pk,
    }


def doors(day: Day) -> None:
    """Somebody with second factors, a form that waits for its proof, and a link from a mail."""
    deputy, approver = day.people["deputy"], day.people["approver"]
    deputy.set_password(PASSWORD)
    deputy.save()
    TOTP.activate(deputy, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(deputy)
    Authenticator.objects.create(user=deputy, type="webauthn", data={"name": "Phone"})
    asked = RequestFactory().post(f"/notices/{day.things['submitted']}/approve/", {"version": 1})
    with time_machine.travel(NOW, tick=False):
        day.things["kept"] = kept.keep(asked, approver, "approve")
        address = links.make(day.people["duty"], f"/notices/{day.things['live']}/")
    day.things["link"] = address.rstrip("/").rpartition("/")[2]


def rota(day: Day) -> None:
    """Who is on call for some days, with a deputy tonight."""
    path, begins = day.cast.authority().path, NOW.replace(hour=5, minute=0)
    with time_machine.travel(begins - timedelta(hours=1), tick=False):
        for number in range(6):
            somebody = day.people["approver" if number % 2 else "duty"]
            start = begins + number * timedelta(hours=12)
            plan_duty(None, path, somebody, begins_at=start, ends_at=start + timedelta(hours=12))
        plan_duty(
            None,
            path,
            day.people["approver"],
            begins_at=begins,
            ends_at=begins + timedelta(hours=12),
            deputy=True,
        )


def drill(day: Day) -> None:
    """One that began a few minutes ago."""
    begun = NOW - timedelta(minutes=4)
    exercise = override_settings(EXERCISE=True, SIMULATOR_URL=SIMULATOR)
    with exercise, time_machine.travel(begun, tick=False):
        source = next(one.scenario.source for one in shipped() if one.slug == "wrong-time")
        place = day.cast.body.units[0]
        unit, above = day.cast.unit(place.slug), day.cast.authority()
        for platform in ("x", "facebook"):
            approve_platform(None, above.superior or above, platform, starts_on=date(2026, 1, 1))
            enter_account(unit, platform, place.account, simulator=PLAYED, language=day.language)
        started = start_drill(day.people["governor"], source, at=begun, unit=unit)
    DrillEvent.objects.filter(drill=started, number__lte=2).update(
        done_at=begun + timedelta(seconds=20), outcome="played", due_at=None
    )
    day.things["drill"] = started.pk


def gateway(day: Day) -> None:
    """A channel through a gateway: one accepted risk was withdrawn, another waits for a yes."""
    body, above = day.cast.body, day.cast.authority()
    with time_machine.travel(NOW - timedelta(days=40), tick=False):
        approve_platform(
            None, above.superior or above, "whatsapp_gateway", starts_on=date(2026, 1, 1)
        )
        one = create_channel(
            None, day.cast.unit(body.units[1].slug), platform="whatsapp_gateway", position=95,
            name="WhatsApp (Gateway)", account="120363", language=body.language,
        )  # fmt: skip
        set_secrets(None, one, {"token": "t"})
    reason, considered, why = RISKS[day.language]
    words = {"reason": reason, "considered": considered, "ends_on": date(2027, 5, 31)}
    for days in (40, 1):
        with time_machine.travel(NOW - timedelta(days=days), tick=False):
            risk = accept_risk(day.people["governor"], one, **words)
        if days == 40:
            with time_machine.travel(NOW - timedelta(days=38), tick=False):
                withdraw_risk(day.people["deputy"], risk, reason=why)
    day.things["risk"] = one.pk


def crest() -> bytes:
    """A shield with a bar, drawn for this day."""
    picture = Image.new("RGBA", (192, 192))
    pen = ImageDraw.Draw(picture)
    pen.polygon([(24, 16), (168, 16), (168, 104), (96, 180), (24, 104)], fill="#ffb000")
    pen.polygon([(24, 76), (168, 52), (168, 84), (24, 108)], fill="#0b2545")
    kept_as = BytesIO()
    picture.save(kept_as, "PNG")
    return kept_as.getvalue()


def new_town() -> Person:
    """An authority in which nothing has been entered, and the one person who works there."""
    town = create_authority(None, slug="new-town", name="Town of Newbridge")
    create_unit(None, town, slug="hall", name="Town hall")
    somebody = create_person(None, email="mayor@newbridge.example", name="Robin Fields")
    for role in (Role.ADMINISTRATOR, Role.DUTY_OFFICER, Role.GOVERNOR, Role.AUTHOR):
        grant(None, somebody, role, town.path)
    return somebody

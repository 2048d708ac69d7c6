"""A quiet alarm about a changed link, an evening that is over, and how people are paged."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import time_machine
from day_time import NOW, today

from oyez.domain.alarm import Cause, Station
from oyez.domain.errors import say
from oyez.guard.actions import acknowledge, describe_incident, enter_way, promise, station
from oyez.guard.actions.open_incident import open_by_machine
from oyez.guard.actions.raise_alarm import Danger, Witness, raise_alarm
from oyez.guard.models import Alarm, Drift, Page, PushKey, Stranger, Trial
from oyez.listen.models import InboxItem
from oyez.publish.models import Notice

if TYPE_CHECKING:
    from day import Day


def alarms(day: Day) -> None:
    """Nothing loud: that would stand on every page of the day."""
    _drifted(day)
    _stranger(day)
    _over(day)
    _paging(day)


def _drifted(day: Day) -> None:
    """What is linked has changed a few minutes ago; a reply says so too."""
    notice = Notice.objects.get(code=day.things["live"])
    drift = Drift.objects.filter(watch__notice=notice).first()
    reply = InboxItem.objects.filter(own=False).order_by("pk").first()
    at = today(14, 12)
    with time_machine.travel(at, tick=False):
        danger = Danger(
            about=f"notice:{notice.code}", cause=Cause.DRIFT, loud=False, path=notice.unit.path,
            reason=say(drift.template, **drift.values), notice=notice, first_sign_at=drift.at,
        )  # fmt: skip
        signs = [Witness("reply", at, reply.pk, 0.8)]
        alarm, _new = raise_alarm(danger, at=at, signs=signs)
    Drift.objects.update(handled_at=at)
    _page(day, alarm, "duty", 1)
    day.things["alarm"] = alarm.pk


def _stranger(day: Day) -> None:
    """A post in the night that nobody of ours sent; the duty officer has it."""
    channel, at = day.cast.channel(day.slug, "mastodon"), today(2, 41)
    post = Stranger.objects.create(
        channel=channel, post_id="109", url=f"{channel.public_url}/109", text_sha256="0" * 64,
        at=at, first_seen=at + timedelta(seconds=20), last_seen=at + timedelta(seconds=20),
        handled_at=at,
    )  # fmt: skip
    with time_machine.travel(at + timedelta(seconds=21), tick=False):
        reason = say("A post that is not in our books stands on {channel}.", channel=channel.name)
        danger = Danger(
            about=f"stranger:{post.pk}", cause=Cause.STRANGER, loud=False, path=channel.unit.path,
            reason=reason, channel=channel, url=post.url, first_sign_at=at,
        )  # fmt: skip
        alarm, _new = raise_alarm(danger, at=at + timedelta(seconds=21))
        acknowledge(day.people["duty"], alarm, at=at + timedelta(seconds=70))
    day.things["stranger"] = alarm.pk


def _over(day: Day) -> None:
    """The stream that was taken back, from the first warning to what was learnt."""
    notice = Notice.objects.get(code=day.things["retracted"])
    gone = notice.retracted_at
    raised = gone - timedelta(seconds=50)
    with time_machine.travel(raised, tick=False):
        reason = say(
            "{authors} people warn about this notice, among {replies} replies. "
            "Something in it is probably wrong.",
            authors=2,
            replies=3,
        )
        danger = Danger(
            about=f"notice:{notice.code}", cause=Cause.WARNINGS, loud=True, path=notice.unit.path,
            reason=reason, notice=notice, first_sign_at=raised - timedelta(seconds=40),
        )  # fmt: skip
        alarm, _new = raise_alarm(danger, at=raised)
        acknowledge(day.people["duty"], alarm, at=raised + timedelta(seconds=20))
    _page(day, alarm, "duty", 2)
    _learnt(day, alarm, gone + timedelta(seconds=5))


def _learnt(day: Day, alarm: Alarm, ended: datetime) -> None:
    """What came of it."""
    Alarm.objects.filter(pk=alarm.pk).update(
        state="resolved", outcome="taken_down", contained_at=ended, resolved_at=ended,
        resolved_by=day.people["duty"], learnt="Streams of others are never shared.",
    )  # fmt: skip
    alarm.refresh_from_db()
    with time_machine.travel(ended, tick=False):
        incident = open_by_machine(alarm, at=ended)
        by, owner = day.people["duty"], day.people["approver"]
        describe_incident(by, incident, happened="A stream of somebody else.", learnt="Look twice.")
        promise(by, incident, "Block streams of others", owner, due=date(2026, 12, 1), at=ended)
    day.things["incident"] = incident.pk


def _page(day: Day, alarm: Alarm, name: str, after: int) -> None:
    at = alarm.raised_at + timedelta(seconds=after)
    for way in ("desk", "push"):
        Page.objects.create(
            alarm=alarm, station="on_call", person=day.people[name], way=way, loud=alarm.loud,
            at=alarm.raised_at, sent_at=at,
        )  # fmt: skip


def _paging(day: Day) -> None:
    """A room, a place that is always staffed, and the test pages of the morning."""
    PushKey.objects.all().delete()
    duty, at = day.people["duty"], today(8)
    path = day.cast.authority().path
    with time_machine.travel(at, tick=False):
        place = station(duty, path, Station.FINAL, name="Control room")
        way = enter_way(duty, place, "push", BROWSER, at=at, label="Console of the control room")
        own = enter_way(duty, duty, "push", BROWSER, at=at, label="Firefox, Android")
    for row, who in ((way, {"stationed": place}), (own, {"person": duty})):
        Trial.objects.create(
            path=path, station="final" if who.get("stationed") else "on_call", way="push",
            address=row, at=today(10), sent_at=today(10, 1), arrived_at=NOW, **who,
        )  # fmt: skip
    trial = Trial.objects.create(by=duty, person=duty, way="push", address=own, at=NOW, sent_at=NOW)
    day.things["trial"] = trial.pk
    day.things["station"] = place.pk


BROWSER = (
    '{"endpoint": "https://push.example/1", "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-'
    'JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}'
)

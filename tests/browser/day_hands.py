"""A channel that only people can reach: a post in hand, one to look at, one to remove."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import time_machine
from day_time import today
from day_words import DRY, MARCH, RUN, WATCHES, Said

from oyez.domain.delivery import Task
from oyez.govern.actions import approve_platform, create_channel
from oyez.publish.actions import look_by_hand, post_by_hand, retract, take_by_hand
from oyez.publish.actions.look_by_hand import Sight
from oyez.publish.delivering.claim import open_task
from oyez.publish.models import Attempt, Delivery, Receipt
from oyez.publish.rows import join, write

if TYPE_CHECKING:
    from day import Day

CODE = "0029VaPoliceChannel12345"


def hands(day: Day) -> None:
    """Three notices on a WhatsApp channel of the smallest unit."""
    body, place = day.cast.body, day.cast.body.units[-1]
    with time_machine.travel(today(13), tick=False):
        above = day.cast.authority().superior or day.cast.authority()
        approve_platform(None, above, "whatsapp_channel", starts_on=date(2026, 1, 1))
        create_channel(
            None, day.cast.unit(place.slug), platform="whatsapp_channel", position=90,
            name=f"WhatsApp {place.name}", language=body.language,
            public_url=f"https://whatsapp.com/channel/{CODE}",
        )  # fmt: skip
    in_hand = asked(day, MARCH, today(14, 3))
    with time_machine.travel(today(14, 10), tick=False):
        take_by_hand(day.people["author"], in_hand, at=today(14, 10))
    day.things["post"] = in_hand.pk
    day.things["post_open"] = asked(day, DRY, today(14, 8)).pk
    day.things["post_seen"] = posted(day, RUN, today(13, 40), 41).pk
    gone = posted(day, WATCHES, today(13, 20), 40)
    at = today(14, 1)
    with time_machine.travel(at, tick=False):
        look_by_hand(day.people["approver"], gone, Sight.STANDS, at=today(13, 30))
        retract(day.people["duty"], gone.notice, "Wrong day.", at=at)
        ask(gone, Task.REMOVE, at)
    gone.notice.deliveries.exclude(pk=gone.pk).update(held="gone", gone_at=at, due_at=None)
    day.things["post_gone"] = gone.pk


def asked(day: Day, said: Said, at: datetime) -> Delivery:
    """Out everywhere but on the channel for which a person is asked."""
    notice = day.say(said, at - timedelta(minutes=4), unit=day.cast.body.units[-1].slug)
    row = Delivery.objects.get(notice=notice, platform="whatsapp_channel")
    Attempt.objects.filter(delivery=row).delete()
    Receipt.objects.filter(delivery=row).delete()
    Delivery.objects.filter(pk=row.pk).update(
        held="nothing", verb="", revision=None, attempt=0, live_at=None,
        first_sent_at=None, sent_at=None, placed_at=None,
    )  # fmt: skip
    row.refresh_from_db()
    with time_machine.travel(at, tick=False):
        ask(row, Task.POST, at)
    return row


def ask(row: Delivery, task: Task, at: datetime) -> None:
    """What the worker does when only a person can go on."""
    row.refresh_from_db()
    join([row])
    open_task(row, task, asked="", now=at)
    write([row])


def posted(day: Day, said: Said, at: datetime, number: int) -> Delivery:
    """By the author, who waits for somebody to look."""
    row = asked(day, said, at)
    address = f"https://whatsapp.com/channel/{CODE}/{number}"
    with time_machine.travel(at + timedelta(minutes=2), tick=False):
        take_by_hand(day.people["author"], row, at=at + timedelta(minutes=1))
        post_by_hand(day.people["author"], row, address, at=at + timedelta(minutes=2))
        ask(row, Task.SECOND_LOOK, at + timedelta(minutes=2))
    return row

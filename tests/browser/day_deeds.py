"""What people did on the day and before, through the same verbs as everybody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import time_machine
from day_time import NOW, today
from day_words import (
    AREA,
    BOMB,
    DRY,
    FAIR,
    FLOOD,
    LEAK,
    MARCH,
    NOTE,
    OLDER,
    OVER,
    REASONS,
    RIDE,
    RUN,
    STREAM,
    WATCHES,
    WHY,
    words,
)

from oyez.domain.delivery import Task
from oyez.domain.notice import Urgency
from oyez.publish.actions import approve, break_glass, compose, correct, retract, send_back, submit
from oyez.publish.delivering.persons import TASKS, TROUBLE_OUT
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Attempt, Delivery, Notice, Receipt, Revision

if TYPE_CHECKING:
    from day import Day

SECONDS = (0.4, 0.5, 0.5, 1.1, 0.9, 1.4)


def first(notice: Notice) -> Revision:
    """The wording it began with."""
    return notice.revisions.get(number=1)


def go_out(notice: Notice, at: datetime, *, revision: int = 1) -> None:
    """What the worker would have written: every delivery live, with a receipt."""
    for place, row in enumerate(notice.deliveries.select_related("channel")):
        took = at + timedelta(seconds=SECONDS[place % len(SECONDS)])
        Delivery.objects.filter(pk=row.pk).update(
            held="live", verb="publish", revision=revision, attempt=revision, live_at=took,
            first_sent_at=at, sent_at=at, placed_at=took, due_at=None,
        )  # fmt: skip
        url = f"{row.channel.public_url}/{notice.code}" if row.channel.public_url else ""
        own = f"http://127.0.0.1:8001/p/{notice.code}/"
        Attempt.objects.create(delivery=row, channel_id=row.channel_id, verb="publish", at=at)
        Receipt.objects.create(
            delivery=row, revision=revision, remote_id=f"{row.platform}:{notice.code}{revision}",
            url=url or own, at=took, seen_from="outside" if url else "own",
        )  # fmt: skip
    Notice.objects.filter(pk=notice.pk, live_at=None).update(state="live", live_at=at)
    notice.revisions.filter(number=revision).update(state="issued", issued_at=at)


def older(day: Day) -> None:
    """What is over, and what stands for longer."""
    for number, said in enumerate(OLDER):
        notice = day.say(said, today(9 + number, 12, back=3 + 2 * number))
        Notice.objects.filter(pk=notice.pk).update(
            state="expired", valid_until=today(20, back=1 + number)
        )
        day.things["expired"] = notice.code
    day.say(RIDE, today(11, 30, back=1), unit=day.cast.body.units[-1].slug)


def night(day: Day) -> None:
    """At three the duty officer is alone."""
    at, duty = today(3, 12), day.people["duty"]
    prepared = words(OVER, day.language)
    with time_machine.travel(at, tick=False):
        draft = Draft(words(LEAK, day.language), urgency=Urgency.CRITICAL, prepared=prepared)
        notice = compose(duty, day.cast.unit(day.slug), draft, at=at)
        reason = REASONS["alone"][day.language]
        break_glass(duty, first(notice), reason, version=1, at=at)
    go_out(notice, at)
    day.things["glass"] = notice.code


def morning(day: Day) -> None:
    """A notice, its correction, and one that is taken back."""
    notice = day.say(
        BOMB, today(8, 5), both=True, urgency=Urgency.IMPORTANT, area=AREA[day.language],
        valid_until=today(18),
    )  # fmt: skip
    day.things["live"] = day.say(FAIR, today(9, 40)).code
    changed = [
        Words(
            w.language, w.headline, w.body.replace("10:30", "11:30").replace("10 h 30", "11 h 30")
        )
        for w in words(BOMB, day.language, both=True)
    ]
    at = today(9, 2)
    with time_machine.travel(at, tick=False):
        draft = Draft(changed, urgency=Urgency.IMPORTANT, note=NOTE[day.language])
        revision = correct(day.people["author"], notice, draft, at=at)
        submit(day.people["author"], revision, at=at)
        revision.refresh_from_db()
        approve(day.people["approver"], revision, version=revision.version, at=at)
    go_out(notice, at, revision=2)
    day.things["corrected"] = notice.code
    taken_back(day)


def later(text: Words) -> Words:
    """The same with an hour more."""
    body = text.body.replace("10:30", "11:30").replace("10 h 30", "11 h 30")
    return Words(text.language, text.headline, body)


def taken_back(day: Day) -> None:
    """Everything is gone but the mail, which a person has to follow up."""
    notice, at = day.say(STREAM, today(12, 31)), today(12, 52)
    with time_machine.travel(at, tick=False):
        reason, instead = WHY[day.language]
        retract(day.people["duty"], notice, reason, at=at, instead=instead)
    rows = notice.deliveries.all()
    gone = at + timedelta(seconds=2)
    rows.exclude(platform="email").update(held="gone", gone_at=gone, due_at=None)
    Receipt.objects.filter(delivery__in=rows.exclude(platform="email")).update(
        gone_at=gone, evidence="404 from outside"
    )
    rows.filter(platform="email").update(
        held="needs_person", task="by_hand", task_for=day.people["duty"], due_at=None,
        reason=told(TASKS[Task.BY_HAND], notice, "email", said=""),
    )  # fmt: skip
    day.things["retracted"] = notice.code


def told(template: str, notice: Notice, platform: str, **values: str) -> dict[str, object]:
    """A sentence about a delivery as its row keeps it."""
    channel = notice.deliveries.select_related("channel").get(platform=platform).channel.name
    return {"template": template, "values": {"code": notice.code, "channel": channel, **values}}


def afternoon(day: Day) -> None:
    """What is being written, and what goes wrong."""
    waiting = day.write(MARCH, today(14, 6))
    day.things["submitted"] = waiting.notice.code
    back = day.write(WATCHES, today(13, 30))
    with time_machine.travel(today(13, 41), tick=False):
        send_back(day.people["approver"], back, REASONS["back"][day.language])
    day.things["returned"] = back.notice.code
    at = today(14, 11)
    with time_machine.travel(at, tick=False):
        draft = Draft(words(RUN, day.language, both=True), area=AREA[day.language])
        notice = compose(day.people["author"], day.cast.unit(day.slug), draft, at=at)
    day.things["draft"] = notice.code
    planned = day.write(RUN, today(13, 55), scheduled_at=today(7, back=-1))
    day.approve(planned, today(14))
    day.things["approved"] = planned.notice.code
    critical(day)
    troubled(day)


def critical(day: Day) -> None:
    """A critical notice and a correction that wait for somebody."""
    ready = words(DRY, day.language)
    grave = day.write(FLOOD, today(14, 4), urgency=Urgency.CRITICAL, prepared=ready)
    day.things["grave"] = grave.notice.code
    at = today(14, 5)
    with time_machine.travel(at, tick=False):
        fair = Notice.objects.get(code=day.things["live"])
        text = words(FAIR, day.language)[0]
        body = text.body.replace("10", "11")
        note = NOTE[day.language]
        draft = Draft([Words(text.language, text.headline, body)], note=note)
        revision = correct(day.people["author"], fair, draft, at=at)
        submit(day.people["author"], revision, at=at)
    day.things["changed"] = fair.code


def troubled(day: Day) -> None:
    """One notice is on its way while a platform does not answer."""
    moving = day.say(OLDER[1], today(14, 11))
    trouble = told(TROUBLE_OUT, moving, "mastodon", reply="timeout")
    moving.deliveries.filter(platform="mastodon").update(
        held="unknown", doubt=1, failures=2, live_at=None, reason=trouble, due_at=NOW
    )
    moving.deliveries.filter(platform="bluesky").update(held="sending", live_at=None, due_at=NOW)
    day.things["moving"] = moving.code

"""A channel that was archived in the morning, and old posts of it that are being deleted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import time_machine
from day_time import today

from oyez.archive import running
from oyez.archive.actions import begin_archiving, confirm_purge, hold, propose_purge
from oyez.archive.keeping import Held
from oyez.archive.manifest import summed
from oyez.archive.models import Archiving, Record, Removal
from oyez.archive.models.archiving import Part
from oyez.archive.models.record import Kind
from oyez.archive.outside import Brought
from oyez.archive.purging import stored
from oyez.domain.errors import say
from oyez.domain.purge import NO_NAME, RemovalState
from oyez.govern.models import Channel

if TYPE_CHECKING:
    from day import Day

OLD = {"en": "Road closed", "de": "Straße gesperrt", "fr": "Route fermée"}
LISTED = "Mastodon did not list the posts of the account ({reply})."


def archive(day: Day) -> None:
    """Archived at nine; confirmed at ten, and half an hour under way."""
    channel = Channel.objects.select_related("unit__authority").get(pk=day.things["channel"])
    governor, deputy = day.people["governor"], day.people["deputy"]
    with time_machine.travel(today(9), tick=False):
        _run(day, channel)
        hold(governor, channel, "Az. 4711/26", at=today(9), until=today(9).date() + timedelta(60))
    with time_machine.travel(today(10), tick=False):
        before = today(6, back=40)
        purge = propose_purge(governor, channel, before=before, at=today(10))
        confirm_purge(deputy, purge, at=today(10))
        rows = list(Removal.objects.filter(purge=purge))
        for number, row in enumerate(rows[:12]):
            at = today(10, 1 + number)
            proof = "GET status 404 (outside), GET page 404"
            Removal.objects.filter(pk=row.pk).update(
                state=RemovalState.GONE, gone_at=at, evidence=proof, tries=1
            )
        for row in rows[-3:]:
            Removal.objects.filter(pk=row.pk).update(state=RemovalState.KEPT, why=stored(NO_NAME))
    day.things |= {
        "archived": channel.pk,
        "purge": purge.pk,
        "record": Record.objects.filter(channel=channel, kind=Kind.NOTICE).latest("pk").pk,
    }


def _run(day: Day, channel: Channel) -> None:
    """What the worker does, with posts that somebody else has listed."""
    now = today(9)
    run = begin_archiving(day.people["governor"], channel, at=now)
    while not Archiving.objects.get(pk=run.pk).finished_at:
        Archiving.objects.filter(pk=run.pk).update(due_at=now)
        for turn in running.take_due(now, 5):
            told = Brought(missing=(say(LISTED, reply="too_many_statuses"),))
            if turn.part is Part.POSTS:
                told = Brought(tuple(_old(day, number) for number in range(30)), told.missing)
            result = summed(channel) if turn.part is Part.SEAL else told
            running.write_results([(turn, result)], now)


def _old(day: Day, number: int) -> Held:
    text = f"{OLD[day.language]} ({number + 1})"
    post = str(110000 + number)
    return Held(
        Kind.POST, own=True, id=post, at=today(8, back=60 + number), text=text,
        original={"id": post, "text": text}, url=f"https://social.example/@us/{post}",
    )  # fmt: skip

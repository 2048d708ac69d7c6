"""The worker has the steps, and they do the whole work by themselves, in threads and all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from accounts_kept import Account
from django.utils import timezone

from newsroom import build
from oyez.archive.actions import begin_archiving, confirm_purge, propose_purge
from oyez.archive.models import Archiving, Purge, Record
from oyez.archive.steps import register
from oyez.domain.purge import RemovalState
from oyez.platforms.door import Door
from oyez.publish.steps import register as deliver
from oyez.simulator import Running
from oyez.work.loop import Worker
from oyez.work.registry import STEPS
from oyez.work.wake import make_wake
from together import shared_database

__all__ = ["shared_database"]


NAMES = {"archive", "purge", "forget_records", "deliver"}


@pytest.fixture
def account(shared_database: None, store: None, simulator: Running, door: Door) -> Account:
    account = Account(build(), simulator, door)
    account.channel.public_url = ""  # nobody plays the web here
    account.channel.save()
    return account


@pytest.fixture
def doors(door: Door) -> Iterator[None]:
    """The doors of a test in the steps that a worker has."""
    for step in STEPS:
        if step.name in NAMES:
            vars(step)["door"] = door
    yield
    register()
    deliver()


def work(over: Callable[[], bool]) -> None:
    """A worker with its threads, until it is over; only the steps that this is about."""
    end = time.monotonic() + 40
    worker = Worker(make_wake())
    worker.lanes = [slots for slots in worker.lanes if slots.step.name in NAMES]
    worker.run(lambda: over() or time.monotonic() > end)
    assert over()


def test_the_steps_are_entered() -> None:
    assert {"archive", "purge", "forget_records"} <= {step.name for step in STEPS}


def test_while_there_is_more_to_archive_nothing_pauses(account: Account, doors: None) -> None:
    begin_archiving(None, account.channel, at=timezone.now())
    step = next(one for one in STEPS if one.name == "archive")
    parts = set()
    for _ in range(3):
        step.claim("routine", 1, timezone.now(), "one")
        parts.add(Archiving.objects.get().part)
    assert len(parts) == 3


def test_a_worker_archives_and_deletes(account: Account, doors: None) -> None:
    posts = {account.by_hand(str(number)) for number in range(4)}
    row = account.publish()
    begin_archiving(None, account.channel, at=timezone.now())
    work(lambda: not Archiving.objects.filter(finished_at=None).exists())
    assert Record.objects.filter(own=True, kind__in=("post", "notice")).count() == len(posts) + 1
    now = timezone.now() + timedelta(seconds=1)
    purge = propose_purge(account.room.greta, account.channel, before=now, at=now)
    confirm_purge(account.gerd, purge, at=now)
    work(lambda: bool(Purge.objects.get().ended_at))
    assert set(purge.removals.values_list("state", flat=True)) == {RemovalState.GONE}
    assert account.standing() == set()
    row.refresh_from_db()
    assert row.held == "gone"

"""A run stores everything a channel holds, once, and can be broken off and gone on with."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest
from accounts_kept import Account
from django.db import IntegrityError, transaction
from django.utils import timezone

from oyez.archive import running
from oyez.archive.actions import begin_archiving
from oyez.archive.keeping import original_of
from oyez.archive.manifest import summed
from oyez.archive.models import Archiving, Record
from oyez.archive.queries import archived
from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.listen.models import InboxItem
from oyez.looking.door import Door as Looking
from oyez.publish.models import Delivery, Notice


def said(account: Account, number: str, **more: object) -> InboxItem:
    """Something that people have said on the channel."""
    now = timezone.now()
    fields: dict[str, object] = {"kind": "reply", "author": "Robin", "text": "Is the B70 open?"}
    return InboxItem.objects.create(
        channel=account.channel, platform_id=number, at=now, first_seen=now, **(fields | more)
    )


def kinds() -> dict[str, int]:
    found: dict[str, int] = {}
    for kind in Record.objects.values_list("kind", flat=True):
        found[kind] = found.get(kind, 0) + 1
    return found


def test_everything_we_hold_becomes_a_record(account: Account) -> None:
    row = account.publish()
    number = account.by_hand("Posted in the app")
    said(account, "r1")
    said(account, "m1", kind="message", text="A question")
    said(account, "gone", deleted_at=timezone.now())
    said(account, "ours", own=True)
    assert not archived(account.channel)
    run = account.archive(account.room.greta)
    assert archived(account.channel)
    assert kinds() == {"notice": 1, "post": 1, "reply": 1, "direct": 1, "profile": 1}
    assert run.counts == {"notice": 1, "reply": 1, "direct": 1, "post": 1, "profile": 1}
    notice = Record.objects.get(kind="notice")
    assert (notice.delivery, notice.own, notice.retention) == (row, True, "permanent")
    told = json.loads(original_of(notice))
    assert told["notice"]["code"] == row.notice.code
    assert told["receipt"]["remote_id"] == notice.platform_id
    assert [one["text"] for one in told["variants"]] == [notice.text]
    assert told["approvals"]
    assert notice.sha256 == hashlib.sha256(original_of(notice)).hexdigest()
    assert b"Lingen" not in bytes(notice.original), "originals are sealed"
    assert Record.objects.get(kind="post").platform_id == number
    assert Record.objects.get(kind="reply").retention == "replies"
    assert str(run.missing).count("could not be loaded") == 3
    assert summed(account.channel).sha256 == run.manifest
    assert run.records == 5
    actions = [e.action for e in Entry.objects.filter(action__startswith="archive.")]
    assert actions == ["archive.begin_archiving", "archive.finish_archiving"]
    assert "secret" not in json.dumps(told)
    assert "t" * 9 not in json.dumps(json.loads(original_of(Record.objects.get(kind="profile"))))


def test_again_only_what_is_new(account: Account) -> None:
    account.publish()
    account.by_hand("One")
    first = account.archive()
    account.by_hand("Two")
    said(account, "r9")
    second = account.archive()
    assert (first.counts["post"], second.counts) == (1, {"post": 1, "reply": 1})
    third = account.archive()
    assert third.counts == {}
    assert third.manifest == second.manifest != first.manifest


def test_a_correction_is_a_record_of_its_own(account: Account) -> None:
    row = account.publish()
    account.archive()
    row.receipts.update(revision=2)
    account.archive()
    keys = sorted(Record.objects.filter(kind="notice").values_list("key", flat=True))
    assert len(keys) == 2
    assert keys[1] == keys[0] + "#2"
    account.archive()
    assert Record.objects.filter(kind="notice").count() == 2
    assert not Record.objects.filter(kind="post").exists(), "it is no post by hand"


def test_one_that_runs_is_given_back(account: Account) -> None:
    now = timezone.now()
    run = begin_archiving(None, account.channel, at=now)
    assert begin_archiving(account.room.greta, account.channel, at=now) == run
    with pytest.raises(IntegrityError), transaction.atomic():
        Archiving.objects.create(channel=account.channel, begun_at=now)
    with pytest.raises(NotAllowed):
        begin_archiving(account.room.dora, account.channel, at=now)


def test_portions_are_small_and_a_worker_may_die_between_them(account: Account) -> None:
    for number in range(7):
        said(account, f"r{number}")
    now = timezone.now()
    run = begin_archiving(None, account.channel, at=now)
    for turns in range(100):
        Archiving.objects.filter(pk=run.pk, finished_at=None).update(due_at=now)
        found = running.take_due(now, 5)
        if turns % 2:  # every second time it dies with what it has in hand
            done = [(one, running.perform(one, account.door, Looking.to_stand_in(None), now))
                    for one in found]  # fmt: skip
            running.write_results(done, now)
        run.refresh_from_db()
        if run.finished_at:
            break
    assert run.finished_at
    assert kinds() == {"reply": 7, "profile": 1}
    assert run.records == 8


def test_what_comes_after_its_lease_is_dropped(account: Account) -> None:
    now = timezone.now()
    run = begin_archiving(None, account.channel, at=now)
    turns: list[running.Turn] = []
    while not turns:
        turns = running.take_due(now, 5)
    later = now + timedelta(minutes=11)
    [again] = running.take_due(later, 5)
    late = running.perform(turns[0], account.door, Looking.to_stand_in(None), now)
    running.write_results([(turns[0], late)], later)
    run.refresh_from_db()
    assert run.part == turns[0].part
    running.write_results([(again, late)], later)
    run.refresh_from_db()
    assert run.part != turns[0].part


def test_a_list_that_is_not_answered_is_asked_again_and_then_told(account: Account) -> None:
    account.sim.fault("mastodon", "find", "error_before", account=account.name)
    run = account.archive()
    assert run.finished_at
    assert "did not list" in str(run.missing)


def test_a_platform_without_a_list_says_so(account: Account) -> None:
    account.channel.platform = "youtube"
    account.channel.save()
    assert "does not list" in str(account.archive().missing)


def test_a_picture_that_is_not_in_the_store_is_told(account: Account) -> None:
    row = account.publish()
    revision = row.notice.revisions.get()
    revision.pictures.create(
        position=0, sha256="0" * 64, mime="image/png", width=1, height=1, alt="A road"
    )
    run = account.archive()
    assert "is not in the store" in str(run.missing)
    assert Record.objects.get(kind="notice").media.count() == 0


def test_nothing_of_a_channel_is_ever_lost_to_a_retraction(account: Account) -> None:
    row = account.publish()
    account.archive()
    text = Record.objects.get(kind="notice").text
    Notice.objects.filter(pk=row.notice_id).update(state="retracted", retracted_at=timezone.now())
    Delivery.objects.filter(pk=row.pk).update(wanted=None, held="gone")
    account.archive()
    assert Record.objects.get(kind="notice").text == text

"""A campaign deletes old posts inside the platform's limits and proves each one gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from accounts_kept import Account, calls, notice_of
from django.db import IntegrityError, transaction
from django.utils import timezone

from oyez.archive import purging
from oyez.archive.actions import (
    confirm_purge,
    pause_purge,
    propose_purge,
    resume_purge,
    stop_purge,
)
from oyez.archive.models import Purge, Record, Removal
from oyez.archive.pacing import ends_by
from oyez.audit.models import Entry
from oyez.domain.delivery import Held
from oyez.domain.errors import NotAllowed
from oyez.domain.notice import NoticeState
from oyez.domain.purge import PurgeState, RemovalState
from oyez.publish.actions import retract
from oyez.publish.models import Delivery, Receipt, Telling


@pytest.mark.parametrize("platform", ["mastodon", "x"])
def test_everything_goes_inside_the_share_and_by_the_forecast(
    account: Account, platform: str
) -> None:
    account = Account(account.room, account.sim, account.door, platform)
    posts = {account.by_hand(f"No. {number}") for number in range(75)}
    account.archive()
    purge = account.purge()
    begun, forecast = account.now, ends_by(purge, account.now)
    account.until_over(purge)
    assert (purge.state, account.broken(purge), account.strict.refused) == ("done", [], 0)
    gone = Removal.objects.filter(purge=purge, state=RemovalState.GONE)
    assert {row.post for row in gone} == posts
    assert all(row.evidence for row in gone)
    assert account.standing() == set()
    assert calls(purge) == len(posts)
    assert forecast
    # The worker asks once more at the end, and a window may open between two of its turns.
    late = timedelta(seconds=10)
    assert forecast - timedelta(seconds=3) <= account.now <= forecast + late
    assert account.now - begun > timedelta(minutes=29)
    assert Record.objects.filter(channel=account.channel, kind="post").count() == 75


def test_our_own_notice_goes_the_way_of_publishing_and_nowhere_else(account: Account) -> None:
    row = account.publish()
    [page] = Delivery.objects.filter(notice=row.notice, platform="page")
    account.archive()
    purge = account.purge()
    account.tick()
    row.refresh_from_db()
    assert (row.wanted, row.lane) == (None, "routine")
    account.send(("routine",))
    account.until_over(purge)
    row.refresh_from_db()
    assert (row.held, row.lane) == (Held.GONE, "routine")
    assert Receipt.objects.get(delivery=row).gone_at
    removal = Removal.objects.get(purge=purge)
    assert (removal.state, bool(removal.evidence)) == (RemovalState.GONE, True)
    assert account.standing() == set()
    assert calls(purge) == 0, "the one call was publishing's"
    assert notice_of(row).state == NoticeState.LIVE
    page.refresh_from_db()
    assert page.wanted is not None
    assert Entry.objects.filter(action="publish.let_go").count() == 1
    assert Record.objects.get(delivery=row).text


def test_nothing_begins_before_it_was_archived_and_confirmed_by_another(account: Account) -> None:
    account.by_hand()
    now, greta = timezone.now(), account.room.greta
    with pytest.raises(NotAllowed, match="Archive it first"):
        propose_purge(greta, account.channel, before=now, at=now)
    account.archive()
    later = timezone.now() + timedelta(minutes=1)
    purge = propose_purge(greta, account.channel, before=later, at=later)
    assert [one.person for one in Telling.objects.all()] == [account.gerd]
    assert purging.take_due(later, 5) == []
    with pytest.raises(NotAllowed, match="proposed this yourself"):
        confirm_purge(greta, purge, at=later)
    with pytest.raises(NotAllowed, match="no role"):
        confirm_purge(account.room.dora, purge, at=later)
    with pytest.raises(IntegrityError), transaction.atomic():
        Purge.objects.filter(pk=purge.pk).update(confirmed_by=greta, confirmed_at=later)
    with pytest.raises(IntegrityError), transaction.atomic():
        Purge.objects.filter(pk=purge.pk).update(state=PurgeState.RUNNING)
    confirm_purge(account.gerd, purge, at=later)
    with pytest.raises(NotAllowed, match="just changed"):
        confirm_purge(account.gerd, purge, at=later)
    with pytest.raises(NotAllowed, match="open already"):
        propose_purge(greta, account.channel, before=later, at=later)


def test_what_came_after_the_archive_is_not_touched(account: Account) -> None:
    old = account.by_hand("Old")
    account.archive()
    new = account.by_hand("New")
    purge = account.purge()
    account.until_over(purge)
    assert account.standing() == {new}
    assert [row.post for row in purge.removals.all()] == [old]


def test_it_pauses_goes_on_and_is_stopped(account: Account) -> None:
    posts = {account.by_hand(str(number)) for number in range(6)}
    account.archive()
    purge = account.purge()
    account.tick()
    account.tick()
    pause_purge(account.room.greta, purge)
    assert [account.tick() for _ in range(5)] == [0] * 5
    left = len(account.standing())
    assert 0 < left < len(posts)
    with pytest.raises(NotAllowed):
        pause_purge(account.room.greta, purge)
    resume_purge(account.gerd, purge, at=account.now)
    account.tick()
    assert len(account.standing()) == left - 1
    stop_purge(account.gerd, purge, at=account.now)
    account.tick()
    assert len(account.standing()) == left - 1
    with pytest.raises(NotAllowed):
        resume_purge(account.gerd, purge, at=account.now)
    assert account.broken(purge) == []
    assert Record.objects.filter(kind="post").count() == len(posts)


def test_an_incident_finds_its_share(account: Account) -> None:
    rows = [account.publish() for _ in range(9)]
    for number in range(60):
        account.by_hand(str(number))
    account.archive()
    begin = timezone.now() + timedelta(seconds=1)
    posts = [row.notice_id for row in rows]
    purge = account.purge(begin=begin)
    # The campaign is about what was posted by hand; the notices stay for the incident.
    Removal.objects.filter(purge=purge, delivery__notice__in=posts).delete()
    for _ in range(40):
        account.tick(0.1)
        Removal.objects.filter(purge=purge).exclude(due_at=None).update(due_at=account.now)
        Purge.objects.filter(pk=purge.pk).update(due_at=account.now)
    assert calls(purge) == 21
    account.deliver.door = account.strict  # type: ignore[misc,assignment]
    for row in rows:
        retract(account.room.dora, notice_of(row), "Wrong", at=timezone.now())
    account.send()
    assert account.strict.refused == 0
    held = Delivery.objects.filter(channel=account.channel, notice__in=posts)
    assert set(held.values_list("held", flat=True)) == {Held.GONE}
    assert len(account.strict.deletions) == 30
    # What the incident took is seen by the campaign.
    Purge.objects.filter(pk=purge.pk).update(due_at=account.now)
    account.tick(0.1)
    assert calls(purge) == 21


def test_what_cannot_be_deleted_is_listed_with_its_reason(account: Account) -> None:
    old, new = account.by_hand("Old"), account.by_hand("New")
    account.archive()
    rows = Record.objects.filter(channel=account.channel)
    rows.filter(platform_id=old).update(platform_id="")
    purge = account.purge()
    account.until_over(purge)
    [kept] = purge.removals.filter(state=RemovalState.KEPT)
    assert "number of this post" in str(kept.why)
    assert account.standing() == {old}
    assert new not in account.standing()


def test_a_platform_without_deletion_lists_everything(account: Account) -> None:
    account.by_hand()
    account.archive()
    account.channel.platform = "youtube"
    account.channel.save()
    purge = account.purge()
    assert "person removes it" in str(purge.removals.get().why)
    account.until_over(purge)
    assert purge.state == PurgeState.DONE
    assert len(account.standing()) == 1


def test_telegram_deletes_only_what_is_young_enough(account: Account) -> None:
    account.by_hand()
    account.archive()
    account.channel.platform = "telegram"
    account.channel.save()
    purge = account.purge(begin=timezone.now() + timedelta(hours=49))
    assert "48" in str(purge.removals.get().why)


def test_so_large_a_share_that_nothing_is_left_is_refused(account: Account) -> None:
    account.by_hand()
    account.archive()
    now, greta = timezone.now() + timedelta(minutes=1), account.room.greta
    with pytest.raises(NotAllowed, match="At most 95"):
        propose_purge(greta, account.channel, before=now, at=now, kept=99)
    with pytest.raises(NotAllowed, match="is over"):
        propose_purge(greta, account.channel, before=now + timedelta(1), at=now)
    with pytest.raises(NotAllowed, match="no post"):
        propose_purge(greta, account.channel, before=now - timedelta(days=9), at=now)
    page = account.room.unit.channels.get(platform="page")
    with pytest.raises(NotAllowed, match="own pages"):
        propose_purge(greta, page, before=now, at=now)

"""One channel is let go of a notice: nothing brings it back there, and nothing else changes."""

from __future__ import annotations

import pytest
from accounts_kept import Account, notice_of
from django.utils import timezone

from oyez.audit.models import Entry
from oyez.domain.delivery import Held
from oyez.domain.errors import NotAllowed
from oyez.domain.notice import NoticeState
from oyez.publish.actions import approve, correct, let_go, retract, submit
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Delivery


def gone(account: Account) -> Delivery:
    """A delivery that was let go and is gone."""
    row = account.publish()
    assert let_go(account.room.dora, row, at=timezone.now())
    account.send(("routine",))
    row.refresh_from_db()
    assert (row.held, row.wanted, row.lane) == (Held.GONE, None, "routine")
    return row


def test_only_who_may_take_back_lets_go_and_only_once(account: Account) -> None:
    row = account.publish()
    with pytest.raises(NotAllowed):
        let_go(account.room.charlie, row, at=timezone.now())
    assert let_go(None, row, at=timezone.now(), machine="worker")
    assert not let_go(account.room.dora, row, at=timezone.now())
    entry = Entry.objects.get(action="publish.let_go")
    assert (entry.actor, entry.object) == ("worker", f"notice:{row.notice.code}")


def test_a_correction_afterwards_does_not_bring_it_back(account: Account) -> None:
    row = gone(account)
    words = [Words("en", "Corrected", "The B70 is open again.")]
    draft = Draft(texts=words, note="The time was wrong")
    revision = correct(account.room.alice, notice_of(row), draft, at=timezone.now())
    submit(account.room.alice, revision, at=timezone.now())
    revision.refresh_from_db()
    approve(account.room.bob, revision, version=revision.version, at=timezone.now())
    account.send()
    row.refresh_from_db()
    assert (row.held, row.wanted) == (Held.GONE, None)
    assert account.standing() == set()
    page = Delivery.objects.get(notice=row.notice, platform="page")
    assert page.wanted == revision.number


def test_a_retraction_overtakes_it(account: Account) -> None:
    row = account.publish()
    let_go(account.room.dora, row, at=timezone.now())
    retract(account.room.dora, notice_of(row), "Wrong", at=timezone.now())
    row.refresh_from_db()
    assert row.lane == "retract", "it does not wait behind anything now"
    account.send()
    row.refresh_from_db()
    assert row.held == Held.GONE
    assert notice_of(row).state == NoticeState.RETRACTED


def test_a_failure_keeps_it_out_of_the_urgent_lane(account: Account) -> None:
    row = account.publish()
    let_go(account.room.dora, row, at=timezone.now())
    account.sim.fault("mastodon", "retract", "error_before", account=account.name, times=1)
    now = timezone.now()
    found = account.deliver.claim("routine", 9, now, "hand").errands
    account.deliver.record([(one, account.deliver.run(one)) for one in found], now)
    row.refresh_from_db()
    assert (row.held == Held.GONE, row.lane) == (False, "routine")

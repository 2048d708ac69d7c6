"""A campaign against lost answers, dying workers, false yeses, and sabotage of its promises."""

from __future__ import annotations

from datetime import timedelta

import pytest
from accounts_kept import Account, calls

from oyez.archive import purging
from oyez.archive.actions import (
    resume_purge,
)
from oyez.archive.models import Purge
from oyez.archive.purging import Turn
from oyez.archive.queries import counts_of
from oyez.archive.removing import Tried, remove
from oyez.domain.purge import Came, PurgeState, RemovalState
from oyez.govern.actions import set_secrets
from oyez.publish.models import Telling


@pytest.mark.parametrize("fault", ["drop_after_accept", "half_answer", "error_after", "garbage"])
def test_a_lost_answer_is_looked_up_and_counted_once(account: Account, fault: str) -> None:
    posts = {account.by_hand(str(number)) for number in range(4)}
    account.archive()
    purge = account.purge()
    account.sim.fault("mastodon", "retract", fault, account=account.name, times=3)
    account.until_over(purge)
    assert account.broken(purge) == []
    assert counts_of([purge.pk])[purge.pk]["gone"] == len(posts)
    assert calls(purge) == len(posts), "what was done is not asked for again"


@pytest.mark.parametrize("fault", ["drop_before", "error_before", "rate_limit"])
def test_what_was_not_done_is_asked_again(account: Account, fault: str) -> None:
    posts = {account.by_hand(str(number)) for number in range(3)}
    account.archive()
    purge = account.purge()
    account.sim.fault("mastodon", "retract", fault, account=account.name, times=2)
    account.until_over(purge)
    assert account.broken(purge) == []
    assert counts_of([purge.pk])[purge.pk]["gone"] == len(posts)


def test_a_worker_that_dies_at_any_moment_loses_and_doubles_nothing(account: Account) -> None:
    posts = {account.by_hand(str(number)) for number in range(5)}
    account.archive()
    purge = account.purge()
    for number in range(6):
        if number % 2:  # dies after the call
            account.tick(drop=True)
        else:  # dies before it
            account.now += timedelta(seconds=30)
            purging.take_due(account.now, 5)
    account.until_over(purge)
    assert account.broken(purge) == []
    assert counts_of([purge.pk])[purge.pk]["gone"] == len(posts)
    assert account.standing() == set()


def test_an_answer_after_its_lease_is_dropped(account: Account) -> None:
    account.by_hand()
    account.archive()
    purge = account.purge()
    account.now += timedelta(seconds=30)
    [turn] = purging.take_due(account.now, 5)
    later = account.now + timedelta(minutes=5)
    [again] = purging.take_due(later, 5)
    assert (turn.asking, again.asking) == (True, False)
    tried = remove(turn, account.strict, later)
    purging.write_results([(turn, tried)], later)
    assert purge.removals.get().state == RemovalState.ASKED
    purging.write_results([(again, remove(again, account.strict, later))], later)
    assert purge.removals.get().state == RemovalState.GONE


def test_an_account_that_is_shut_out_pauses_and_gives_up_nothing(account: Account) -> None:
    account.by_hand()
    account.archive()
    purge = account.purge()
    set_secrets(None, account.channel, {"token": "wrong"})
    account.tick()
    purge.refresh_from_db()
    assert (purge.state, bool(purge.trouble)) == (PurgeState.PAUSED, True)
    assert purge.removals.get().state == RemovalState.WAITING
    told = Telling.objects.filter(template__contains="not let in any more")
    assert {one.person for one in told} == {account.room.greta, account.gerd}
    set_secrets(None, account.channel, {"token": f"sim-{account.name}"})
    resume_purge(account.gerd, purge, at=account.now)
    account.until_over(purge)
    assert account.standing() == set()


def test_a_yes_that_removes_nothing_is_never_called_gone(account: Account) -> None:
    account.by_hand()
    account.archive()
    purge = account.purge()
    account.sim.fault("mastodon", "retract", "delete_ignored", account=account.name)
    account.until_over(purge)
    row = purge.removals.get()
    assert (row.state, row.gone_at) == (RemovalState.KEPT, None)
    assert "still to be seen" in str(row.why)
    assert account.broken(purge) == []


def believing(turn: Turn, door: object, now: object) -> Tried:
    """A worker that takes a yes for a proof."""
    tried = remove(turn, door, now)  # type: ignore[arg-type]
    agreed = tried.came is Came.AGREED
    return Tried(Came.GONE, evidence="the platform said yes") if agreed else tried


def test_sabotage_a_delete_that_is_believed_without_a_look_is_caught(account: Account) -> None:
    account.by_hand()
    account.archive()
    purge = account.purge()
    account.sim.fault("mastodon", "retract", "delete_ignored", account=account.name)
    account.now += timedelta(seconds=30)
    turns = purging.take_due(account.now, 5)
    tried = [(turn, believing(turn, account.strict, account.now)) for turn in turns]
    purging.write_results(tried, account.now)
    assert any("is called gone and stands" in one for one in account.broken(purge))


def test_sabotage_a_campaign_that_takes_the_share_of_incidents_is_caught(account: Account) -> None:
    for number in range(40):
        account.by_hand(str(number))
    account.archive()
    purge = account.purge()
    Purge.objects.filter(pk=purge.pk).update(kept=0)
    for _ in range(30):
        account.tick(2)
    purge.kept = 30
    assert any("deletions in one window" in one for one in account.broken(purge))

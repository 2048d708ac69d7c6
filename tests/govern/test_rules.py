from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.audit.queries import first_broken, last_entries
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.govern.actions import (
    approve_platform,
    change_mode,
    freeze,
    lift_freeze,
    withdraw_platform,
)
from oyez.govern.models import Channel, Freeze, PlatformApproval
from together import together


def test_a_change_of_mode_is_written_down_with_its_reason(land) -> None:
    before = land.channel.mode_changed_at
    channel = change_mode(land.governor, land.channel, Mode.CRITICAL_ONLY, reason=" abuse ")
    assert (channel.mode, channel.mode_changed_at > before) == (Mode.CRITICAL_ONLY, True)
    assert Channel.objects.get(pk=channel.pk).mode == "critical-only"
    (entry,) = last_entries(1)
    assert (entry.actor, entry.action) == (land.governor.signature, "govern.change_mode")
    assert entry.object == f"channel:{channel.pk}"
    assert entry.data == {"old": "active", "new": "critical-only", "reason": "abuse"}


def test_who_may_not_and_what_may_not_be(land) -> None:
    with pytest.raises(NotAllowed):
        change_mode(land.author, land.channel, Mode.REDUCED, reason="x")
    with pytest.raises(NotAllowed, match="reason"):
        change_mode(land.governor, land.channel, Mode.REDUCED, reason=" ")
    with pytest.raises(NotAllowed, match="cannot become closed"):
        change_mode(land.governor, land.channel, Mode.CLOSED, reason="x")


def test_a_change_based_on_an_old_look_is_refused(land) -> None:
    stale = Channel.objects.get(pk=land.channel.pk)
    change_mode(land.governor, land.channel, Mode.REDUCED, reason="x")
    with pytest.raises(NotAllowed, match="Somebody else"):
        change_mode(land.second, stale, Mode.CLOSING, reason="x")
    assert Channel.objects.get(pk=land.channel.pk).mode == "reduced"


def test_the_database_knows_the_modes(land) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Channel.objects.filter(pk=land.channel.pk).update(mode="sleeping")


def test_a_governor_above_approves_and_withdraws(land) -> None:
    start, end = date(2026, 1, 1), date(2096, 6, 30)
    approval = approve_platform(
        land.governor, land.ministry, "x", starts_on=start, ends_on=end, conditions="no data"
    )
    assert approval.approved_by == land.governor
    assert last_entries(1)[0].data["ends_on"] == "2096-06-30"
    withdraw_platform(land.governor, approval, reason="abuse")
    with pytest.raises(NotAllowed, match="already"):
        withdraw_platform(land.governor, approval, reason="abuse")


def test_approvals_that_make_no_sense(land) -> None:
    day = date(2026, 1, 2)
    with pytest.raises(NotAllowed):
        approve_platform(land.author, land.ministry, "x", starts_on=day)
    with pytest.raises(NotAllowed, match="need no approval"):
        approve_platform(land.governor, land.ministry, "page", starts_on=day)
    with pytest.raises(NotAllowed, match="end before"):
        approve_platform(land.governor, land.ministry, "x", starts_on=day, ends_on=date(2026, 1, 1))
    with pytest.raises(NotAllowed, match="This day is over"):
        approve_platform(land.governor, land.ministry, "x", starts_on=day, ends_on=day)
    with pytest.raises(DatabaseError), transaction.atomic():
        PlatformApproval.objects.create(
            authority=land.ministry, platform="x", starts_on=day, ends_on=date(2026, 1, 1)
        )


def test_a_freeze_names_scope_reason_and_person(land) -> None:
    frozen = freeze(land.governor, "/nds/os/", reason="account taken over")
    assert (frozen.scope_name, frozen.by_name) == ("PD Osnabrück", "Greta")
    assert last_entries(1)[0].data == {"scope": "/nds/os/", "reason": "account taken over"}


def test_freezes_that_are_refused(land) -> None:
    with pytest.raises(NotAllowed):
        freeze(land.author, "/nds/os/emsland/", reason="x")
    with pytest.raises(NotAllowed, match="reason"):
        freeze(land.governor, "/nds/", reason="")
    with pytest.raises(NotAllowed):
        freeze(land.governor, "/", reason="wider than the governor's scope")
    for scope in ("/nds/nowhere/", "/nds/os/emsland/@999/", "/nds/os/emsland/@x/", "/nds"):
        with pytest.raises(NotAllowed, match="no authority, unit or channel"):
            freeze(None, scope, reason="x", machine="guard")


def test_one_person_asks_and_another_lifts(land) -> None:
    frozen = freeze(land.governor, "/nds/os/", reason="x")
    assert lift_freeze(land.governor, frozen).lifted_at is None
    with pytest.raises(NotAllowed, match="second person"):
        lift_freeze(land.governor, frozen)
    with pytest.raises(NotAllowed):
        lift_freeze(land.author, frozen)
    assert lift_freeze(land.second, frozen).lifted_by == land.second
    with pytest.raises(NotAllowed, match="already"):
        lift_freeze(land.second, frozen)
    actions = [entry.action for entry in last_entries(3)]
    assert actions == ["govern.freeze", "govern.ask_lift_freeze", "govern.lift_freeze"]


@pytest.mark.parametrize("first", ["nobody", "the same"])
def test_the_database_itself_wants_two_people(land, first: str) -> None:
    frozen = freeze(land.governor, "/nds/os/", reason="x")
    now = timezone.now()
    asked = {"first_lift_by": land.governor, "first_lift_at": now} if first == "the same" else {}
    with pytest.raises(DatabaseError), transaction.atomic():
        Freeze.objects.filter(pk=frozen.pk).update(lifted_by=land.governor, lifted_at=now, **asked)


def test_the_database_wants_a_name_for_every_lift(land) -> None:
    frozen = freeze(land.governor, "/nds/os/", reason="x")
    lift_freeze(land.governor, frozen)
    with pytest.raises(DatabaseError), transaction.atomic():
        Freeze.objects.filter(pk=frozen.pk).update(lifted_at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_first_askers_at_once_are_one_first_asker(shared_land) -> None:
    frozen = freeze(shared_land.governor, "/nds/os/", reason="x")

    def ask(person: Person) -> str:
        return lift_freeze(person, Freeze.objects.get(pk=frozen.pk)).scope

    results = together(lambda: ask(shared_land.governor), lambda: ask(shared_land.second))
    again = Freeze.objects.get(pk=frozen.pk)
    refused = [result for result in results if isinstance(result, NotAllowed)]
    # Either one was too late, or it came wholly after the other and lifted.
    assert (len(refused) == 1) == (again.lifted_at is None)
    assert again.lifted_by_id is None or again.lifted_by_id != again.first_lift_by_id
    assert first_broken() is None


@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_once_one_wins(shared_land) -> None:
    looks = [Channel.objects.get(pk=shared_land.channel.pk) for _ in range(4)]
    for look in looks:
        assert look.unit.path

    def change(look: Channel, mode: Mode) -> str:
        return str(change_mode(shared_land.governor, look, mode, reason="x").mode)

    modes = (Mode.REDUCED, Mode.CRITICAL_ONLY, Mode.CLOSING, Mode.REDUCED)
    calls = [
        lambda look=look, mode=mode: change(look, mode)
        for look, mode in zip(looks, modes, strict=True)
    ]
    results = together(*calls)
    won = [result for result in results if not isinstance(result, Exception)]
    assert len(won) == 1
    assert all(isinstance(result, NotAllowed) for result in results if result not in won)
    assert Channel.objects.get(pk=shared_land.channel.pk).mode == won[0]

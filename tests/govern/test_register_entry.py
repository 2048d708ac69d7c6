"""The verbs that keep the register: who may, what is refused, and that nobody overwrites unseen."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from time_machine import travel

from oyez.accounts.models import Membership, Person
from oyez.audit.queries import last_entries
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.register.kinds import Kind
from oyez.govern.actions import (
    change_mode,
    change_register_entry,
    create_channel,
    record_basis,
)
from oyez.govern.models import Channel, PlatformBasis, RegisterEntry
from oyez.govern.register.basis import Basis
from oyez.govern.register.entries import entry_of, whole_of
from together import together

NOON = "2026-11-21T12:00:00+01:00"
ASSESSED = Basis(
    "§ 4 NPOG", date(2026, 1, 15), "Data protection officer", date(2027, 6, 15), "4711"
)


def kinds(channel: Channel) -> set[Kind]:
    return {gap.kind for gap in whole_of(channel, timezone.now()).line.gaps}


def another(land, name: str, platform: str = "mastodon") -> Channel:
    return create_channel(None, land.unit, platform=platform, name=name)


@travel(NOON, tick=False)
def test_a_whole_entry_lacks_nothing_and_stands_in_the_ledger(land) -> None:
    assert {Kind.NO_OWNER, Kind.NO_LEGAL_BASIS, Kind.NO_PURPOSE} <= kinds(land.channel)
    entry = change_register_entry(
        land.governor,
        land.channel,
        seen=0,
        purpose="  Warnings and\nroads ",
        audience="everybody",
        owner=land.author,
        deputy=land.governor,
        hours={"mon": "08:00-16:00", "tue": ""},
    )
    assert (entry.purpose, entry.version) == ("Warnings and roads", 1)
    assert entry.hours == {"mon": "08:00-16:00"}
    record_basis(land.governor, land.ministry, "mastodon", ASSESSED)
    assert kinds(land.channel) == set()
    entered, based = last_entries(2)
    assert entered.action == "govern.change_register_entry"
    assert entered.data["new"]["owner"] == f"person:{land.author.pk}"
    assert entered.data["old"]["owner"] is None
    assert based.object == f"authority:{land.ministry.pk}"
    assert based.data["new"]["assessed_on"] == "2026-01-15"


def test_only_who_manages_channels_keeps_the_entry_and_only_governors_the_basis(land) -> None:
    with pytest.raises(NotAllowed):
        change_register_entry(land.author, land.channel, purpose="x")
    change_register_entry(land.administrator, land.channel, purpose="x")
    for person in (land.author, land.administrator):
        with pytest.raises(NotAllowed):
            record_basis(person, land.police, "mastodon", ASSESSED)
    assert not PlatformBasis.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"purpose": "x" * 501}, "purpose", "500 characters fit"),
        ({"purpose": "Lin\u200bgen"}, "purpose", "cannot be seen"),
        ({"instead": "x" * 301}, "instead", "300 characters fit"),
        ({"hours": {"mon": "all day"}}, "mon", "Write times like"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(land, changes, field: str, words: str) -> None:
    with pytest.raises(NotAllowed, match=words) as refused:
        change_register_entry(land.governor, land.channel, **changes)
    assert refused.value.field == field
    assert entry_of(land.channel).version == 0


def test_owner_and_deputy_are_two_people_with_a_role_there(land) -> None:
    Membership.objects.filter(person=land.author).delete()
    with pytest.raises(NotAllowed, match="Anna has no role for PI Emsland"):
        change_register_entry(land.governor, land.channel, owner=land.author)
    with pytest.raises(NotAllowed, match="two people"):
        change_register_entry(
            land.governor, land.channel, owner=land.governor, deputy=land.governor
        )
    change_register_entry(land.governor, land.channel, owner=land.governor)
    with pytest.raises(NotAllowed, match="two people"):
        change_register_entry(land.governor, land.channel, deputy=land.governor)
    rows = RegisterEntry.objects.filter(channel=land.channel)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(deputy=land.governor)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(replaced_by=land.channel)


def test_an_owner_who_has_left_is_told_and_holds_nothing_else_up(land) -> None:
    change_register_entry(land.governor, land.channel, owner=land.author, deputy=land.second)
    assert Kind.OWNER_LEFT not in kinds(land.channel)
    Membership.objects.filter(person=land.author).update(scope="/nds/other/")
    Person.objects.filter(pk=land.second.pk).update(is_active=False)
    assert {Kind.OWNER_LEFT, Kind.DEPUTY_LEFT} <= kinds(land.channel)
    change_register_entry(land.governor, land.channel, purpose="Roads", owner=land.author)
    assert entry_of(land.channel).purpose == "Roads"


def test_a_successor_leads_somewhere_and_never_back(land) -> None:
    second, third = another(land, "Second"), another(land, "Third")
    with pytest.raises(NotAllowed, match="after itself"):
        change_register_entry(None, land.channel, replaced_by=land.channel)
    change_register_entry(None, land.channel, replaced_by=second)
    change_register_entry(None, second, replaced_by=third)
    with pytest.raises(NotAllowed, match="leads back"):
        change_register_entry(None, third, replaced_by=land.channel)
    for mode in (Mode.CLOSING, Mode.CLOSED):
        change_mode(None, third, mode, reason="We leave.")
        change_mode(None, second, mode, reason="We leave.")
    assert Kind.SUCCESSOR_CLOSED in kinds(second)
    with pytest.raises(NotAllowed, match="closed itself"):
        change_register_entry(None, land.channel, replaced_by=third)
    assert Kind.NO_SUCCESSOR in kinds(third)
    change_register_entry(None, third, instead="Call 101.")
    assert Kind.NO_SUCCESSOR not in kinds(third)


def test_nothing_is_written_where_nothing_changes(land) -> None:
    change_register_entry(None, land.channel, purpose="Roads")
    before = last_entries(1)[0].seq
    assert change_register_entry(None, land.channel, purpose=" Roads ").version == 1
    record_basis(None, land.police, "mastodon", ASSESSED)
    assert record_basis(None, land.police, "mastodon", ASSESSED, seen=1).version == 1
    assert last_entries(1)[0].seq == before + 1


def test_nobody_overwrites_what_they_have_not_seen(land) -> None:
    change_register_entry(land.governor, land.channel, seen=0, purpose="Roads")
    with pytest.raises(NotAllowed, match="Somebody else"):
        change_register_entry(land.second, land.channel, seen=0, purpose="Bikes")
    record_basis(land.governor, land.police, "mastodon", ASSESSED, seen=0)
    with pytest.raises(NotAllowed, match="Somebody else"):
        record_basis(land.second, land.police, "mastodon", Basis("other"), seen=0)
    assert PlatformBasis.objects.get().legal_basis == "§ 4 NPOG"


def test_two_who_change_it_at_once_are_one(shared_land) -> None:
    land = shared_land
    RegisterEntry.objects.create(channel=land.channel)

    def change() -> str:
        try:
            change_register_entry(land.governor, land.channel, seen=0, purpose="Roads")
        except NotAllowed:
            return "refused"
        return "changed"

    assert sorted(together(change, change)) == ["changed", "refused"]


@travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("basis", "field"),
    [
        (Basis("x" * 501), "legal_basis"),
        (Basis(assessed_on=date(2026, 11, 22), assessed_by="DPO"), "assessed_on"),
        (Basis(assessed_on=date(2026, 11, 21)), "assessed_by"),
        (Basis(check_due=date(2027, 1, 1)), "assessed_on"),
        (
            Basis(assessed_on=date(2026, 1, 1), assessed_by="D", check_due=date(2026, 1, 1)),
            "check_due",
        ),
        (Basis(reference="http://files.example/1"), "reference"),
        (Basis(reference="javascript://x"), "reference"),
    ],
)
def test_a_basis_with_days_that_cannot_be_is_refused(land, basis: Basis, field: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        record_basis(land.governor, land.police, "mastodon", basis)
    assert refused.value.field == field


def test_our_own_outlets_and_unknown_platforms_have_no_basis(land) -> None:
    for platform in ("page", "myspace"):
        with pytest.raises(NotAllowed):
            record_basis(None, land.police, platform, ASSESSED)


@travel(NOON, tick=False)
def test_a_basis_holds_below_unless_an_authority_has_its_own(land) -> None:
    record_basis(None, land.ministry, "mastodon", ASSESSED)
    assert Kind.NOT_ASSESSED not in kinds(land.channel)
    record_basis(None, land.police, "mastodon", Basis(legal_basis="§ 1"))
    assert Kind.NOT_ASSESSED in kinds(land.channel)
    assert whole_of(land.channel, timezone.now()).basis.legal_basis == "§ 1"

from __future__ import annotations

import pytest
from press_office import LATER, Newsroom, ledger, refused

from oyez.domain.delivery import Held, Task
from oyez.publish.actions import retract, settle
from oyez.publish.models import Delivery, Notice, Receipt


def asked(room: Newsroom, notice: Notice) -> Delivery:
    rows = Delivery.objects.filter(notice=notice, platform="mastodon")
    rows.update(
        held=Held.NEEDS_PERSON,
        task=Task.UNDECIDABLE,
        verb="publish",
        attempt=1,
        revision=1,
        doubt=1,
        task_for=room.dora,
        reason={"template": "Look there.", "values": {}},
        due_at=None,
    )
    return rows.get()


def test_it_stands(room: Newsroom) -> None:
    row = asked(room, notice := room.approved())
    settle(room.dora, row, stands=True, at=LATER, note="Saw it on the phone")
    row.refresh_from_db()
    assert (row.held, row.doubt, row.task, row.task_for, row.reason) == (
        *("live", None, "", None),
        None,
    )
    receipt = Receipt.objects.get(delivery=row)
    assert (receipt.revision, receipt.seen_from, receipt.gone_at) == (1, "person", None)
    assert receipt.evidence == "Dora: Saw it on the phone"
    assert ledger(notice)[-1] == "publish.settle"


def test_it_does_not_stand_and_is_sent_again(room: Newsroom) -> None:
    row = asked(room, room.approved())
    settle(room.dora, row, stands=False, at=LATER)
    row.refresh_from_db()
    assert (row.held, row.due_at, row.doubt) == ("nothing", LATER, None)
    assert not Receipt.objects.exists()


def test_it_does_not_stand_and_shall_not(room: Newsroom) -> None:
    notice = room.approved()
    retract(room.bob, notice, "Wrong road", at=LATER)
    row = asked(room, notice)
    receipt = Receipt.objects.create(delivery=row, revision=1, remote_id="r", at=LATER)
    settle(room.dora, row, stands=False, at=LATER, note="Deleted it by hand")
    row.refresh_from_db()
    receipt.refresh_from_db()
    assert (row.held, row.gone_at, row.due_at) == ("gone", LATER, None)
    assert (receipt.gone_at, receipt.seen_from) == (LATER, "person")
    assert receipt.evidence == "Dora: Deleted it by hand"


def test_a_known_copy_keeps_its_receipt(room: Newsroom) -> None:
    row = asked(room, room.approved())
    receipt = Receipt.objects.create(delivery=row, revision=1, remote_id="r", at=LATER)
    settle(room.dora, row, stands=True, at=LATER)
    assert list(Receipt.objects.all()) == [receipt]


def test_once(room: Newsroom) -> None:
    row = asked(room, notice := room.approved())
    settle(room.dora, row, stands=False, at=LATER)
    with refused("", "done already"):
        settle(room.bob, row, stands=True, at=LATER)
    assert ledger(notice).count("publish.settle") == 1


@pytest.mark.parametrize("name", ["charlie"])
def test_only_who_may_retract_there(room: Newsroom, name: str) -> None:
    row = asked(room, room.approved())
    with refused("", "no role"):
        settle(getattr(room, name), row, stands=True, at=LATER)
    row.refresh_from_db()
    assert row.held == "needs_person"

"""What a correction does to the copies outside, and what only a person can do to them."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from hand import Stage
from PIL import Image
from press_office import NEWER, first, grave, held, said

from oyez.domain.channel import Mode
from oyez.govern.actions import change_mode
from oyez.publish.actions import (
    approve,
    compose,
    correct,
    issue_prepared,
    retract,
    settle,
    submit,
)
from oyez.publish.draft import Draft
from oyez.publish.models import Delivery, Notice, Receipt, Revision
from oyez.publish.pictures import Taken, take

MENDED = said(texts=[NEWER], note="Open again")


def go(stage: Stage, revision: Revision) -> None:
    """Submit, approve, and let the worker do what is due."""
    submit(stage.room.alice, revision, at=stage.hand.now)
    approve(stage.room.bob, revision, version=revision.version, at=stage.hand.now)
    stage.hand.work()


def sent(stage: Stage, draft: Draft, *pictures: Taken) -> Notice:
    now = stage.hand.now
    notice = compose(stage.room.alice, stage.room.unit, draft, at=now, pictures=pictures)
    go(stage, first(notice))
    return notice


def mend(stage: Stage, notice: Notice, *, pictures: tuple[Taken, ...] | None = None) -> None:
    now = stage.hand.now
    go(stage, correct(stage.room.alice, notice, MENDED, at=now, pictures=pictures))


def a_map() -> Taken:
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    return take(out.getvalue(), "A map")


@pytest.mark.parametrize(("pictures", "alts"), [(None, ["A map"]), ((), [])])
def test_a_correction_keeps_the_pictures_unless_told(
    stage: Stage, pictures: tuple[Taken, ...] | None, alts: list[str]
) -> None:
    stage.add("mastodon")
    notice = sent(stage, said(), a_map())
    assert stage.live("mastodon")[0]["alts"] == ["A map"]
    mend(stage, notice, pictures=pictures)
    assert stage.live("mastodon")[0]["alts"] == alts


def test_the_second_correction_keeps_what_the_first_shows(stage: Stage) -> None:
    stage.add("mastodon")
    notice = sent(stage, said(), a_map())
    mend(stage, notice, pictures=())
    mend(stage, notice)
    assert stage.live("mastodon")[0]["alts"] == []


def test_a_prepared_correction_is_words_alone(stage: Stage) -> None:
    stage.add("mastodon")
    notice = sent(stage, grave(), a_map())
    issue_prepared(stage.room.bob, notice, at=stage.hand.now)
    stage.hand.work()
    [there] = stage.live("mastodon")
    assert (there["alts"], "open again" in there["public"]) == ([], True)


def test_who_never_carried_the_notice_gets_no_correction(stage: Stage) -> None:
    stage.add("mastodon")
    stage.add("bluesky")
    notice = stage.room.approved(at=stage.hand.now)
    change_mode(None, stage.room.channels["mastodon"], Mode.CLOSING, reason="Pilot ends")
    stage.hand.work()
    assert held(notice) == {"mastodon": "refused", "bluesky": "live"}
    mend(stage, notice)
    assert stage.ever("mastodon") == []
    assert held(notice) == {"mastodon": "refused", "bluesky": "live"}
    assert len(stage.live("bluesky")) == 2


def attested(stage: Stage) -> tuple[Notice, Delivery]:
    """The answer got lost, the platform cannot be asked, and a person saw the notice there."""
    stage.add("mastodon", timeout_ms=300)
    notice = stage.room.approved(at=stage.hand.now)
    stage.fault("mastodon", "publish", "drop_after_accept")
    stage.fault("mastodon", "find", "error_before", times=None)
    stage.hand.work(most=timedelta(hours=1))
    row = stage.row(notice, "mastodon")
    assert (row.held, row.task) == ("needs_person", "cannot_look")
    settle(stage.room.dora, row, stands=True, at=stage.hand.now, note="On the telephone")
    stage.sim.clear_faults()
    stage.hand.work()
    row.refresh_from_db()
    assert row.held == "live"
    return notice, row


def test_what_only_a_person_saw_is_never_called_gone_by_a_machine(stage: Stage) -> None:
    notice, row = attested(stage)
    retract(stage.room.dora, notice, "Wrong road", at=stage.hand.now)
    stage.hand.work()
    row.refresh_from_db()
    assert (row.held, row.task, row.gone_at) == ("needs_person", "by_hand", None)
    assert "said by a person" in str(row.reason)
    assert (len(stage.live("mastodon")), Receipt.objects.get().gone_at) == (1, None)
    settle(stage.room.dora, row, stands=False, at=stage.hand.now, note="Removed it")
    row.refresh_from_db()
    assert (row.held, Receipt.objects.get().evidence) == ("gone", "Dora: Removed it")


def test_what_only_a_person_saw_is_corrected_by_a_person(stage: Stage) -> None:
    notice, row = attested(stage)
    mend(stage, notice)
    row.refresh_from_db()
    assert (row.held, row.wanted, Receipt.objects.get().revision) == ("needs_person", 2, 1)
    settle(stage.room.dora, row, stands=True, at=stage.hand.now, note="Changed it by hand")
    stage.hand.work()
    row.refresh_from_db()
    receipt = Receipt.objects.get()
    assert (row.held, receipt.revision) == ("live", 2)
    assert receipt.evidence == "Dora: Changed it by hand"

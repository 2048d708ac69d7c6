"""What LinkedIn shows otherwise than it was sent is set right, or a person is told; never twice."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hand import Stage
from PIL import Image
from press_office import SECRETS, first, said

from oyez.domain.delivery import Task
from oyez.platforms.text import seen_sha256
from oyez.publish.actions import approve, compose, settle, submit
from oyez.publish.models import Delivery, Notice, Receipt
from oyez.publish.pictures import take

PLACE = "linkedin"


@pytest.fixture
def linkedin(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setitem(SECRETS, PLACE, {"token": f"sim-{stage.tag}"})
    stage.room.add(
        PLACE, base_url=stage.sim.platforms[PLACE], account=stage.tag,
        settle_ms=50, timeout_ms=1500,
    )  # fmt: skip
    return stage


def sent(stage: Stage, **fault: Any) -> tuple[Notice, Delivery]:
    notice = stage.room.approved(at=stage.hand.now)
    stage.hand.work()
    return notice, stage.row(notice, PLACE)


def whole(stage: Stage, notice: Notice) -> bool:
    (one,) = stage.live(PLACE)
    return bool(one["text"] == first(notice).variants.get(channel__platform=PLACE).text)


def test_a_cut_text_is_corrected_where_it_stands(linkedin: Stage) -> None:
    linkedin.fault(PLACE, "publish", "truncate")
    notice, row = sent(linkedin)
    assert whole(linkedin, notice)
    assert len(linkedin.ever(PLACE)) == 1
    assert (row.held, row.task, row.due_at) == ("live", "", None)
    (receipt,) = Receipt.objects.filter(delivery=row)
    text = first(notice).variants.get(channel__platform=PLACE).text
    assert (receipt.version, receipt.text_sha256) == ("whole", seen_sha256(text))


def test_what_stays_cut_is_taken_down_and_brought_out_anew(linkedin: Stage) -> None:
    linkedin.fault(PLACE, "publish", "truncate")
    linkedin.fault(PLACE, "correct", "truncate")
    notice, row = sent(linkedin)
    assert whole(linkedin, notice)
    old, new = Receipt.objects.filter(delivery=row)
    assert old.gone_at is not None
    assert (new.gone_at, new.version, row.held) == (None, "whole", "live")


def test_what_is_cut_again_and_again_goes_to_a_person(linkedin: Stage) -> None:
    for operation in ("publish", "correct"):
        linkedin.fault(PLACE, operation, "truncate", times=9)
    _notice, row = sent(linkedin)
    assert (row.held, row.task) == ("needs_person", Task.SHOWN_OTHERWISE)
    assert "otherwise than it was sent" in row.reason["template"]
    assert len(linkedin.live(PLACE)) == 1
    settle(linkedin.room.dora, row, stands=True, at=linkedin.hand.now, note="Changed by hand.")
    linkedin.hand.work()
    row.refresh_from_db()
    assert (row.held, row.due_at) == ("live", None)
    assert Receipt.objects.get(delivery=row, gone_at=None).version == "attested"
    assert len(linkedin.live(PLACE)) == 1


def test_what_could_not_be_read_back_is_read_later(linkedin: Stage) -> None:
    linkedin.fault(PLACE, "look", "error_before", times=3)
    notice, row = sent(linkedin)
    assert whole(linkedin, notice)
    receipt = Receipt.objects.get(delivery=row)
    assert (row.held, row.due_at, receipt.version) == ("live", None, "whole")
    assert receipt.text_sha256


def test_what_is_read_later_and_is_cut_is_corrected(linkedin: Stage) -> None:
    linkedin.fault(PLACE, "publish", "truncate")
    linkedin.fault(PLACE, "look", "error_before", times=2)
    notice, row = sent(linkedin)
    assert whole(linkedin, notice)
    assert (row.held, len(linkedin.ever(PLACE))) == ("live", 1)


def test_a_picture_is_uploaded_once_however_often_the_post_is_tried(linkedin: Stage) -> None:
    out, stage = io.BytesIO(), linkedin
    Image.new("RGB", (20, 20)).save(out, "PNG")
    stage.fault(PLACE, "publish", "rate_limit", times=3, seconds=1)
    pictures = (take(out.getvalue(), "A map"),)
    room, now = stage.room, stage.hand.now
    before = stage.sim.calls()[PLACE].get("media", 0) if PLACE in stage.sim.calls() else 0
    notice = compose(room.alice, room.unit, said(), at=now, pictures=pictures)
    revision = submit(room.alice, first(notice), at=now)
    approve(room.bob, revision, version=revision.version, at=now)
    stage.hand.work()
    assert len(stage.live(PLACE)) == 1
    made = stage.sim.calls()[PLACE]["media"] - before
    # One upload is two calls; after it each of the four attempts asks whether it is ready.
    assert made == 2 + 4

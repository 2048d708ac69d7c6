"""Alarms that no reply raises, what happens by itself, and when a danger is over."""

from __future__ import annotations

import pytest
from warned import Warned

from oyez.audit.models import Entry
from oyez.domain.alarm import Cause
from oyez.domain.alarm.automatic import Switches
from oyez.domain.drift import DriftCode
from oyez.domain.errors import NotAllowed
from oyez.govern.models import Freeze
from oyez.guard.actions import set_automatic
from oyez.guard.causes import raise_due
from oyez.guard.ending import contain_due
from oyez.guard.models import Drift, Removal, Stranger, Watch
from oyez.publish.actions import retract
from oyez.publish.models import Delivery, Notice, Receipt


def drifted(warned: Warned, code: DriftCode = DriftCode.NEWLY_LIVE, times: int = 1) -> Drift:
    watch, _new = Watch.objects.get_or_create(
        notice=warned.notice, key="k", address="https://partner.example/x",
        host="partner.example", begun_at=warned.start,
    )  # fmt: skip
    return Drift.objects.create(
        watch=watch, code=code, template="The linked page is a live stream now ({what}).",
        values={"what": "HLS"}, at=warned.at(30), times=times,
    )  # fmt: skip


def strange(warned: Warned) -> Stranger:
    return Stranger.objects.create(
        channel=warned.room.mastodon, post_id="109", url="https://social.example/@pi/109",
        text_sha256="0" * 64, at=warned.at(20), first_seen=warned.at(30), last_seen=warned.at(30),
    )  # fmt: skip


def allow(warned: Warned, **switches: bool) -> None:
    unanswered = switches.pop("unanswered", False)
    set_automatic(
        warned.room.greta, warned.room.police, Switches(**switches), unanswered=unanswered,
        at=warned.start,
    )  # fmt: skip


def gone(warned: Warned) -> None:
    """What a worker would have read."""
    Delivery.objects.filter(notice=warned.notice).update(
        held="gone", wanted=None, gone_at=warned.at(90), due_at=None
    )
    Receipt.objects.update(gone_at=warned.at(90), evidence="GET 404")


def test_drift_raises_a_loud_alarm_once(warned: Warned) -> None:
    drifted(warned)
    assert raise_due(warned.at(31)) == 1
    assert raise_due(warned.at(32)) == 0
    (alarm,) = warned.alarms
    assert (alarm.cause, alarm.loud, alarm.notice) == (Cause.DRIFT, True, warned.notice)
    assert alarm.template.startswith("The linked page is a live stream")
    assert alarm.url == "https://partner.example/x"
    assert Notice.objects.get(pk=warned.notice.pk).state == "live", "a person decides"


def test_a_dead_link_wakes_nobody(warned: Warned) -> None:
    drifted(warned, DriftCode.GONE)
    raise_due(warned.at(31))
    assert [one.loud for one in warned.alarms] == [False]


def test_drift_of_a_notice_that_is_gone_raises_none(warned: Warned) -> None:
    drifted(warned)
    retract(warned.room.dora, warned.notice, "Wrong", at=warned.at(10))
    raise_due(warned.at(31))
    assert warned.alarms == []
    assert Drift.objects.get().handled_at


@pytest.mark.parametrize(
    ("code", "times", "switches", "taken"),
    [
        (DriftCode.NEWLY_LABELLED, 1, {}, False),
        (DriftCode.NEWLY_LABELLED, 1, {"labelled": True}, True),
        (DriftCode.NEWLY_LISTED, 1, {"labelled": True}, True),
        (DriftCode.NEWLY_LABELLED, 1, {"scored": True, "stranger": True}, False),
        (DriftCode.NUDITY, 1, {"scored": True}, False),
        (DriftCode.NUDITY, 2, {"scored": True}, True),
        (DriftCode.NEWLY_LIVE, 9, {"labelled": True, "scored": True, "stranger": True}, False),
    ],
)
def test_taken_down_by_itself_only_where_it_is_allowed_and_confirmed(
    warned: Warned, code: DriftCode, times: int, switches: dict[str, bool], *, taken: bool
) -> None:
    allow(warned, **switches)
    drifted(warned, code, times)
    raise_due(warned.at(31))
    notice = Notice.objects.get(pk=warned.notice.pk)
    assert (notice.state == "retracted") is taken
    assert len(warned.alarms) == 1, "somebody is paged in any case"
    entries = Entry.objects.filter(action="guard.take_down")
    assert entries.count() == int(taken)
    if taken:
        assert (notice.retracted_by, notice.retracted_name) == (None, "guard")
        assert "showed something else than we meant" in notice.retract_reason
        assert Entry.objects.get(action="publish.retract").actor == "guard"
        page = warned.room.client(warned.room.dora).get(f"/notices/{notice.code}/")
        assert "the guard" in page.content.decode()


def test_the_second_look_over_the_bar_counts_although_the_first_was_told(warned: Warned) -> None:
    allow(warned, scored=True)
    drift = drifted(warned, DriftCode.NUDITY)
    raise_due(warned.at(31))
    assert Notice.objects.get(pk=warned.notice.pk).state == "live"
    Drift.objects.filter(pk=drift.pk).update(times=2)
    raise_due(warned.at(60))
    assert Notice.objects.get(pk=warned.notice.pk).state == "retracted"


def test_replies_alone_take_nothing_down_whatever_is_allowed(warned: Warned) -> None:
    allow(warned, labelled=True, scored=True, stranger=True, unanswered=True)
    for number in range(40):
        warned.said(f"author {number}", 30, text=f"This is porn, take it down {number}")
    raise_due(warned.at(60))
    contain_due(warned.at(60))
    assert Notice.objects.get(pk=warned.notice.pk).state == "live"


def test_a_foreign_post_freezes_its_channel_and_pages_loudly(warned: Warned) -> None:
    strange(warned)
    assert raise_due(warned.at(31)) == 1
    (alarm,) = warned.alarms
    assert (alarm.cause, alarm.loud, alarm.channel) == (Cause.STRANGER, True, warned.room.mastodon)
    assert alarm.first_sign_at == warned.at(20)
    frozen = Freeze.objects.get()
    assert (frozen.scope, frozen.by_name) == (warned.room.mastodon.path, "guard")
    assert not Removal.objects.exists(), "nothing is deleted unless somebody wishes it"
    assert raise_due(warned.at(40)) == 0


def test_a_second_foreign_post_freezes_nothing_twice(warned: Warned) -> None:
    for number in ("109", "110"):
        one = strange(warned) if number == "109" else None
        if one is None:
            Stranger.objects.create(
                channel=warned.room.mastodon, post_id=number, text_sha256="0" * 64,
                first_seen=warned.at(31), last_seen=warned.at(31),
            )  # fmt: skip
    raise_due(warned.at(32))
    assert Freeze.objects.count() == 1
    assert len(warned.alarms) == 2


def test_the_authority_may_let_foreign_posts_go_by_themselves(warned: Warned) -> None:
    allow(warned, stranger=True)
    raise_due(warned.at(1))
    post = strange(warned)
    raise_due(warned.at(31))
    assert Removal.objects.get().stranger == post
    entry = Entry.objects.get(action="guard.take_down")
    assert entry.data == {"ground": "stranger"}


def test_only_governors_decide_what_the_guard_may_do(warned: Warned) -> None:
    room = warned.room
    switches = Switches(stranger=True)
    with pytest.raises(NotAllowed):
        set_automatic(room.dora, room.police, switches, unanswered=False, at=warned.start)

"""A third party's live stream that somebody let out goes by itself: on what we see, and in time."""

from __future__ import annotations

import pytest
from test_causes import drifted
from warned import Warned

from oyez.audit.models import Entry
from oyez.domain.drift import DriftCode
from oyez.guard.actions import look_closer
from oyez.guard.actions.take_down import take_down_overtime
from oyez.guard.causes import raise_due
from oyez.guard.models import Watch
from oyez.guard.watching import enter_fresh
from oyez.publish.actions import retract
from oyez.publish.models import Finding, Notice, Screening

STREAM = "https://ringside-stream.example/live"
HALF_AN_HOUR = 1800


@pytest.fixture
def allowed(warned: Warned) -> Warned:
    """Dora has set the block aside for half an hour; Ada watches."""
    screening, _new = Screening.objects.update_or_create(
        revision=warned.notice.revisions.get(),
        defaults={"version": 1, "at": warned.start, "rules": "1"},
    )
    Finding.objects.create(
        screening=screening, key="k", code="link:live_stream", level="block", field="links[0]",
        evidence=STREAM, sentence={}, clears=[], rule_version="1", found_at=warned.start,
        decided_by=warned.room.dora, decided_at=warned.start, decision="aside", reason="Agreed.",
        watcher=warned.room.ada, minutes=30, ends_at=warned.at(HALF_AN_HOUR),
    )  # fmt: skip
    return warned


def now(allowed: Warned) -> Notice:
    return Notice.objects.get(pk=allowed.notice.pk)


def test_when_its_time_is_over_it_is_taken_back_once(allowed: Warned) -> None:
    take_down_overtime(allowed.at(HALF_AN_HOUR - 1))
    assert now(allowed).state == "live"
    for second in (0, 2):
        take_down_overtime(allowed.at(HALF_AN_HOUR + second))
    assert (now(allowed).state, now(allowed).retracted_name) == ("retracted", "guard")
    assert "That time is over." in now(allowed).retract_reason
    entry = Entry.objects.get(action="guard.take_down")
    assert entry.data["ground"] == "overtime"


@pytest.mark.parametrize(
    ("code", "times", "taken"),
    [
        (DriftCode.NEWLY_LABELLED, 1, True),
        (DriftCode.NUDITY, 1, False),
        (DriftCode.NUDITY, 2, True),
        (DriftCode.OTHER_HOST, 1, False),
    ],
)
def test_what_our_look_confirms_takes_it_back_although_every_switch_is_off(
    allowed: Warned, code: DriftCode, times: int, *, taken: bool
) -> None:
    drifted(allowed, code, times)
    raise_due(allowed.at(31))
    assert (now(allowed).state == "retracted") is taken
    assert len(allowed.alarms) == 1, "somebody is paged in any case"


def test_a_notice_without_a_stream_stays(warned: Warned) -> None:
    take_down_overtime(warned.at(HALF_AN_HOUR))
    drifted(warned, DriftCode.NEWLY_LABELLED)
    raise_due(warned.at(31))
    assert now(warned).state == "live"


def test_a_person_was_faster(allowed: Warned) -> None:
    retract(allowed.room.dora, allowed.notice, "Wrong", at=allowed.at(60))
    take_down_overtime(allowed.at(HALF_AN_HOUR))
    assert now(allowed).retracted_by == allowed.room.dora
    assert not Entry.objects.filter(action="guard.take_down").exists()


def test_it_is_looked_at_every_ten_seconds_while_it_is_allowed(allowed: Warned) -> None:
    revision = allowed.notice.revisions.get()
    revision.links = [STREAM, "https://other.example/programme"]
    revision.save()
    enter_fresh(allowed.at(1))
    quick = {row.host: row.quick_until for row in Watch.objects.all()}
    assert quick == {
        "ringside-stream.example": allowed.at(HALF_AN_HOUR),
        "other.example": None,
    }
    stream = Watch.objects.get(host="ringside-stream.example")
    assert (stream.next_at, stream.quick_every) == (allowed.at(1), 10)
    look_closer(allowed.notice, at=allowed.at(60))
    stream.refresh_from_db()
    assert (stream.quick_until, stream.quick_every) == (allowed.at(HALF_AN_HOUR), 10), "not rarer"

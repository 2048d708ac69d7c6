"""Each event is played once and in order, whoever works and however they die."""

from __future__ import annotations

from datetime import timedelta

import pytest
from drills import NOTICE, TELLING, Hand, begin, event, played
from pytest_django.fixtures import Settings

from newsroom import Newsroom, build
from oyez.audit.models import Entry
from oyez.exercise.actions import stop_drill
from oyez.exercise.playing import write as writing
from oyez.publish.actions import approve
from oyez.publish.models import Delivery, Notice, Telling
from together import together

LATE = timedelta(seconds=21)
CLEAR = '[[event]]\nname = "over"\nkind = "clear"\nat = "30s"\nfault = "outage"\n'


def test_the_author_of_the_file_submits_a_notice(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE)
    hand.play(4)
    assert played(drill) == {"bomb": ""}
    hand.play(1)
    one = event(drill, "bomb")
    assert (one.outcome, one.done_at, one.lease) == ("played", hand.now, "")
    notice = Notice.objects.get()
    assert one.notice == notice
    assert (notice.state, notice.created_by, notice.unit) == ("submitted", room.alice, room.unit)
    assert notice.revisions.get().submitted_at == hand.now
    written = list(Entry.objects.order_by("-seq")[:3])
    assert [one.action for one in written] == ["exercise.play", "publish.submit", "publish.compose"]
    # The ledger tells what a drill did from what people did.
    assert {one.request_id.rpartition("-")[0] for one in written} == {f"drill-{drill.pk}"}


def test_with_two_players_it_goes_live_by_itself(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE + 'approved_by = "bob@police.example"\n')
    hand.play(5)
    assert Notice.objects.get().state == "approved"
    assert Delivery.objects.count() == 3
    assert played(drill) == {"bomb": "played"}


def test_what_is_late_is_caught_up_with_in_order(room: Newsroom, hand: Hand) -> None:
    second = TELLING.replace('"call"', '"second"').replace("20s", "10s")
    drill = begin(room, hand, TELLING, NOTICE, second)
    hand.play(300)
    assert set(played(drill).values()) == {"played"}
    entries = Entry.objects.filter(action="exercise.play").order_by("seq")
    assert [entry.data["event"] for entry in entries] == [2, 3, 1]


def test_a_call_reaches_whoever_decides(room: Newsroom, hand: Hand) -> None:
    begin(room, hand, TELLING)
    hand.play(20)
    told = Telling.objects.all()
    assert {one.person for one in told} == {room.bob, room.dora}
    assert {(one.template, one.values["text"]) for one in told} == {
        ("Exercise: {text}", "The fire brigade calls.")
    }


def test_a_call_reaches_who_is_named(room: Newsroom, hand: Hand) -> None:
    begin(room, hand, TELLING + 'to = ["author", "dora@police.example"]\n')
    hand.play(20)
    assert {one.person for one in Telling.objects.all()} == {room.alice, room.dora}


def test_two_workers_never_take_the_same(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, TELLING)
    hand.now += timedelta(seconds=30)
    first = hand.claim("w1")
    assert len(first) == 1
    # Nor does the second go on to what comes later.
    assert hand.claim("w2") == []
    hand.step.record([(first[0], "no call")], hand.now)
    assert hand.turn("w2") == 1
    assert set(played(drill).values()) == {"played"}


def test_a_worker_that_died_is_followed_by_another(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE)
    hand.now += timedelta(seconds=5)
    lost = hand.claim("w1")
    assert hand.turn("w2") == 0
    hand.now += LATE
    hand.play()
    assert (played(drill), Notice.objects.count()) == ({"bomb": "played"}, 1)
    # It was not dead, only slow: what it says now changes nothing.
    hand.step.record([(lost[0], "no call")], hand.now)
    assert Notice.objects.count() == 1


def test_a_crash_while_writing_leaves_nothing_behind(
    room: Newsroom, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    drill = begin(room, hand, NOTICE)
    hand.now += timedelta(seconds=5)
    with monkeypatch.context() as broken:
        broken.setattr(writing, "record", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            hand.turn()
    assert Notice.objects.count() == 0
    hand.now += LATE
    hand.play()
    assert (played(drill), Notice.objects.count()) == ({"bomb": "played"}, 1)


def test_what_crashes_every_time_is_given_up(
    room: Newsroom, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    drill = begin(room, hand, NOTICE, TELLING)
    hand.now += timedelta(seconds=5)
    with monkeypatch.context() as broken:
        broken.setattr(writing, "do", lambda *_: 1 / 0)
        for _ in range(5):
            with pytest.raises(ZeroDivisionError):
                hand.turn()
            hand.now += LATE
    hand.turn()
    hand.play()
    assert played(drill) == {"bomb": "failed", "call": "played"}
    assert event(drill, "bomb").told["template"].startswith("This event could not be played")


def test_what_a_rule_forbids_is_told_and_the_drill_goes_on(room: Newsroom, hand: Hand) -> None:
    alone = 'by = "dora@police.example"\napproved_by = "dora@police.example"\n'
    drill = begin(room, hand, NOTICE + alone, TELLING)
    hand.play(60)
    assert played(drill) == {"bomb": "failed", "call": "played"}
    assert Notice.objects.count() == 0
    assert event(drill, "bomb").told is not None


def test_time_is_counted_from_what_happened(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE, TELLING + 'after = "bomb approved"\n', speed=2.0)
    hand.play(60)
    assert event(drill, "call").due_at is None
    notice = event(drill, "bomb").notice
    assert notice is not None
    revision = notice.revisions.get(number=1)
    approve(room.bob, revision, version=revision.version, at=hand.now)
    begun = hand.now
    hand.play(9)
    assert event(drill, "call").due_at == begun + timedelta(seconds=10)
    assert played(drill)["call"] == ""
    hand.play(1)
    assert played(drill)["call"] == "played"


def test_nothing_more_is_written_once_it_has_ended(room: Newsroom, hand: Hand) -> None:
    drill = begin(room, hand, NOTICE)
    hand.now += timedelta(seconds=5)
    late = hand.claim("w1")
    stop_drill(room.ada, drill, at=hand.now)
    hand.step.record([(late[0], "no call")], hand.now)
    assert (played(drill), Notice.objects.count()) == ({"bomb": ""}, 0)


def test_many_workers_at_the_same_moment_play_it_once(
    shared_database: None, settings: Settings
) -> None:
    settings.EXERCISE, settings.SIMULATOR_URL = True, "http://127.0.0.1:9"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    room, hand = build(), Hand()
    drill = begin(room, hand, NOTICE)
    hand.now += timedelta(seconds=5)
    hands = [Hand(hand.now) for _ in range(4)]
    done = together(*(lambda one=one, n=n: one.turn(f"w{n}") for n, one in enumerate(hands)))
    assert sorted(str(one) for one in done) == ["0", "0", "0", "1"]
    assert (played(drill), Notice.objects.count()) == ({"bomb": "played"}, 1)

"""What replies come to: who warns, how many, among how many others."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.alarm.scenes import HINTS, TALKS, at, crowd, says

from oyez.domain.alarm import Judgement, Said, Stage, Surroundings, weigh
from oyez.domain.alarm import weigh as package_weigh
from oyez.domain.alarm.weigh import EXCESS, WINDOW

PLAIN, LINKED = Surroundings(), Surroundings(link=True)
SOON = at(120)


def stage(said: Sequence[Said], around: Surroundings = PLAIN, now: datetime = SOON) -> Stage:
    return weigh(said, around, now).stage


def test_nobody_who_warns_raises_nothing() -> None:
    assert stage([]) is Stage.CALM
    assert stage(crowd(300, abusive=100), LINKED) is Stage.CALM


def test_two_people_raise_an_alarm_with_the_second_of_them() -> None:
    said = [says(1, "a"), says(2, "b")]
    assert stage(said[:1]) is Stage.LOOK
    assert stage(said) is Stage.ALARM
    assert weigh(said, PLAIN, SOON).first == said[0]


def test_one_plain_warning_about_something_risky_pages_quietly() -> None:
    assert stage([says(1, "a")], LINKED) is Stage.QUIET
    assert stage([says(1, "a", HINTS)], LINKED) is Stage.LOOK


def test_hints_add_up_only_with_their_number() -> None:
    hints = [says(i, f"p{i}", HINTS) for i in range(9)]
    assert stage(hints[:2]) is Stage.LOOK
    assert stage(hints[:5]) is Stage.QUIET
    assert stage(hints) is Stage.ALARM


def test_one_person_with_our_own_finding_is_enough() -> None:
    assert stage([says(1, "a", HINTS)], replace(LINKED, hit=True)) is Stage.ALARM


def test_new_accounts_alone_raise_no_alarm_however_many_they_are() -> None:
    troop = [says(i, f"new {i}", at=at(i), days=1.0) for i in range(40)]
    assert stage(troop, LINKED) is Stage.QUIET
    assert stage([*troop, says(99, "old", at=at(60), days=900.0)], LINKED) is Stage.ALARM


def test_a_storm_of_abuse_in_which_some_sound_like_warnings_is_no_alarm() -> None:
    storm = crowd(100, abusive=50)
    like = [says(i, f"p{i}") for i in range(9)]
    assert stage([*storm, *like], LINKED) is Stage.LOOK
    many = [says(i, f"p{i}", at=at(i)) for i in range(45)]
    assert stage([*storm, *many]) is Stage.ALARM


def test_two_far_apart_below_a_popular_notice_are_not_enough_but_eight_are() -> None:
    talk = crowd(110)
    far = [says(i, f"p{i}", at=at(12 * i)) for i in range(1, 9)]
    assert stage([*talk, far[0], far[7]]) < Stage.ALARM
    assert stage([*talk, *far]) is Stage.ALARM


def test_what_was_said_long_ago_or_later_does_not_count() -> None:
    said = [says(1, "a"), says(2, "b")]
    assert stage(said, now=at(11) + WINDOW) is Stage.CALM
    assert stage(said, now=at(0)) is Stage.CALM


def test_an_unusual_rate_adds_to_warnings_and_is_nothing_alone() -> None:
    talk = crowd(30)
    assert stage(talk, LINKED) is Stage.CALM
    hints = [says(1, "a", HINTS), says(2, "b", HINTS), says(3, "c", HINTS)]
    usual = weigh([*hints, *talk], Surroundings(usual=50), SOON).weight
    unusual = weigh([*hints, *talk], Surroundings(usual=0.2), SOON).weight
    assert unusual == pytest.approx(usual + EXCESS)


def test_whoever_says_something_else_speaks_against_a_warning() -> None:
    """Four of five who hint are an alarm; four who hint among thirty are not."""
    hints = [says(i, f"p{i}", 0.7, at=at(10 * i)) for i in range(1, 5)]
    assert stage([*hints, *crowd(1)]) is Stage.ALARM
    assert stage([*hints, *crowd(30)]) < Stage.ALARM


def test_warnings_are_heard_though_hundreds_talked_before() -> None:
    talk = [says(1000 + i, f"person {i}", TALKS, at=at(i / 10)) for i in range(600)]
    late = [says(1, "a", at=at(70)), says(2, "b", at=at(72))]
    assert stage([*talk, *late]) is Stage.ALARM


def test_quiet_notices_seldom_raise_a_false_alarm() -> None:
    """Twenty replies, 0.3 % of which sound like warnings: at most 20 alarms in 10,000 notices."""
    dice, false = random.Random(7), 0
    for _ in range(10_000):
        said = [says(i, f"p{i}", 0.9 if dice.random() < 0.003 else TALKS) for i in range(20)]
        false += stage(said) is Stage.ALARM
    assert false <= 20


Weigher = Callable[[Sequence[Said], Surroundings, datetime], Judgement]


def counts_an_author_once(weigher: Weigher) -> bool:
    """The promise: whatever one author says, and however often, they are one author."""
    alone = [says(i, "the same") for i in range(30)]
    copied = [says(i, f"p{i}", words="copied") for i in range(30)]
    stages = {weigher(said, LINKED, SOON).stage for said in (alone, copied)}
    return Stage.ALARM not in stages


def test_one_author_and_one_text_count_once() -> None:
    assert counts_an_author_once(package_weigh)


@pytest.mark.parametrize("broken", ["_by_author", "copies_folded"])
def test_an_alarm_that_counts_one_author_twice_is_caught(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless = {"_by_author": list, "copies_folded": list}
    module = __import__("sys").modules["oyez.domain.alarm.weigh"]
    monkeypatch.setitem(vars(module), broken, careless[broken])
    assert not counts_an_author_once(package_weigh)


replies = st.lists(
    st.builds(
        says,
        st.integers(0, 20),
        st.sampled_from("abcdef"),
        st.floats(0, 1),
        abusive=st.booleans(),
        days=st.none() | st.floats(0, 4000),
    ),
    max_size=30,
)


@given(replies, st.builds(Surroundings, link=st.booleans(), hit=st.booleans()))
def test_whatever_is_said_the_weight_is_bounded_by_the_authors(
    said: list[Said], around: Surroundings
) -> None:
    found = weigh(said, around, SOON)
    assert 0 <= found.weight <= 3 * len({one.author for one in said}) + EXCESS
    assert found.authors <= len({one.author for one in said})
    if found.stage is Stage.ALARM and not around.hit:
        assert found.authors >= 2


@given(replies)
def test_the_order_of_arrival_does_not_matter(said: list[Said]) -> None:
    unlike = [replace(one, item=i, words=str(i)) for i, one in enumerate(said)]
    forwards, backwards = weigh(unlike, LINKED, SOON), weigh(unlike[::-1], LINKED, SOON)
    assert forwards == backwards

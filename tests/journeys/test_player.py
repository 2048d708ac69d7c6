"""The player alone: what it calls held, and what it does when something is not possible."""

from __future__ import annotations

import time

import pytest

from oyez.domain.errors import NotAllowed, say
from oyez.proof.stories.player import Player, StoryOver


def forbidden() -> None:
    raise NotAllowed(say("The rule says no."))


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def player(lines: list[str]) -> Player:
    return Player("test", lines.append)


def test_nothing_played_is_nothing_held(player: Player) -> None:
    assert player.held is False


def test_an_act_and_its_expectation_are_timed_and_shown(player: Player, lines: list[str]) -> None:
    assert player.act("Somebody counts.", lambda: 3) == 3
    seen = iter([1, 2, 3])
    player.expect("It reaches three.", lambda: next(seen), 3)
    assert player.held
    assert lines[0].endswith("+0.00 s Somebody counts.")
    assert lines[1].endswith("held  It reaches three.")
    (one,) = player.played
    assert one.step == "Somebody counts."
    assert one.seconds >= 0.04  # two glances in vain


def test_what_comes_too_late_does_not_hold(player: Player) -> None:
    start = time.monotonic()
    player.expect("Soon.", lambda: time.monotonic() > start + 0.2, within=0.1)
    player.expect("Slowly looked at.", lambda: time.sleep(0.1) is None, within=0.05)
    assert [one.held for one in player.played] == [False, False]


def test_a_look_that_fails_is_not_what_was_wanted(player: Player, lines: list[str]) -> None:
    player.expect("There.", dict[str, int]().popitem, within=0)
    assert player.held is False
    assert "NOT held  There. Found: KeyError" in lines[0]


def test_what_stays_is_looked_at_all_the_time(player: Player) -> None:
    start = time.monotonic()
    player.stays("Nothing.", lambda: time.monotonic() < start + 0.1, wanted=True, seconds=0.3)
    assert player.held is False


def test_a_refusal_has_to_come_and_to_say_this(player: Player) -> None:
    player.refused("Allowed.", lambda: None, "no")
    player.refused("For another reason.", forbidden, "maybe")
    player.refused("Refused.", forbidden, "says no")
    assert [one.held for one in player.played] == [False, False, True]


def test_an_act_that_a_rule_refuses_ends_the_story(player: Player, lines: list[str]) -> None:
    with pytest.raises(StoryOver):
        player.act("It goes out.", forbidden)
    assert player.held is False
    assert "Found: refused: The rule says no." in lines[0]


def test_once_something_did_not_hold_nothing_is_waited_for(
    player: Player, lines: list[str]
) -> None:
    player.expect("Never.", lambda: 1, 2, within=0)
    begun = time.monotonic()
    player.expect("Never either.", lambda: 1, 2)
    assert time.monotonic() < begun + 1
    assert [line.strip() for line in lines].count(lines[1].strip()) == 1
    assert "nothing is waited for" in lines[1]

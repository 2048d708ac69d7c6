"""Scenarios are read strictly, and what is wrong is told with its line."""

from __future__ import annotations

import tomllib

import pytest
from drills import FAULT, HEAD, NOTICE, REPLY, TELLING
from hypothesis import given
from hypothesis import strategies as st

from oyez.exercise.scenario import (
    Goal,
    Happening,
    Kind,
    Moment,
    Problem,
    ScenarioError,
    read,
)
from oyez.exercise.scenario.lines import places
from oyez.exercise.scenario.read import Reader
from oyez.exercise.shipped import shipped

EXPECT = '[[expect]]\ngoal = "retract"\nwithin = "2m"\n'
ACT = '[[act]]\ndo = "retract"\nby = "duty officer"\nreason = "It was wrong."\n'


def wrong(source: str) -> list[tuple[int, str]]:
    with pytest.raises(ScenarioError) as caught:
        read(source)
    return [(problem.line, str(problem.sentence)) for problem in caught.value.problems]


def refused(source: str) -> list[Problem]:
    """Why it cannot be played; any other exception is a defect."""
    try:
        read(source)
    except ScenarioError as error:
        return error.problems
    return []


def test_a_whole_scenario_is_read() -> None:
    found = read(HEAD + NOTICE + FAULT + REPLY + TELLING + ACT + EXPECT)
    assert (found.title, found.unit, found.length) == ("Wrong time", "/nds/os/emsland/", 600.0)
    assert [one.kind for one in found.events] == [
        *(Kind.NOTICE, Kind.FAULT, Kind.REPLY, Kind.TELLING, Kind.ACT),
    ]
    assert [one.number for one in found.events] == [1, 2, 3, 4, 5]
    assert found.named["bomb"].at == 5.0
    assert found.named["bomb"].data["by"] == "author"
    # With one notice only, nobody has to name it.
    assert found.named["act-1"].data["notice"] == "bomb"
    [goal] = found.expectations
    assert (goal.goal, goal.notice, goal.within) == (Goal.RETRACT, "bomb", 120.0)
    assert goal.after == Moment("bomb", Happening.WARNED)
    assert read(found.source).fingerprint == found.fingerprint
    assert read(found.source + "\n").fingerprint != found.fingerprint


@pytest.mark.parametrize(
    ("table", "line", "sentence"),
    [
        ('[[event]]\nkind = "telling"\ntxt = "x"\n', 8, "There is no key “txt” here."),
        ('[[event]]\nkind = "telling"\n', 6, "The key “text” is missing."),
        ('[[event]]\nkind = "party"\n', 7, "“party” is unknown here. Known: notice, reply"),
        ('[[event]]\nat = "5s"\n', 6, "The key “kind” is missing."),
        (TELLING.replace("20s", "20 s"), 9, "A time is written like"),
        (TELLING.replace('"20s"', "20"), 9, "A time is written like"),
        (TELLING.replace("20s", "13h"), 9, "A drill takes at most 12 hours."),
        (TELLING.replace("20s", "11m"), 7, "after the end of the drill"),
        (TELLING.replace('"call"', '"A call"'), 8, "A name has small letters"),
        (TELLING + TELLING, 13, "The name “call” stands twice"),
        (TELLING + 'after = "nothing"\n', 7, "There is no event named “nothing”."),
        (TELLING + 'after = "call"\n', 7, "waits for itself"),
        (TELLING + 'after = "call burnt"\n', 12, "“call burnt” names no moment."),
        (TELLING + 'after = "call live"\n', 7, "“call” is not a notice"),
        (FAULT.replace("mastodon", "myspace"), 10, "“myspace” is unknown here."),
        (FAULT.replace("error_before", "fire"), 12, "“fire” is unknown here."),
        (FAULT.replace("publish", "whisper"), 11, "“whisper” is unknown here."),
        (FAULT + "times = -1\n", 7, "The simulator cannot play this fault: times must"),
        (FAULT + "probability = 2\n", 7, "probability must be a number from 0 to 1"),
        (FAULT + 'times = "often"\n', 13, "A number is needed here"),
        (REPLY, 7, "There is no notice named “bomb”"),
        (REPLY.replace("mastodon", "email") + NOTICE, 12, "Known: mastodon, bluesky"),
        (NOTICE + 'urgency = "critical"\n', 7, "A prepared correction has"),
        (NOTICE + 'submit = false\napproved_by = "approver"\n', 7, "cannot be approved"),
        (NOTICE + 'submit = "no"\n', 13, "This is true or false"),
        (NOTICE + "headline = 3\n", 13, "TOML"),
        (NOTICE.replace('"Please leave by 09:30."', '" "'), 12, "A text in quotation marks"),
        (NOTICE.replace("by 09:30", "b" * 20_001), 12, "longer than 20000 characters"),
        ('[[event]]\nkind = "clear"\nfault = "bomb"\n', 6, "There is no fault named “bomb”"),
        ('[[act]]\ndo = "retract"\nby = "author"\n', 6, "There is no notice named “”"),
        (NOTICE + '[[act]]\ndo = "retract"\nby = "author"\n', 13, "To retract needs: reason."),
        (NOTICE + '[[expect]]\ngoal = "win"\nwithin = "1m"\n', 14, "“win” is unknown here."),
        (NOTICE + '[[expect]]\ngoal = "retract"\n', 13, "The key “within” is missing."),
        (NOTICE + '[[event]]\nkind = "party"\n', 14, "“party” is unknown here."),
        (NOTICE + "act = 3\n", 13, "There is no key “act” here."),
        (TELLING + EXPECT, 12, "Say which notice is meant"),
        ('event = "none"\n', 6, "A list in square brackets is needed here."),
        ("event = [3]\n", 6, "A table is needed here."),
        ("", 1, "A scenario needs at least one [[event]]."),
        ("[[event]\n", 6, "This is not TOML"),
        ('[colours]\nbar = "red"\n' + TELLING, 6, "There is no key “colours” here."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(table: str, line: int, sentence: str) -> None:
    found = wrong(HEAD + table)
    assert any(sentence in words for _, words in found), found
    assert [number for number, words in found if sentence in words] == [line], found


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = wrong(HEAD + TELLING.replace("text", "txt") + FAULT.replace("mastodon", "myspace"))
    assert [line for line, _ in found] == [7, 11, 16]
    found = wrong(HEAD.replace("10m", "10 minutes") + TELLING.replace("text", "txt") + EXPECT)
    assert [line for line, _ in found] == [5, 7, 11]


def test_a_scenario_has_an_end_and_a_size() -> None:
    assert "at most 200000 characters" in wrong("#" * 200_001)[0][1]
    assert "at most 500 events" in wrong(HEAD + "[[event]]\nkind = 'clear'\n" * 501)[0][1]


def test_every_shipped_scenario_can_be_played() -> None:
    found = {one.slug: one.scenario for one in shipped()}
    assert sorted(found) == ["outage", "shared-stream", "taken-over", "wrong-time"]
    for scenario in found.values():
        assert scenario.expectations
        assert any(event.kind is Kind.ACT for event in scenario.events)
        last = max(event.at for event in scenario.events)
        assert last < scenario.length


@given(st.text())
def test_no_text_does_anything_but_be_read_or_refused(text: str) -> None:
    for source in (text, HEAD + text, HEAD + f"[[event]]\nkind = {text}"):
        problems = refused(source)
        lines = len(source.splitlines()) + 1
        assert all(0 <= problem.line <= lines for problem in problems)
        assert all(str(problem.sentence) for problem in problems)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=9,
)
KEYS = st.sampled_from(["title", "story", "unit", "length", "event", "act", "expect", "kind", "at"])


@given(st.dictionaries(KEYS, VALUES))
def test_no_table_does_anything_but_be_read_or_refused(data: dict[str, object]) -> None:
    with pytest.raises(ScenarioError):
        Reader("", {}).scenario(data | {"language": 3})


LINES = st.sampled_from(
    ["", "# key = 1", 'text = "a # b"', 'text = """', '"""', 'text = """x"""', "text = '''",
     "'''", "'it''s", "not = a key in a long text", 'a\\"""b', '""" # done']
)  # fmt: skip


@given(st.lists(LINES, max_size=9))
def test_a_key_after_a_long_text_is_found_where_it_stands(body: list[str]) -> None:
    source = "\n".join(["[[event]]", *body, "last-key = 1"])
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return
    assert "last-key" in data["event"][0]
    assert places(source)["event", 0, "last-key"] == len(body) + 2

"""A scenario is read as it was written, or refused with the place that is wrong."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_scenes import GOOD, Json, channel, scenario, weeks

from oyez.domain.errors import NotAllowed
from oyez.domain.inbox.labels import Label
from oyez.domain.review.scenario import read

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def refusal(data: object) -> str:
    with pytest.raises(NotAllowed) as refused:
        read(data)
    assert refused.value.field
    return str(refused.value)


def read_or_refused(data: object) -> None:
    """Anything else that is raised fails the test."""
    with suppress(NotAllowed):
        read(data)


def with_week(**more: Any) -> Json:
    return scenario(channel(GOOD, weeks=[weeks(GOOD)[0] | more]))


def test_everything_is_read() -> None:
    after = {"channel": "There", "platform": "whatsapp", "reach": 9}
    one = channel(GOOD, audience="urgent", successor=after, cannot_tell=3, labelled_twice=80)
    found = read(scenario(one, rules={"reach_little": 100, "labels_needed": 200}))
    assert (found.bars.reach_little, found.bars.labels_needed) == (100, 200)
    assert found.approved == {"whatsapp"}
    (told,) = found.channels
    assert (told.audience, told.cannot_tell, told.labelled_twice) == ("urgent", 3, 80)
    assert (told.total, told.sample, told.missing) == (1200, 400, 0)
    assert told.weeks[0].of(Label.ABUSE, Label.SPAM) == 7
    assert told.successor is not None
    assert told.successor.reach == 9
    assert told.routes == ("telephone 101",)


def test_weeks_come_in_order_and_gaps_are_counted() -> None:
    given = weeks(GOOD, 6)
    uncounted = {"week": "2026-W08", "interactions": None}
    (told,) = read(scenario(channel(GOOD, weeks=[uncounted, *given[::-1]]))).channels
    assert [week.name for week in told.weeks][-2:] == ["2026-W06", "2026-W08"]
    assert told.missing == 2, "week 7 is not there, week 8 was not counted"
    (over,) = read(
        scenario(channel(GOOD, weeks=[{"week": "2027-W01"}, {"week": "2026-W53"}]))
    ).channels
    assert over.missing == 2, "2026 has 53 weeks"


def test_no_more_labels_count_than_there_are_interactions() -> None:
    (told,) = read(scenario(channel(GOOD, labelled=10**6))).channels
    assert told.sample == told.total == 1200


def test_a_channel_may_have_no_route_although_others_have_one() -> None:
    here, there = channel(GOOD, routes=[]), channel(GOOD, channel="There")
    assert [one.routes for one in read(scenario(here, there)).channels] == [(), ("telephone 101",)]
    assert read({"channels": [there]}).channels[0].routes is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "The scenario must be an object in curly brackets."),
        ({}, "channels must be a list in square brackets."),
        ({"channels": []}, "channels names no channel."),
        (scenario({}), "channels[0].weeks must be a list in square brackets."),
        (scenario(channel(GOOD, channel=" ")), "channels[0].channel must be a text that says"),
        (scenario(channel(GOOD, channel="\ud83d")), "channels[0].channel holds half of a"),
        (scenario(channel(GOOD), channel(GOOD)), "channels[1].channel is there twice: “Here”."),
        (scenario(channel(GOOD, audience="all")), "channels[0].audience has “all”, which is"),
        (scenario(channel(GOOD, labelled=1.5)), "channels[0].labelled must be a whole number from"),
        (scenario(channel(GOOD, cannot_tell=401)), "a whole number from 0 to 400."),
        (
            scenario(channel(GOOD, community_share=1.2)),
            "community_share must be a number from 0 to",
        ),
        (scenario(channel(GOOD, successor={"channel": "There"})), "channels[0].successor.platform"),
        (scenario(channel(GOOD), routes=[""]), "routes[0] must be a text that says something."),
        (with_week(week="2026-W54"), "channels[0].weeks[0].week must be a week such as 2026-W07."),
        (with_week(week="week 7"), "channels[0].weeks[0].week must be a week such as"),
        (with_week(interactions={"abusive": 1}), "channels[0].weeks[0].interactions has “abusive”"),
        (with_week(interactions={"abuse": -1}), "channels[0].weeks[0].interactions.abuse must be"),
        (with_week(reach=float("nan")), "channels[0].weeks[0].reach must be a number from 0 to"),
        (with_week(reach=10**400), "channels[0].weeks[0].reach must be a number from 0 to"),
        (with_week(reports=True), "channels[0].weeks[0].reports must be a whole number from 0 to"),
        (
            scenario(channel(GOOD, weeks=weeks(GOOD, 2) + weeks(GOOD, 1))),
            "channels[0].weeks[2].week is there twice: “2026-W01”.",
        ),
        (scenario(channel(GOOD), rules={"abuse": 1}), "rules has “abuse”, which is unknown here."),
        (scenario(channel(GOOD), rules={"useful_little": 2}), "rules.useful_little must be a"),
        (scenario(channel(GOOD), rules={"labels_needed": 50}), "a whole number from 100 to"),
        (scenario(channel(GOOD), rules={"reports_few": 11}), "rules: reports_few must not be more"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(data: object, said: str) -> None:
    assert said in refusal(data)


@given(ANY, st.sampled_from([*channel(GOOD), "audience", "successor", "routes", "cannot_tell"]))
def test_any_value_of_a_channel_is_read_or_refused(value: object, key: str) -> None:
    for data in (value, {"channels": value}, scenario(channel(GOOD) | {key: value})):
        read_or_refused(data)


@given(ANY, st.sampled_from([*weeks(GOOD)[0], "rules"]))
def test_any_value_of_a_week_or_rule_is_read_or_refused(value: object, key: str) -> None:
    rules = {"rules": value if key == "rules" else {"reach_little": value}}
    for data in (with_week(**{key: value}), scenario(channel(GOOD)) | rules):
        read_or_refused(json.loads(json.dumps(data)))

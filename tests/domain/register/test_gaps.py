"""What an entry lacks: each rule, in each mode, worst first, whatever else is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.approved_platforms import Approval, approved_until, refusal
from oyez.domain.channel import Mode
from oyez.domain.errors import say
from oyez.domain.register.facts import Facts, Keeper
from oyez.domain.register.gaps import GIVEN_UP, OPEN, RULES, SPEAKING, gaps, rank
from oyez.domain.register.kinds import STEPS, Grade, Kind, step

TODAY = date(2026, 11, 21)
NEAR = st.none() | st.dates(TODAY - timedelta(days=90), TODAY + timedelta(days=90))
SAID = st.none() | st.just(say("No."))
KEEPER = st.none() | st.builds(Keeper, name=st.text(max_size=9), there=st.booleans())
FACTS = st.builds(
    Facts,
    mode=st.sampled_from(Mode),
    ours=st.booleans(),
    platform=st.just("Mastodon"),
    owner=KEEPER,
    deputy=KEEPER,
    unapproved=SAID,
    approved_until=NEAR,
    unaccepted=SAID,
    accepted_until=NEAR,
    assessed_on=NEAR,
    check_due=NEAR,
    after=st.none() | st.sampled_from(Mode),
    **dict.fromkeys(
        ("purpose", "audience", "legal_basis", "hears", "read", "hours", "instead", "reserved"),
        st.booleans(),
    ),
)
SOUND = Facts(
    Mode.ACTIVE,
    platform="Mastodon",
    purpose=True,
    audience=True,
    owner=Keeper("Greta"),
    deputy=Keeper("Dora"),
    legal_basis=True,
    assessed_on=date(2026, 1, 1),
    check_due=date(2027, 11, 21),
    hears=True,
    hours=True,
)
GONE = Keeper("Alice", there=False)
SOON = TODAY + timedelta(days=19)


def kinds(facts: Facts) -> list[Kind]:
    return [gap.kind for gap in gaps(facts, TODAY)]


def test_an_entry_with_everything_lacks_nothing() -> None:
    assert kinds(SOUND) == []
    closed = replace(SOUND, mode=Mode.CLOSED, owner=None, deputy=None, legal_basis=False)
    assert kinds(replace(closed, instead=True)) == []
    assert kinds(replace(closed, after=Mode.ACTIVE)) == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"unapproved": say("No.")}, Kind.NOT_APPROVED),
        ({"unaccepted": say("No.")}, Kind.RISK_NOT_ACCEPTED),
        ({"owner": GONE}, Kind.OWNER_LEFT),
        ({"owner": None}, Kind.NO_OWNER),
        ({"deputy": GONE}, Kind.DEPUTY_LEFT),
        ({"deputy": None}, Kind.NO_DEPUTY),
        ({"read": False}, Kind.UNREAD),
        ({"hours": False}, Kind.NO_HOURS),
        ({"legal_basis": False}, Kind.NO_LEGAL_BASIS),
        ({"assessed_on": None}, Kind.NOT_ASSESSED),
        ({"check_due": TODAY - timedelta(days=1)}, Kind.ASSESSMENT_OVERDUE),
        ({"check_due": SOON}, Kind.ASSESSMENT_DUE),
        ({"approved_until": SOON}, Kind.APPROVAL_ENDS),
        ({"accepted_until": SOON}, Kind.RISK_ENDS),
        ({"purpose": False}, Kind.NO_PURPOSE),
        ({"audience": False}, Kind.NO_AUDIENCE),
        ({"mode": Mode.CLOSED}, Kind.NO_SUCCESSOR),
        ({"mode": Mode.CLOSING, "after": Mode.CLOSED}, Kind.SUCCESSOR_CLOSED),
        ({"mode": Mode.CLOSED, "instead": True, "reserved": True, "owner": None}, Kind.NO_OWNER),
    ],
)
def test_each_kind_is_found_alone(changes: dict[str, object], kind: Kind) -> None:
    assert kinds(replace(SOUND, **changes)) == [kind]


def test_what_cannot_hear_needs_no_hours() -> None:
    assert kinds(replace(SOUND, hears=False, read=False, hours=False)) == []


@pytest.mark.parametrize(
    ("days", "grade"),
    [(61, None), (60, 3), (21, 3), (20, 2), (8, 2), (7, 1), (1, 1)],
)
def test_an_end_grows_graver_as_it_comes_near(days: int, grade: int | None) -> None:
    last = TODAY + timedelta(days=days - 1)
    found = gaps(replace(SOUND, approved_until=last), TODAY)
    assert [(gap.grade, gap.days) for gap in found] == ([(grade, days)] if grade else [])


@given(st.integers(0, 400), st.integers(0, 400))
def test_nearer_is_never_milder(one: int, other: int) -> None:
    near, far = step(min(one, other)) or 9, step(max(one, other)) or 9
    assert near <= far
    assert (step(one) is None) == (one > max(STEPS))


@given(FACTS)
def test_whatever_is_known_the_gaps_are_sound(facts: Facts) -> None:
    found = gaps(facts, TODAY)
    assert len({gap.kind for gap in found}) == len(found)
    assert found == sorted(found, key=lambda gap: gap.grade)
    assert not (facts.ours and found)
    for gap in found:
        assert str(gap.sentence).strip()
        assert str(gap.remedy).strip()
        assert gap.days is None or 1 <= gap.days <= max(STEPS)
        (rule,) = (rule for rule in RULES if rule.kind is gap.kind)
        assert facts.mode in rule.modes
    told = {gap.kind for gap in found}
    assert not {Kind.NO_OWNER, Kind.OWNER_LEFT} <= told
    assert not {Kind.NOT_APPROVED, Kind.APPROVAL_ENDS} <= told
    assert not {Kind.ASSESSMENT_DUE, Kind.ASSESSMENT_OVERDUE} <= told


@given(FACTS, FACTS)
def test_the_channel_with_the_worst_gap_comes_first(one: Facts, other: Facts) -> None:
    found, others = gaps(one, TODAY), gaps(other, TODAY)
    if found and not others:
        assert rank(found) < rank(others)
    if found and others and found[0].grade < others[0].grade:
        assert rank(found) < rank(others)


def test_the_modes_of_the_rules_leave_none_out() -> None:
    assert set(Mode) == OPEN | GIVEN_UP
    assert SPEAKING < OPEN
    assert max(Grade) == len(Grade)


APPROVALS = st.lists(
    st.builds(
        Approval,
        platform=st.just("x"),
        decided_by=st.just("/nds/"),
        starts_on=st.dates(TODAY - timedelta(days=9), TODAY + timedelta(days=9)),
        ends_on=st.none() | st.dates(TODAY - timedelta(days=9), TODAY + timedelta(days=9)),
    ),
    max_size=5,
)


@given(APPROVALS)
def test_an_approval_lasts_as_long_as_no_day_is_without_one(approvals: list[Approval]) -> None:
    last = approved_until("x", "/nds/os/", approvals, TODAY)
    day = TODAY
    while day <= TODAY + timedelta(days=40) and refusal("x", "/nds/os/", approvals, day) is None:
        day += timedelta(days=1)
    if day > TODAY + timedelta(days=40):
        assert last is None
    else:
        assert last == (day - timedelta(days=1) if day > TODAY else None)

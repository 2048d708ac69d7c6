"""What may happen without a person: switches, all off, and never because of replies."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.alarm import automatic as rules
from oyez.domain.alarm.automatic import Confirmed, Ground, Switches, automatic

ALL_ON = Switches(labelled=True, scored=True, stranger=True, overtime=True)
YES = st.booleans()
SWITCHES = st.builds(Switches, labelled=YES, scored=YES, stranger=YES, overtime=YES)
SEEN = st.builds(Confirmed, labelled=YES, over_bar=st.integers(0, 5), stranger=YES, overtime=YES)
CASES = [
    (Confirmed(labelled=True), Ground.LABELLED),
    (Confirmed(over_bar=2), Ground.SCORED),
    (Confirmed(over_bar=1), None),
    (Confirmed(stranger=True), Ground.STRANGER),
    (Confirmed(overtime=True), Ground.OVERTIME),
    (Confirmed(), None),
]


@pytest.mark.parametrize(("seen", "ground"), CASES)
def test_with_everything_on_our_own_look_has_to_confirm_it(
    seen: Confirmed, ground: Ground | None
) -> None:
    assert automatic(ALL_ON, seen) is ground


@given(SEEN)
def test_with_everything_off_nothing_happens(seen: Confirmed) -> None:
    assert automatic(Switches(), seen) is None


@given(SWITCHES, SEEN)
def test_a_ground_is_always_allowed_and_confirmed(switches: Switches, seen: Confirmed) -> None:
    ground = automatic(switches, seen)
    if ground is not None:
        assert switches.allows(ground)
        assert rules.CASES[ground](seen)


@given(SEEN)
def test_an_allowed_stream_opens_nothing_else(seen: Confirmed) -> None:
    ground = automatic(Switches().for_allowed_stream(), seen)
    assert ground is not Ground.STRANGER
    assert (ground is None) is not (seen.labelled or seen.over_bar >= 2 or seen.overtime)


def never_on_replies(confirmed: type) -> list[str]:
    """Names under which something that people said could reach the rule."""
    said = ("repl", "warn", "author", "weight", "said", "sign", "chance")
    return [one.name for one in fields(confirmed) if any(part in one.name for part in said)]


def test_nothing_that_anybody_said_reaches_the_rule() -> None:
    assert never_on_replies(Confirmed) == []
    seen = {one.name for one in fields(Confirmed)}
    assert seen == {"labelled", "over_bar", "stranger", "overtime"}


def test_the_check_would_catch_a_rule_that_believes_replies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sabotage: a rule that counts one look as two, and one that needs no switch."""
    eager = dict(rules.CASES) | {Ground.SCORED: lambda seen: seen.over_bar >= 1}
    monkeypatch.setattr(rules, "CASES", eager)
    broken = [(seen, ground) for seen, ground in CASES if automatic(ALL_ON, seen) is not ground]
    assert broken == [(Confirmed(over_bar=1), None)]
    monkeypatch.setattr(Switches, "allows", lambda *_: True)
    assert automatic(Switches(), Confirmed(stranger=True)) is Ground.STRANGER

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from oyez.domain.channel import (
    CARRIES,
    TRANSITIONS,
    Mode,
    Standing,
    may_become,
    may_carry,
)
from oyez.domain.errors import say
from oyez.domain.notice import Urgency
from oyez.domain.verdict import Kind

OPEN = Standing(
    id=1,
    name="Derbyshire Police",
    platform="x",
    mode=Mode.ACTIVE,
    since=date(2026, 9, 1),
    has_credentials=True,
)
ROUTINE, IMPORTANT, CRITICAL = Urgency


@pytest.mark.parametrize(
    ("mode", "carried", "corrections"),
    [
        (Mode.ACTIVE, {ROUTINE, IMPORTANT, CRITICAL}, True),
        (Mode.REDUCED, {IMPORTANT, CRITICAL}, True),
        (Mode.CRITICAL_ONLY, {CRITICAL}, True),
        (Mode.CLOSING, set(), True),
        (Mode.CLOSED, set(), False),
    ],
)
def test_what_each_mode_carries(mode: Mode, carried: set[Urgency], corrections: bool) -> None:
    standing = replace(OPEN, mode=mode)
    went = {u for u in Urgency if may_carry(standing, u).kind is Kind.GO}
    assert went == carried == CARRIES[mode]
    for urgency in Urgency:
        verdict = may_carry(standing, urgency, correcting=True)
        assert (verdict.kind is Kind.GO) == (corrections or urgency in carried)


def test_the_reason_says_what_happens_and_since_when() -> None:
    verdict = may_carry(replace(OPEN, mode=Mode.CRITICAL_ONLY), IMPORTANT)
    assert verdict.kind is Kind.STOP
    expected = "The channel Derbyshire Police takes critical notices only, since 1 September 2026."
    assert str(verdict.reason) == expected


@pytest.mark.parametrize("mode", [m for m in Mode if m is not Mode.ACTIVE])
def test_every_refusal_is_a_whole_sentence(mode: Mode) -> None:
    verdict = may_carry(replace(OPEN, mode=mode), ROUTINE)
    assert str(verdict.reason).startswith("The channel Derbyshire Police ")
    assert str(verdict.reason).endswith("since 1 September 2026.")


def test_a_freeze_holds_everything_back_before_any_other_reason() -> None:
    sentence = say("Everything is frozen.")
    standing = replace(
        OPEN, frozen=sentence, unapproved=say("No."), has_credentials=False, mode=Mode.CLOSED
    )
    for correcting in (False, True):
        verdict = may_carry(standing, CRITICAL, correcting=correcting)
        assert (verdict.kind, verdict.reason) == (Kind.HOLD, sentence)


def test_an_unapproved_platform_and_missing_credentials_stop_even_the_critical() -> None:
    sentence = say("x is not approved.")
    verdict = may_carry(replace(OPEN, unapproved=sentence), CRITICAL, correcting=True)
    assert (verdict.kind, verdict.reason) == (Kind.STOP, sentence)
    verdict = may_carry(replace(OPEN, has_credentials=False), CRITICAL)
    assert verdict.kind is Kind.STOP
    assert "credentials" in str(verdict.reason)


def test_the_life_of_a_channel() -> None:
    for old in Mode:
        for new in Mode:
            assert (may_become(old, new) is None) == (new in TRANSITIONS[old])
    assert "already" in str(may_become(Mode.ACTIVE, Mode.ACTIVE))
    assert "stays closed" in str(may_become(Mode.CLOSED, Mode.ACTIVE))
    assert str(may_become(Mode.ACTIVE, Mode.CLOSED)) == (
        "A channel that is active cannot become closed."
    )

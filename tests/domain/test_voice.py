"""While everything is frozen the own outlets still say what two people decided after that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.channel import Mode, Standing, may_carry
from oyez.domain.errors import say
from oyez.domain.freeze import Frozen, frozen_by, voice_since
from oyez.domain.notice import Urgency
from oyez.domain.verdict import Kind

AT = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
PAGE = "/nds/os/emsland/@1/"
EVERYTHING = Frozen("/", "Everything", "locked", AT.date(), AT)
FROZEN = Standing(
    1, "Own page", "page", mode=Mode.ACTIVE, since=date(2026, 1, 1), has_credentials=True,
    frozen=say("Everything is frozen."), voice_since=AT,
)  # fmt: skip
LATER, EARLIER = AT + timedelta(seconds=1), AT - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("urgency", "correcting", "wished", "kind"),
    [
        (Urgency.CRITICAL, False, LATER, Kind.GO),
        (Urgency.ROUTINE, True, LATER, Kind.GO),
        (Urgency.CRITICAL, False, EARLIER, Kind.HOLD),
        (Urgency.CRITICAL, False, AT, Kind.HOLD),
        (Urgency.CRITICAL, False, None, Kind.HOLD),
        (Urgency.IMPORTANT, False, LATER, Kind.HOLD),
        (Urgency.ROUTINE, False, LATER, Kind.HOLD),
    ],
)
def test_what_goes_out_there(
    urgency: Urgency, wished: datetime | None, kind: Kind, *, correcting: bool
) -> None:
    verdict = may_carry(FROZEN, urgency, correcting=correcting, wished=wished)
    assert verdict.kind is kind


def test_without_a_voice_nothing_does() -> None:
    shut = replace(FROZEN, voice_since=None)
    verdict = may_carry(shut, Urgency.CRITICAL, correcting=True, wished=LATER)
    assert verdict.kind is Kind.HOLD


def test_what_else_forbids_it_forbids_it_all_the_same() -> None:
    forbidden = replace(FROZEN, unapproved=say("No."))
    assert may_carry(forbidden, Urgency.CRITICAL, wished=LATER).kind is Kind.STOP


@pytest.mark.parametrize("scope", ["/nds/", "/nds/os/", "/nds/os/emsland/", PAGE])
def test_a_freeze_that_is_meant_for_it_shuts_it(scope: str) -> None:
    assert voice_since(PAGE, [EVERYTHING]) == AT
    narrower = replace(EVERYTHING, scope=scope)
    assert voice_since(PAGE, [narrower]) is None
    assert voice_since(PAGE, [EVERYTHING, narrower]) is None


def test_of_two_locks_the_last_counts() -> None:
    again = replace(EVERYTHING, at=LATER)
    assert voice_since(PAGE, [EVERYTHING, again]) == LATER


def test_where_nothing_is_frozen_there_is_nothing_to_break() -> None:
    assert voice_since(PAGE, []) is None
    assert voice_since(PAGE, [replace(EVERYTHING, scope="/kent/")]) is None


@given(st.lists(st.sampled_from(["/", "/nds/", "/nds/os/", "/kent/", PAGE]), max_size=4))
def test_a_voice_is_only_where_something_freezes(scopes: list[str]) -> None:
    freezes = [replace(EVERYTHING, scope=scope) for scope in scopes]
    if voice_since(PAGE, freezes) is not None:
        assert frozen_by(PAGE, freezes) is not None
        assert not {"/nds/", "/nds/os/", PAGE} & set(scopes)

"""Every planned change of a mode happens once, in order, at or after its moment, and nothing is
published against it: whatever the clock does, and whoever works, crashes or starts again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hours import HAPPENINGS, KINDS, Happens, finish, playing
from hypothesis import HealthCheck, Phase, given, settings
from planning import Office

from oyez.domain.channel import Mode
from oyez.domain.mode_change import Change, InForce
from oyez.domain.plan import Kind

FIXTURES = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def played(
    room: Office,
    kind: Kind,
    happenings: list[Happens],
    monkeypatch: pytest.MonkeyPatch,
    *,
    ahead: timedelta = timedelta(),
) -> None:
    with playing(room, kind, monkeypatch, ahead) as play:
        for one in happenings:
            play.happen(one)
        finish(play)


@settings(max_examples=30, suppress_health_check=FIXTURES)
@given(kind=KINDS, happenings=HAPPENINGS)
def test_once_in_order_at_or_after_its_moment_and_nothing_against_it(
    room: Office, monkeypatch: pytest.MonkeyPatch, kind: Kind, happenings: list[Happens]
) -> None:
    played(room, kind, happenings, monkeypatch)


def drawn(room: Office, monkeypatch: pytest.MonkeyPatch, ahead: timedelta = timedelta()) -> None:
    """The same property, as it is drawn, without looking for the shortest way to break it."""

    @settings(max_examples=60, suppress_health_check=FIXTURES, phases=[Phase.generate])
    @given(kind=KINDS, happenings=HAPPENINGS)
    def holds(kind: Kind, happenings: list[Happens]) -> None:
        played(room, kind, happenings, monkeypatch, ahead=ahead)

    holds()


def test_a_worker_that_is_early_is_caught(room: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssertionError, match="before its moment"):
        drawn(room, monkeypatch, ahead=timedelta(hours=3))


def test_a_send_path_that_trusts_the_row_alone_is_caught(
    room: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stored_only(stored: Mode, changes: list[Change], now: object) -> InForce:
        return InForce(stored)

    monkeypatch.setattr("oyez.govern.queries.mode_in_force", stored_only)
    with pytest.raises(AssertionError, match=r"routine at|critical at"):
        drawn(room, monkeypatch)

from __future__ import annotations

from datetime import date

import pytest

from oyez.domain.errors import NotAllowed
from oyez.domain.freeze import Frozen, LiftStep, frozen_by, lift_step

ALL = Frozen("/", "Everything", "wrong notice", date(2026, 9, 1))
UNIT = Frozen("/nds/os/", "PD Osnabrück", "account taken over", date(2026, 9, 2))


def test_a_freeze_holds_its_scope_and_all_below() -> None:
    assert frozen_by("/nds/os/emsland/@7/", [UNIT]) is not None
    assert frozen_by("/nds/", [UNIT]) is None
    assert frozen_by("/nds/osnabrueck/", [UNIT]) is None
    assert frozen_by("/nds/", []) is None


def test_the_widest_freeze_is_named() -> None:
    sentence = frozen_by("/nds/os/@7/", [UNIT, ALL])
    assert str(sentence) == "Everything is frozen since 1 September 2026: wrong notice"


def test_two_different_people_lift() -> None:
    assert lift_step(lifted=False, first=None, person=1) is LiftStep.ASK
    assert lift_step(lifted=False, first=1, person=2) is LiftStep.LIFT
    with pytest.raises(NotAllowed, match="second person"):
        lift_step(lifted=False, first=1, person=1)
    with pytest.raises(NotAllowed, match="already"):
        lift_step(lifted=True, first=1, person=2)

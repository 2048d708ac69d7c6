"""The clock of a proof: put forward for whoever shares it, and never back."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from oyez.proof import clock

BEGINS = datetime(2027, 8, 12, 9, tzinfo=UTC)
MOMENT = timedelta(seconds=30)
TELL = (
    "from oyez.proof import clock; clock.wear(); from django.utils import timezone; "
    "print(timezone.now().isoformat())"
)


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(clock.NAME, "")  # both are put back afterwards
    monkeypatch.setattr(timezone, "now", timezone.now)
    clock.share(tmp_path / "clock", BEGINS)
    return tmp_path / "clock"


def test_it_goes_on_from_where_it_was_put(shared: Path) -> None:
    assert timedelta() <= timezone.now() - BEGINS < MOMENT
    far = clock.put_forward(BEGINS + timedelta(days=20))
    assert timedelta(days=20) - MOMENT < far <= timedelta(days=20)
    assert timedelta() <= timezone.now() - (BEGINS + timedelta(days=20)) < MOMENT


def test_it_is_never_put_back(shared: Path) -> None:
    with pytest.raises(ValueError, match="It is later than"):
        clock.put_forward(BEGINS - timedelta(seconds=1))
    assert timezone.now() >= BEGINS


def test_another_process_shares_it(shared: Path) -> None:
    clock.put_forward(BEGINS + timedelta(days=1))
    told = subprocess.run(
        [sys.executable, "-c", TELL], capture_output=True, text=True, check=True, env=os.environ
    )
    found = datetime.fromisoformat(told.stdout.strip())
    assert timedelta() <= found - (BEGINS + timedelta(days=1)) < MOMENT


def test_without_one_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.NAME, raising=False)
    before = timezone.now
    clock.wear()
    assert timezone.now is before

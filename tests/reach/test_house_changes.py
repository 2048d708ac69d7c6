"""What changes in the house while no worker runs is not lost to the public pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import build
from oyez.domain.channel import Mode
from oyez.govern.actions import change_mode
from oyez.reach import later
from oyez.reach.follow import RestDue

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.SITE_ROOT = tmp_path / "site"
    monkeypatch.setattr(later, "WAITS", (0.0,))
    return settings.SITE_ROOT


def test_the_next_worker_shows_what_changed_while_none_ran(site: Path) -> None:
    room = build()
    RestDue().look_at_house()  # of the worker that is killed now
    change_mode(room.greta, room.mastodon, Mode.CRITICAL_ONLY, reason="Bots")
    RestDue().look_at_house()
    assert set(later.take(site, 9)) == {"common-0", f"u-{room.unit.pk}"}
    RestDue().look_at_house()
    assert set(later.take(site, 9)) == set()


def test_what_cannot_be_read_is_as_if_it_had_never_been_read(site: Path) -> None:
    build()
    RestDue().look_at_house()
    (site / ".later" / later.LEDGER).write_text("?")
    RestDue().look_at_house()
    assert later.take(site, 9) == {}
    assert later.read_up_to(site) is not None

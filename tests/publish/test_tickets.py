"""Addresses for platforms that fetch: unguessable, soon over, and used once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oyez.publish import tickets

NOW = 1_000_000.0


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "map.jpg"
    path.write_bytes(b"pixels")
    return path


def test_a_ticket_is_good_for_one_fetch_and_its_repetition(tmp_path: Path, picture: Path) -> None:
    token = tickets.issue(tmp_path, picture, "image/jpeg", NOW)
    assert token.endswith(".jpg")
    for late in (0, tickets.AGAIN - 1):
        found = tickets.redeem(tmp_path, token, NOW + 100 + late)
        assert found == tickets.Picture(b"pixels", "image/jpeg")
    assert tickets.redeem(tmp_path, token, NOW + 100 + tickets.AGAIN + 1) is None


def test_repeating_does_not_make_it_last(tmp_path: Path, picture: Path) -> None:
    token = tickets.issue(tmp_path, picture, "image/jpeg", NOW)
    at = NOW
    while tickets.redeem(tmp_path, token, at):
        at += tickets.AGAIN / 2
        assert at < NOW + 3 * tickets.AGAIN
    assert tickets.redeem(tmp_path, token, NOW) is None, "what is over is forgotten"


def test_a_ticket_that_nobody_used_is_over_after_its_time(tmp_path: Path, picture: Path) -> None:
    token = tickets.issue(tmp_path, picture, "image/jpeg", NOW)
    assert tickets.redeem(tmp_path, token, NOW + tickets.LASTS + 1) is None


@pytest.mark.parametrize("token", ["", "x", "../map.jpg", "a" * 5000, "\0", "map.jpg"])
def test_no_other_word_opens_anything(tmp_path: Path, picture: Path, token: str) -> None:
    tickets.issue(tmp_path, picture, "image/jpeg", NOW)
    assert tickets.redeem(tmp_path, token, NOW) is None


def test_the_folder_tells_no_address(tmp_path: Path, picture: Path) -> None:
    token = tickets.issue(tmp_path, picture, "image/jpeg", NOW)
    kept = list((tmp_path / tickets.FOLDER).iterdir())
    assert [token in (one.name + one.read_text()) for one in kept] == [False]


def test_a_picture_that_is_gone_and_a_broken_ticket_open_nothing(
    tmp_path: Path, picture: Path
) -> None:
    token = tickets.issue(tmp_path, picture, "image/jpeg", NOW)
    (ticket,) = (tmp_path / tickets.FOLDER).iterdir()
    before = ticket.read_text()
    ticket.write_text(before[:20])
    assert tickets.redeem(tmp_path, token, NOW) is None
    ticket.write_text(before)
    picture.unlink()
    assert tickets.redeem(tmp_path, token, NOW) is None


def test_a_new_ticket_sweeps_the_old_ones_away(tmp_path: Path, picture: Path) -> None:
    tickets.issue(tmp_path, picture, "image/jpeg", NOW)
    (old,) = (tmp_path / tickets.FOLDER).iterdir()
    os.utime(old, (NOW, NOW))
    tickets.issue(tmp_path, picture, "image/jpeg", NOW + tickets.LASTS - 1)
    assert old.exists()
    tickets.issue(tmp_path, picture, "image/jpeg", NOW + tickets.LASTS + 1)
    assert not old.exists()

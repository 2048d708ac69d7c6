"""Exports that somebody has made to do harm, and files that are no exports, are refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from django.utils import timezone
from exports_made import (
    TWEETS,
    script,
    unpacked,
    x_files,
    zipped,
)

from newsroom import Newsroom
from oyez.archive.actions import import_export
from oyez.archive.models import Import, Record
from oyez.domain.errors import NotAllowed
from oyez.govern.models import Channel


@pytest.fixture
def channel(room: Newsroom, store: None) -> Channel:
    return on(room, "x")


def on(room: Newsroom, platform: str) -> Channel:
    Channel.objects.filter(pk=room.mastodon.pk).update(platform=platform)
    return Channel.objects.select_related("unit").get(pk=room.mastodon.pk)


def bring(channel: Channel, path: Path) -> Import:
    return import_export(None, channel, path, at=timezone.now())


@pytest.mark.parametrize(
    "name", ["../out.js", "/etc/data/tweets.js", "data/../../x.js", "a\\..\\b.js", "C:/x.js"]
)
def test_names_that_lead_away_are_refused(channel: Channel, tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "x.zip", {**x_files(), name: b"x"})
    with pytest.raises(NotAllowed, match="outside of it"):
        bring(channel, path)
    assert not Record.objects.exists()


def test_a_link_in_an_export_is_refused_or_not_followed(channel: Channel, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("data/tweets.js")
    info.external_attr = 0o120777 << 16
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(info, "/etc/passwd")
    with pytest.raises(NotAllowed):
        bring(channel, path)
    secret = tmp_path / "secret.js"
    secret.write_bytes(script("tweets", TWEETS))
    folder = unpacked(tmp_path / "x", {"data/account.js": b""})
    (folder / "data/tweets.js").symlink_to(secret)
    with pytest.raises(NotAllowed, match="Nothing was found"):
        bring(channel, folder)


def test_a_bomb_is_refused_before_anything_is_read(channel: Channel, tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"data/tweets.js": b" " * (50 * 1024**2)})
    with pytest.raises(NotAllowed, match="far beyond its size"):
        bring(channel, path)


def test_a_locked_export_is_told(channel: Channel, tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", x_files())
    data = bytearray(path.read_bytes())
    place = data.rfind(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.rfind(b"PK\x01\x02", 0, place)
    path.write_bytes(bytes(data))
    with pytest.raises(NotAllowed, match="password"):
        bring(channel, path)


def test_what_is_no_export_is_told(channel: Channel, room: Newsroom, tmp_path: Path) -> None:
    page = tmp_path / "page.zip"
    page.write_text("<html>")
    with pytest.raises(NotAllowed, match="neither a zip file"):
        bring(channel, page)
    with pytest.raises(NotAllowed, match="neither a zip file"):
        bring(channel, tmp_path / "nothing.zip")
    with pytest.raises(NotAllowed, match="Ask the platform for JSON"):
        bring(channel, zipped(tmp_path / "other.zip", {"index.html": b"<html>"}))
    with pytest.raises(NotAllowed, match="Exports of Mastodon"):
        bring(on(room, "mastodon"), page)
    assert not Import.objects.exists()

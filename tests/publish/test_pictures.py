from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace

import pytest
from PIL import Image
from press_office import LATER, NOW, Newsroom, first, refused, said

from oyez.publish.actions import compose, edit
from oyez.publish.fingerprint import fingerprint
from oyez.publish.models import Notice
from oyez.publish.pictures import MOST_BYTES, Taken, path_of, take


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    out = io.BytesIO()
    mode = str(more.pop("mode", "RGB"))
    Image.new(mode, size, "navy" if mode == "RGB" else 1).save(out, kind, **more)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_made_anew_and_stored_by_its_digest(kind: str) -> None:
    taken = take(picture(kind), " A map of the closed road ")
    path = path_of(taken.sha256, taken.mime)
    assert (taken.width, taken.height, taken.alt) == (40, 30, "A map of the closed road")
    with Image.open(path) as stored:
        assert stored.size == (40, 30)
        assert stored.get_format_mimetype() == taken.mime
    assert take(picture(kind), "Another").sha256 == taken.sha256
    assert not list(path.parent.glob("*.part"))


def test_everything_but_the_pixels_is_left_behind() -> None:
    exif = Image.Exif()
    exif[0x010E] = "witness Miller, 12 Station Road"
    exif[0x8825] = {1: "N", 2: (52.9, 0, 0)}
    data = picture(exif=exif, comment=b"secret comment")
    assert b"Miller" in data
    taken = take(data, "A car")
    stored = path_of(taken.sha256, taken.mime).read_bytes()
    for trace in (b"Miller", b"secret", b"Exif"):
        assert trace not in stored
    with Image.open(io.BytesIO(stored)) as image:
        assert not image.getexif()


def test_what_is_appended_to_a_picture_is_left_behind() -> None:
    taken = take(picture("PNG") + b"PK\x03\x04 an archive", "A car")
    assert b"archive" not in path_of(taken.sha256, taken.mime).read_bytes()


def test_a_picture_stands_as_the_camera_meant_it() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    taken = take(picture(exif=exif), "A car")
    assert (taken.width, taken.height) == (30, 40)


def test_a_large_picture_is_made_smaller() -> None:
    taken = take(picture(size=(4800, 1200)), "A car")
    assert (taken.width, taken.height) == (2400, 600)


NO_PICTURES = [b"", b"hello", b"<svg/>", b"GIF89a", b"%PDF-1.7", picture()[:200]]


@pytest.mark.parametrize("data", [*NO_PICTURES, picture("BMP"), picture("TIFF")])
def test_no_picture(data: bytes) -> None:
    with refused("pictures", "not a picture"):
        take(data, "A car")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((10_000, 10_000), "100 megapixels; at most 40"),
        ((1000, 40_001), "40 megapixels; at most 40"),
        ((200_000, 200_000), "not a picture"),
    ],
)
def test_a_hundred_megapixels_are_refused_unread(size: tuple[int, int], words: str) -> None:
    data = bomb(*size)
    assert len(data) < 200
    with refused("pictures", words):
        take(data, "A car")


def test_too_many_bytes() -> None:
    with refused("pictures", "16 MB"):
        take(picture() + b"\0" * MOST_BYTES, "A car")


@pytest.mark.parametrize(
    ("alt", "words"),
    [("", "Describe"), (" \n", "Describe"), ("a\u202eb", "order"), ("a" * 1501, "at most 1500")],
)
def test_a_picture_is_described(alt: str, words: str) -> None:
    with refused("alt", words):
        take(picture(), alt)


def attached(room: Newsroom, *pictures: Taken) -> Notice:
    return compose(room.alice, room.unit, said(), at=NOW, pictures=pictures)


def test_pictures_belong_to_the_revision_in_order(room: Newsroom) -> None:
    one = take(picture(), "One")
    two = replace(one, alt="Two")
    revision = first(attached(room, one, two))
    assert [each.alt for each in revision.pictures.all()] == ["One", "Two"]
    before = fingerprint(revision)
    edit(room.alice, revision, said(), version=1, at=LATER)
    assert revision.pictures.count() == 2
    edit(room.alice, revision, said(), version=2, at=LATER, pictures=(two,))
    assert [each.alt for each in revision.pictures.all()] == ["Two"]
    type(revision).objects.filter(pk=revision.pk).update(version=1)
    revision.refresh_from_db()
    assert fingerprint(revision) != before


def test_five_are_too_many_and_nothing_is_written(room: Newsroom) -> None:
    with refused("pictures", "At most 4"):
        attached(room, *[take(picture(), "A car")] * 5)
    assert not Notice.objects.exists()

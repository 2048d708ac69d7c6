"""What is noted about a picture when it comes in, and what the rules make of it."""

from __future__ import annotations

import io
import struct
from dataclasses import replace

import pytest
from PIL import Image, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational
from press_office import LATER, NEWER, NOW, Newsroom, first, refused, said
from test_correct import out

from oyez.looking import vision
from oyez.publish.actions import approve, compose, correct, edit, screen, set_aside, submit
from oyez.publish.forms.slots import opened, seal
from oyez.publish.models import Finding, Picture, Revision
from oyez.publish.pictures import Taken, path_of, take

GPS, LATITUDE, LONGITUDE = 0x8825, 2, 4
DERBY = {1: "N", LATITUDE: (52.0, 55.0, 12.5), 3: "W", LONGITUDE: (1.0, 28.0, 36.0)}
ODD = IFDRational(7, 9)
UNFIXED = {LATITUDE: (0.0, 0.0, 0.0), LONGITUDE: (ODD, ODD, ODD), 29: "2026:11:21"}
MAP = Taken("a" * 64, "image/png", 8, 8, "A map")
WHY = "A painting in the town museum, which the notice is about."


def picture(kind: str = "JPEG", **more: object) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(data, kind, **more)
    return data.getvalue()


def placed(gps: dict[int, object] | None = None, kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[GPS] = 6, DERBY if gps is None else gps
    return picture(kind, exif=exif)


def without_a_fix() -> bytes:
    """A latitude of zeros, and a longitude of 0/0, which Pillow reads but does not write."""
    data, odd = placed(UNFIXED), struct.pack(">LL", 7, 9)
    assert data.count(odd) == 3
    return data.replace(odd, bytes(8))


def xmp(inside: str = "", attribute: str = "") -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>'
        f"<rdf:Description{attribute}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def submitted(room: Newsroom, *pictures: Taken) -> Revision:
    notice = compose(room.alice, room.unit, said(), at=NOW, pictures=pictures)
    return submit(room.alice, first(notice), at=NOW)


def found(revision: Revision) -> dict[str, str]:
    rows = Finding.objects.filter(screening__revision=revision)
    return dict(rows.values_list("code", "level"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_author_learns_that_the_place_was_in_the_file(room: Newsroom, kind: str) -> None:
    data = placed(kind=kind)
    taken = take(data, "A car")
    revision = submitted(room, taken)
    assert found(revision) == {"media:location_metadata": "info"}
    one = Finding.objects.get()
    assert one.sentence["values"]["number"] == "1"
    assert "The place is removed" in one.sentence["template"]
    with (
        Image.open(io.BytesIO(data)) as original,
        Image.open(path_of(taken.sha256, taken.mime)) as kept,
    ):
        assert original.getexif().get_ifd(GPS)[LATITUDE] == DERBY[LATITUDE]
        assert not kept.getexif()
        assert not {"exif", "xmp"} & {*kept.info}
    approve(room.bob, revision, version=1, at=LATER)


@pytest.mark.parametrize("data", [picture(), without_a_fix(), placed({})])
def test_a_file_without_a_place_is_none(room: Newsroom, data: bytes) -> None:
    taken = take(data, "A car")
    assert taken.location is False
    assert found(submitted(room, taken)) == {}


@pytest.mark.parametrize(
    ("said_there", "is_place"),
    [
        (xmp(attribute=' exif:GPSLatitude="52,55.2N"'), True),
        (xmp("<exif:GPSLongitude>1,28.6W</exif:GPSLongitude>"), True),
        (xmp("<photoshop:City>Derby</photoshop:City>"), True),
        (xmp(attribute="\n Iptc4xmpCore:Location = 'Station Road'"), True),
        (xmp("<photoshop:City></photoshop:City><exif:GPSLatitude/>", ' photoshop:City=" "'), False),
        (xmp("<dc:title>City of Derby</dc:title>", ' exif:GPSVersionID="2.3.0.0"'), False),
        (b"", False),
    ],
)
def test_xmp_names_a_place_as_well(said_there: bytes, is_place: bool) -> None:
    for kind in ("JPEG", "WEBP"):
        assert take(picture(kind, xmp=said_there), "A car").location is is_place
    packed = PngImagePlugin.PngInfo()
    packed.add_itxt("XML:com.adobe.xmp", said_there.decode(), zip=True)
    taken = take(picture("PNG", pnginfo=packed), "A car")
    assert taken.location is is_place
    assert b"xmp" not in path_of(taken.sha256, taken.mime).read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_broken_exif_costs_nobody_the_picture(kind: str) -> None:
    data = placed(kind=kind)
    at = data.index(b"MM\0*")
    for place in range(at, at + 90):
        for byte in (b"\x00", b"\x05", b"\xff"):
            broken = data[:place] + byte + data[place + 1 :]
            assert take(broken, "A car", score=lambda _: None).width in (30, 40)


def test_without_the_extra_there_is_no_score(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vision, "PACKAGE", "no_such_package")
    taken = take(picture(), "A car")
    assert taken.nudity is None
    revision = submitted(room, taken)
    assert Picture.objects.get().nudity is None
    assert found(revision) == {}


def test_the_score_is_of_what_goes_out() -> None:
    seen: list[tuple[int, int]] = []

    def score(image: Image.Image) -> float:
        seen.append(image.size)
        return 0.3

    assert take(placed(), "A car", score=score).nudity == 0.3
    assert seen == [(30, 40)], "upright, as it was stored"


@pytest.mark.parametrize(
    ("score", "level"), [(None, None), (0.19, None), (0.2, "ask"), (0.79, "ask"), (0.8, "block")]
)
def test_a_score_asks_or_blocks(room: Newsroom, score: float | None, level: str | None) -> None:
    notice = compose(room.alice, room.unit, said(), at=NOW, pictures=(replace(MAP, nudity=score),))
    screen(first(notice), at=NOW)
    assert found(first(notice)).get("media:nudity") == level
    if level == "block":
        with refused("body", "may show nudity"):
            submit(room.alice, first(notice), at=LATER)
        set_aside(room.dora, Finding.objects.get(), WHY, at=LATER)
    revision = submit(room.alice, first(notice), at=LATER)
    if level == "ask":
        with refused("decisions", "Decide every question"):
            approve(room.bob, revision, version=1, at=LATER)
        asked = {Finding.objects.get().pk: "checked"}
        approve(room.bob, revision, version=1, at=LATER, decisions=asked)
        return
    approve(room.bob, revision, version=1, at=LATER)


def test_a_decision_about_one_picture_is_none_about_another(room: Newsroom) -> None:
    one = replace(MAP, nudity=0.951)
    notice = compose(room.alice, room.unit, said(), at=NOW, pictures=(MAP, one))
    revision = first(notice)
    screen(revision, at=NOW)
    set_aside(room.dora, Finding.objects.get(), WHY, at=NOW)
    edit(room.alice, revision, said(), version=1, at=LATER, pictures=(one,))
    screen(revision, at=LATER)
    row = Finding.objects.get()
    assert (row.decided_by, row.field) == (room.dora, "media[0]"), "the same picture, moved"
    assert row.sentence["values"]["number"] == "1"
    other = replace(one, sha256="b" * 64, nudity=0.949)
    edit(room.alice, revision, said(), version=2, at=LATER, pictures=(one, other))
    screen(revision, at=LATER)
    decided = Finding.objects.order_by("field").values_list("field", "evidence", "decided_by")
    assert list(decided) == [("media[0]", "0.95", room.dora.pk), ("media[1]", "0.95", None)]


def test_the_notes_go_with_the_picture(room: Newsroom) -> None:
    noted = replace(MAP, location=True, nudity=0.1)
    notice = compose(room.alice, room.unit, said(), at=NOW, pictures=(noted,))
    edit(room.alice, first(notice), said(), version=1, at=LATER)
    live = out(room)
    Picture.objects.update(revision=live.revisions.get())
    mended = correct(room.alice, live, said(texts=[NEWER], note="It is open again"), at=LATER)
    copied = mended.pictures.get()
    assert (copied.location, copied.nudity, copied.sha256) == (True, 0.1, MAP.sha256)
    screen(mended, at=LATER)
    assert found(mended) == {"media:location_metadata": "info"}
    for one in (noted, copied, MAP):
        again = opened(seal(one))
        assert again is not None
        assert (again.location, again.nudity) == (one.location, one.nudity)

from __future__ import annotations

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.govern.actions import change_authority, create_authority, set_brand
from oyez.govern.brand import authority_at_work, brand_of, palette_of, stylesheet_of
from oyez.govern.crest import crest_path

COLOURS = {"bar": "#14351f", "accent": "#0f6b3a"}


def picture(size: tuple[int, int] = (600, 400), kind: str = "PNG", mode: str = "RGB") -> bytes:
    out, info = io.BytesIO(), PngInfo()
    info.add_text("Author", "somebody private")
    Image.new(mode, size).save(out, kind, **({"pnginfo": info} if kind == "PNG" else {}))
    return out.getvalue()


def test_a_crest_is_made_anew_from_its_pixels(land: object) -> None:
    set_brand(land.governor, land.police, crest=picture())
    data = crest_path(land.police.crest).read_bytes()
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("PNG", (256, 171))
    assert b"private" not in data


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("WEBP", "RGBA")])
def test_other_pictures_are_taken_too(land: object, kind: str, mode: str) -> None:
    assert set_brand(land.governor, land.police, crest=picture(kind=kind, mode=mode)).crest


@pytest.mark.parametrize(
    "data",
    [
        b"x",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        picture()[:80],
        b"0" * 2 * 10**7,
    ],
)
def test_what_is_no_crest_is_refused(land: object, data: bytes) -> None:
    with pytest.raises(NotAllowed) as caught:
        set_brand(land.governor, land.police, crest=data)
    assert caught.value.field == "crest"
    land.police.refresh_from_db()
    assert land.police.crest == ""


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(land: object) -> None:
    with pytest.raises(NotAllowed, match="16 megapixels"):
        set_brand(land.governor, land.police, crest=picture((5000, 4000), mode="1"))


def test_only_what_is_given_changes_and_empty_goes_back(land: object) -> None:
    one = set_brand(land.administrator, land.police, crest=picture(), colours=COLOURS)
    set_brand(land.administrator, one, languages=["de", "en", "de"])
    assert (one.languages, one.colours) == (["de", "en"], COLOURS)
    assert one.crest
    set_brand(land.administrator, one, crest=b"", colours={})
    assert (one.crest, one.colours, one.languages) == ("", {}, ["de", "en"])


def test_colours_and_languages_are_judged(land: object) -> None:
    with pytest.raises(NotAllowed, match="is needed"):
        set_brand(land.governor, land.police, colours={"bar": "#ffffff", "accent": "#0b4f8a"})
    with pytest.raises(NotAllowed, match="no language xx"):
        set_brand(land.governor, land.police, languages=["de", "xx"])


def test_who_may_not_changes_nothing_and_the_ledger_knows_who_did(land: object) -> None:
    with pytest.raises(NotAllowed, match="no role"):
        set_brand(land.author, land.police, colours=COLOURS)
    with pytest.raises(NotAllowed, match="no role"):
        set_brand(land.administrator, land.ministry, colours=COLOURS)
    set_brand(land.governor, land.police, colours=COLOURS)
    entry = Entry.objects.latest("seq")
    assert (entry.action, entry.actor) == ("govern.set_brand", land.governor.signature)
    assert entry.data["colours"] == COLOURS


def test_the_stylesheet_names_both_schemes_and_its_address_its_content(land: object) -> None:
    assert stylesheet_of(land.police) == ""
    assert brand_of(land.police).stylesheet == ""
    assert palette_of(land.police) is None
    set_brand(None, land.police, colours=COLOURS)
    text, address = stylesheet_of(land.police), brand_of(land.police).stylesheet
    assert "--bar:#14351f;" in text
    assert "--brand:light-dark(#0f6b3a,#" in text
    set_brand(None, land.police, colours=COLOURS | {"bar": "#101010"})
    assert brand_of(land.police).stylesheet != address


def test_the_authority_at_work_is_the_nearest_to_which_all_places_belong(land: object) -> None:
    create_authority(None, slug="li", name="PD Lingen", superior=land.ministry)
    assert authority_at_work(["/nds/os/emsland/"]) == land.police
    assert authority_at_work(["/nds/os/emsland/", "/nds/li/"]) == land.ministry
    assert authority_at_work(["/", "/nds/os/"]) is None
    assert authority_at_work([]) is None


@pytest.mark.parametrize(
    ("route", "text"),
    [("emergency", "call us"), ("online", "javascript:alert(1)"), ("chat", "chat.example")],
)
def test_ways_to_reach_it_are_checked(land: object, route: str, text: str) -> None:
    with pytest.raises(NotAllowed) as caught:
        change_authority(land.governor, land.police, contact={route: text})
    assert caught.value.field == route

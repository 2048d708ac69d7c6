"""The drawn picture beside a link: the right size, small, the same every time, never too much."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import html
from PIL import Image

from oyez.reach import picture
from oyez.reach.content import Text
from oyez.reach.render import documents, pictures, withdrawn_cards

from . import sample

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikationsgelände " * 9


def card(notice, **more):
    return pictures(sample.site(notice, **more))[f"og/{notice.code}.png"].data


def saying(headline):
    return sample.notice(editions=(sample.edition(texts=(Text("en", headline, "Body"),)),))


@pytest.mark.parametrize("headline", ["Straße gesperrt – “à côté” œuvre", LONG, "", "x" * 300])
@pytest.mark.parametrize("exercise", [True, False])
def test_a_picture_has_the_size_platforms_want_and_is_small(headline, exercise):
    data = card(saying(headline), exercise=exercise)
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(data) <= 60_000


def test_the_same_notice_gives_the_same_bytes():
    first = card(sample.notice())
    picture.drawn.cache_clear()
    assert card(sample.notice()) == first
    assert card(sample.corrected("7k2")) != first


def test_a_withdrawn_notice_leaves_no_word_of_it_in_its_picture():
    def gone(headline):
        wrong = sample.edition(texts=(Text("en", headline, headline),))
        return replace(sample.retracted(), editions=(wrong,))

    assert card(gone("One secret")) == card(gone("Quite another secret"))
    assert card(gone("One secret")) != card(saying("One secret"))
    assert withdrawn_cards(sample.site()) == ("og/9x1.png",)


def test_letters_the_font_does_not_have_are_left_to_the_page():
    assert picture.drawable("Łódź, Ελλάδα, Київ, 19 €")
    assert not picture.drawable("الطريق مغلق")
    assert card(saying("الطريق مغلق")) == card(saying("道路封鎖"))


def test_every_letter_we_say_we_can_draw_is_in_both_fonts():
    blank = {" ", "\xa0", "\xad", "\u202f"}
    said = {chr(point) for low, high in picture.LETTERS for point in range(low, high + 1)} - blank
    for name in ("bold", "medium"):
        letters = picture.font(name, 32)
        assert bytes(letters.getmask("\ua000")) == b"", "a letter without a shape draws nothing"
        assert {letter for letter in said if not bytes(letters.getmask(letter))} == set(), name


def test_an_exercise_is_marked_in_the_picture():
    assert card(sample.notice(), exercise=True) != card(sample.notice())
    with Image.open(io.BytesIO(card(sample.notice(), exercise=True))) as image:
        red, green, blue = image.convert("RGB").getpixel((600, 10))
    assert blue > red > green


def test_the_crest_stands_on_the_bar(tmp_path):
    file = tmp_path / "crest.png"
    Image.new("RGBA", (100, 100), "#ff0000").save(file)
    who = replace(sample.AUTHORITIES[0], crest=replace(sample.picture(), path=str(file)))
    data = card(sample.notice(), authorities=(who, sample.AUTHORITIES[1]))
    with Image.open(io.BytesIO(data)) as image:
        red, green, blue = image.convert("RGB").getpixel((picture.MARGIN + 40, 64))
    assert red > 200 > green + blue


def test_the_page_names_its_picture_and_what_it_says():
    found = documents(sample.site())
    page = html.fromstring(found["p/8m4/index.html"].data)
    told = {m.get("property"): m.get("content") for m in page.iterfind(".//meta[@property]")}
    assert told["og:title"] == "Road closed 5"
    assert told["og:image"] == "https://news.example/og/8m4.png?2"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:url"] == "https://news.example/p/8m4/"
    gone = html.fromstring(found["p/9x1/index.html"].data)
    told = {m.get("property"): m.get("content") for m in gone.iterfind(".//meta[@property]")}
    assert "Withdrawn" in told["og:title"]
    assert sample.SECRET not in told["og:description"]

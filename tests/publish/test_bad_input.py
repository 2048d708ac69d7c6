"""Whatever is typed: a clear sentence at the field, and nothing written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from press_office import NEWER, NOW, TEXT, Newsroom, grave, refused, said

from oyez.publish.actions import compose
from oyez.publish.draft import Draft, Words, check
from oyez.publish.models import Notice
from oyez.publish.variants import address_of

PAST, SOON = NOW - timedelta(seconds=1), NOW + timedelta(hours=1)
LETTERS = {
    "bidi override": "Road \u202eclosed",
    "bidi isolate": "Road \u2067closed",
    "null": "Road\x00 closed",
    "escape": "Road \x1b[31mclosed",
    "bell": "Road\x07",
    "next line": "Road\x85closed",
    "lone surrogate": "Road \ud800 closed",
    "broken byte": b"Road \xff closed".decode("utf-8", "surrogateescape"),
    "noncharacter": "Road \ufffe closed",
    "zero width": "Road\u200b closed",
    "byte order mark": "\ufeffRoad closed",
    "loose tag": "Road \U000e0061 closed",
}
LINKS = {
    "credentials": "https://press:secret@derby.example/",
    "user": "https://press@derby.example/",
    "loopback": "http://127.0.0.1/admin",
    "short loopback": "http://127.1/",
    "hexadecimal": "http://0x7f000001/",
    "private": "http://192.168.1.1/",
    "carrier": "https://100.64.0.1/",
    "metadata": "http://169.254.169.254/latest/",
    "ipv6": "http://[::1]:8000/",
    "mapped": "http://[::ffff:10.0.0.1]/",
    "inside": "https://wiki.intranet/",
    "no dot": "http://localhost:8000/",
    "scheme": "ftp://derby.example/",
    "script": "javascript://derby.example/%0aalert(1)",
    "backslash": "https://derby.example\\@evil.example/",
    "port": "https://derby.example:99999/",
}


def no(field: str, draft: Draft, words: str = "") -> None:
    with refused(field, words):
        check(draft, NOW)


def headline(text: str) -> Draft:
    return said(texts=[Words("en", text, "Body.")])


def body(text: str) -> Draft:
    return said(texts=[Words("en", "Headline", text)])


def test_what_is_right_passes() -> None:
    check(said(), NOW)
    check(grave(scheduled_at=SOON, valid_until=SOON + timedelta(hours=1)), NOW)
    check(headline("👨‍👩‍👧 Überfall geklärt – நன்றி"), NOW)
    check(body("One.\r\n\r\nTwo:\thttps://derby.example/a?b=1#c"), NOW)


def test_empty() -> None:
    no("body", Draft(texts=[]), "at least one language")
    no("headline", headline(" \t\n"), "Write a headline")
    no("body", body("\n \n"), "Write the text")
    no("prepared_headline", grave(prepared=[Words("en", "", "x")]))
    no("prepared_body", grave(prepared=[Words("en", "x", " ")]))


def test_too_long() -> None:
    check(headline("a" * 200), NOW)
    no("headline", headline("a" * 201), "201 characters long; at most 200")
    no("body", body("a" * 20_001), "at most 20000")
    no("area", said(area="a" * 201))
    no("note", said(note="a" * 301))
    no("variants", said(by_hand={1: "a" * 20_001}))


def test_a_headline_is_one_line() -> None:
    for end in ("\n", "\r", "\r\n"):
        no("headline", headline(f"Road{end}closed"), "one line")


@pytest.mark.parametrize("text", LETTERS.values(), ids=LETTERS)
def test_letters_that_are_no_text(text: str) -> None:
    no("headline", headline(text), "Line 1, character")
    no("body", body(f"First line.\n{text}"), "Line 2, character")
    no("area", said(area=text))
    no("note", said(note=text))
    no("variants", said(by_hand={1: text}))
    no("prepared_body", grave(prepared=[Words("en", "x", text)]))


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_links_that_lead_nowhere_public(link: str) -> None:
    no("links", said(links=[link]), "address")
    no("body", body(f"See {link} for more."), "address")
    no("headline", headline(f"See {link}"), "address")
    no("note", said(note=f"Wrong was {link}"), "address")
    no("area", said(area=link), "address")
    no("variants", said(by_hand={1: f"See {link} now"}), "address")
    no("prepared_headline", grave(prepared=[Words("en", link, "x")]), "address")
    no("prepared_body", grave(prepared=[Words("en", "x", f"({link})")]), "address")


def test_the_own_address_may_stand_in_a_text_by_hand() -> None:
    check(said(by_hand={1: f"Closed.\n\n{address_of('abc2345')}"}), NOW)
    evil = address_of("x").replace("/p/x/", "@evil.example/")
    no("variants", said(by_hand={1: evil}), "user name")


def test_the_second_language_is_checked_as_the_first() -> None:
    no("headline", said(texts=[TEXT, Words("de", "", "x")]))
    no("body", said(texts=[TEXT, Words("de", "x", "y\x00")]))


def test_each_language_stands_once() -> None:
    check(said(texts=[TEXT, Words("pt-BR", "x", "y"), Words("pt", "x", "y")]), NOW)
    no("language", said(texts=[TEXT, TEXT]), "each language stands once")
    no("prepared_language", grave(prepared=[NEWER, NEWER]), "each language stands once")


@pytest.mark.parametrize("tag", ["", "x", "x" * 40, "DE", "pt_BR", "pt-br", "de\n", "de\ud800"])
def test_a_language_is_a_tag(tag: str) -> None:
    no("language", said(texts=[Words(tag, "x", "y")]), "like de or pt-BR")
    no("prepared_language", grave(prepared=[Words(tag, "x", "y")]), "like de or pt-BR")


@pytest.mark.parametrize("at", [PAST, NOW, datetime(1970, 1, 1, tzinfo=UTC)])
def test_times_that_are_over(at: datetime) -> None:
    no("scheduled_at", said(scheduled_at=at), "past")
    no("valid_until", said(valid_until=at), "past")


def test_an_end_before_the_beginning() -> None:
    no("valid_until", said(scheduled_at=SOON, valid_until=SOON), "end before it is sent")


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("body", body("Road \ud800 closed")),
        ("links", said(links=[LINKS["metadata"]])),
        ("scheduled_at", said(scheduled_at=PAST)),
        ("prepared_body", grave(prepared=[])),
    ],
)
def test_nothing_is_written(room: Newsroom, field: str, draft: Draft) -> None:
    with refused(field):
        compose(room.alice, room.unit, draft, at=NOW)
    assert not Notice.objects.exists()


def test_texts_are_stored_in_one_form(room: Newsroom) -> None:
    revision = room.composed(
        said(texts=[Words("de", " Cafe\u0301 ", "One. \r\nTwo.\r\n\r\n"), NEWER])
    )
    assert revision.texts[0] == {"language": "de", "headline": "Café", "body": "One.\nTwo."}

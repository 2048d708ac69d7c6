from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override
from lxml import html

from newsroom import Newsroom
from oyez.accounts.actions import choose_language
from oyez.audit.queries import last_entries
from oyez.domain.day import Day
from oyez.domain.errors import Sentence, say
from oyez.publish.draft import Words
from oyez.web import times
from oyez.web.templatetags.console import moment, number, word
from oyez.web.times import span
from oyez.web.translate import spoken, spoken_row
from tongues import pages

MORNING = datetime(2026, 11, 21, 9, 44, 7, tzinfo=UTC)
FIXED, NARROW = "\u00a0", "\u202f"


@pytest.fixture(autouse=True)
def static_folder(settings: object) -> None:
    # The console's first request looks for the folder that `oyez run` makes.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def tongue(html: str) -> str:
    return html.partition('<html lang="')[2].partition('"')[0]


def asked(client: Client, path: str = "/", **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert "Accept-Language" in answer["Vary"]
    html = answer.content.decode()
    assert answer["Content-Language"] == tongue(html)
    return tongue(html)


@pytest.mark.parametrize(
    ("wish", "spoken_in"),
    [
        ("de-AT,de;q=0.9", "de"),
        ("fr-CH, en;q=0.5", "fr"),
        ("it,fr;q=0.4,de;q=0.8", "de"),
        ("it", "en"),
        ("", "en"),
    ],
)
def test_a_stranger_is_asked_in_the_browsers_language(db: None, wish: str, spoken_in: str) -> None:
    headers = {"accept-language": wish} if wish else {}
    assert asked(Client(), "/sign-in/", **headers) == spoken_in


def test_a_choice_before_signing_in_is_kept_by_the_browser(db: None) -> None:
    client = Client()
    answer = client.post("/language/", {"language": "fr", "next": "/sign-in/?next=/freeze/"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/freeze/")
    cookie = answer.cookies["oyez_language"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert asked(client, "/sign-in/", **{"accept-language": "de"}) == "fr"


def test_a_person_has_one_language_on_every_device(room: Newsroom) -> None:
    client, other = room.client(room.alice), room.client(room.alice)
    assert asked(client, **{"accept-language": "de"}) == "en"
    assert client.post("/language/", {"language": "de", "next": "/"}).status_code == 302
    assert asked(client) == asked(other, **{"accept-language": "fr"}) == "de"
    room.alice.refresh_from_db()
    assert room.alice.language == "de"


def test_a_choice_is_written_down_once(room: Newsroom) -> None:
    assert choose_language(room.alice, "fr")
    assert not choose_language(room.alice, "fr")
    written = [one for one in last_entries(50) if one.action == "accounts.choose_language"]
    assert [(one.actor, one.data["language"]) for one in written] == [(room.alice.signature, "fr")]


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "javascript:x", ""])
def test_the_switch_leads_back_to_our_own_pages_only(db: None, evil: str) -> None:
    answer = Client().post("/language/", {"language": "de", "next": evil})
    assert answer["Location"] == "/"


def test_a_language_we_do_not_speak_changes_nothing(room: Newsroom) -> None:
    client = room.client(room.alice)
    assert client.post("/language/", {"language": "xx"}).status_code == 400
    assert client.post("/language/", {}).status_code == 400
    assert client.get("/language/").status_code == 405
    room.alice.refresh_from_db()
    assert room.alice.language == "en"


def test_the_switch_stands_on_the_sign_in_page_and_needs_a_token(db: None) -> None:
    html = Client().get("/sign-in/").content.decode()
    assert 'action="/language/"' in html
    for code, name in (("en", "English"), ("de", "Deutsch"), ("fr", "Français")):
        assert f'value="{code}" lang="{code}"' in html
        assert name in html
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/language/", {"language": "de"}).status_code == 403


def test_the_switch_on_a_refused_form_leads_to_a_page_that_can_be_opened(db: None) -> None:
    html = Client().post("/sign-in/", {"email": "x"}).content.decode()
    assert '<input type="hidden" name="next" value="/">' in html


def test_one_answers_language_does_not_colour_the_next(room: Newsroom) -> None:
    choose_language(room.bob, "de")
    assert asked(room.client(room.bob)) == "de"
    assert asked(room.client(room.alice)) == "en"


def test_a_missing_page_is_missing_in_the_readers_language(room: Newsroom) -> None:
    choose_language(room.alice, "de")
    answer = room.client(room.alice).get("/nothing/")
    assert answer.status_code == 404
    assert tongue(answer.content.decode()) == "de"


@pytest.fixture(params=["en", "de", "fr"])
def reader(request: pytest.FixtureRequest) -> Iterator[str]:
    with override(request.param):
        yield request.param


def one_of(reader: str, **texts: str) -> str:
    return texts[reader]


def test_days_and_times_are_written_as_the_language_writes_them(reader: str) -> None:
    assert times.long_moment(MORNING) == one_of(
        reader,
        en="21 November 2026, 10:44",
        de="21. November 2026, 10:44 Uhr",
        fr=f"21 novembre 2026 à 10{FIXED}h{FIXED}44",
    )
    assert times.exact(MORNING) == one_of(
        reader,
        en="21 Nov 2026, 10:44:07",
        de="21. Nov. 2026, 10:44:07",
        fr="21 nov. 2026, 10:44:07",
    )
    first = MORNING.replace(day=1, month=12)
    assert times.long_day(first) == one_of(
        reader, en="1 December 2026", de="1. Dezember 2026", fr="1er décembre 2026"
    )
    assert times.week_day(MORNING) == one_of(
        reader,
        en="Saturday, 21 November 2026",
        de="Samstag, 21. November 2026",
        fr="samedi 21 novembre 2026",
    )
    assert times.short_day(Day(2026, 3, 2)) == one_of(
        reader, en="2 Mar 2026", de="2. März 2026", fr="2 mars 2026"
    )


def test_a_time_says_the_same_to_people_and_machines(reader: str) -> None:
    html = str(moment(MORNING))
    assert html.startswith('<time datetime="2026-11-21T10:44:07+01:00">')
    assert moment(None) == "–"


def test_numbers_are_written_as_the_language_writes_them(reader: str) -> None:
    assert number(63206) == one_of(reader, en="63,206", de="63.206", fr=f"63{FIXED}206")
    assert number(None) == "–"
    short = one_of(reader, en="0.6", de="0,6", fr="0,6")
    assert span(0.6).startswith(short)
    assert span(0.6)[-1] == "s"


def test_a_rules_sentence_is_said_with_its_dates_numbers_and_words(reader: str) -> None:
    template = "The channel {channel} is closed, since {day}."
    sentence = say(template, channel="A", day=Day(2026, 9, 1))
    day = one_of(reader, en="1 September 2026", de="1. September 2026", fr="1er septembre 2026")
    assert day in spoken(sentence)
    kept = {"template": template, "values": {"channel": "A", "day": "1 September 2026"}}
    assert spoken_row(kept) == spoken(sentence)
    assert spoken_row(None) == ""
    long = Sentence("{length} of {longest}", {"length": 12500, "longest": True})
    assert spoken(long) == f"{times.number(12500)} of True"
    frozen = say("{scope} is frozen since {day}: {reason}", scope="Everything", reason="closed")
    frozen.values["day"] = Day(2026, 9, 2)
    assert word("Everything") in spoken(frozen)
    assert "closed" in spoken(frozen), "what a person typed is never translated"
    assert word("Mastodon Emsland") == "Mastodon Emsland"


def spoken_in(node: html.HtmlElement) -> str:
    """The language that a screen reader takes for the words of an element."""
    near = (one.get("lang") for one in (node, *node.iterancestors()))
    return next((code for code in near if code), "")


def test_a_notice_is_read_in_its_own_language(room: Newsroom) -> None:
    texts = [Words("de", "Bombe in Lingen", "Bitte verlassen Sie das Gebiet.")]
    room.approved(texts=texts)
    room.submitted(texts=texts)
    room.written(texts=texts)
    for person in (room.dora, room.bob):
        found = [
            (path, spoken_in(node))
            for path, source in pages(room.client(person))
            for node in html.fromstring(source).iter()
            if isinstance(node.tag, str)
            and "Bitte verlassen" in (node.text or "")
            # A text by hand is written in the language of its channel.
            and not node.get("name", "").startswith("hand_")
        ]
        assert len(found) > 5
        assert [path for path, code in found if code != "de"] == []

"""What platforms ask beyond the length of a text, said before anybody approves it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.demands import RULES, Demands, Finding, Written, findings, stopping
from oyez.domain.fitting import segments
from oyez.platforms.registry import LABELS, PROFILES

INSTAGRAM = PROFILES["instagram"].demands("Instagram")
SMS = PROFILES["sms"].demands("SMS")
X = PROFILES["x"].demands("X")


def codes(found: list[Finding]) -> list[str]:
    return [one.code for one in found]


def test_instagram_takes_nothing_without_a_picture() -> None:
    [found] = findings(INSTAGRAM, Written("Road closed"))
    assert (found.code, found.stops) == ("picture_needed", True)
    assert str(found.sentence).startswith("Instagram takes nothing without a picture.")
    assert findings(INSTAGRAM, Written("Road closed", ["A map"])) == []
    assert findings(INSTAGRAM, Written("Road open", answers=True)) == [], "a comment needs none"


@pytest.mark.parametrize(("number", "stops"), [(30, False), (31, True)])
def test_hashtags_are_counted(number: int, stops: bool) -> None:
    text = " ".join(f"#road{n}" for n in range(number))
    assert (stopping(INSTAGRAM, Written(text, ["A map"])) is not None) is stops
    assert stopping(X, Written(text)) is None


def test_a_description_that_is_too_long_stops_only_there() -> None:
    alts = ["short", "a" * 1001]
    refusal = stopping(X, Written("Road closed", alts))
    assert "picture 2 has 1001 characters; X takes 1000" in str(refusal)
    assert stopping(PROFILES["mastodon"].demands("Mastodon"), Written("x", alts)) is None


def test_where_descriptions_have_no_place_the_author_hears_it() -> None:
    telegram = PROFILES["telegram"].demands("Telegram")
    assert codes(findings(telegram, Written("x", ["A map"]))) == ["descriptions_left_out"]
    assert codes(findings(telegram, Written("x"))) == []


def test_pictures_that_are_not_shown_are_told() -> None:
    one = Demands("X", "x", max_pictures=1)
    assert codes(findings(one, Written("x", ["a", "b"]))) == ["pictures_left_out"]
    none = findings(SMS, Written("x", ["a"]))
    assert [str(found.sentence) for found in none] == [
        "SMS shows no pictures; they stand on the own page."
    ]


def test_a_text_below_pictures_has_its_own_room() -> None:
    telegram = PROFILES["telegram"].demands("Telegram")
    assert telegram.room(None, 0) is None
    assert telegram.room(None, 2) == 1024
    assert telegram.room(500, 2) == 500
    assert X.room(280, 4) == 280


def test_line_breaks_that_get_lost_are_told() -> None:
    whatsapp = PROFILES["whatsapp"].demands("WhatsApp")
    assert codes(findings(whatsapp, Written("a\n\nb"))) == ["one_paragraph"]
    assert codes(findings(whatsapp, Written("a b\n"))) == []


def test_one_character_that_doubles_the_price_is_named() -> None:
    plain, odd = "a" * 150, "a" * 149 + "’"
    assert findings(SMS, Written(plain)) == []
    [found] = findings(SMS, Written(odd))
    assert not found.stops
    assert "’ the short message takes 3 parts instead of 1" in str(found.sentence)
    assert findings(SMS, Written("a’")) == [], "it costs nothing more"
    assert findings(X, Written(odd)) == []


@given(st.text(max_size=400), st.lists(st.text(max_size=20), max_size=6), st.booleans())
def test_what_stops_comes_first_and_every_sentence_can_be_said(
    text: str, alts: list[str], answers: bool
) -> None:
    for name, profile in PROFILES.items():
        found = findings(profile.demands(LABELS[name]), Written(text, alts, answers))
        assert [one.stops for one in found] == sorted((one.stops for one in found), reverse=True)
        assert all(str(one.sentence) for one in found)


@given(st.text(max_size=300))
def test_a_dear_character_is_only_named_where_it_costs_a_part(text: str) -> None:
    found = findings(SMS, Written(text))
    assert len(found) <= 1
    for one in found:
        assert one.sentence.values["parts"] == len(segments(text))
        assert int(str(one.sentence.values["fewer"])) < len(segments(text))


def test_every_rule_finds_something() -> None:
    """Sabotage: a rule that is taken out is missed."""
    samples = [
        (INSTAGRAM, Written("#a" * 40)),
        (X, Written("x", ["a" * 2000] * 5)),
        (PROFILES["whatsapp"].demands("WhatsApp"), Written("a\nb")),
        (SMS, Written("a" * 149 + "’")),
    ]
    for rule in RULES:
        assert any(list(rule(demands, written)) for demands, written in samples), rule.__name__

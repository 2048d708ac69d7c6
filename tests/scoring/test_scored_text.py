from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.scoring.text import LIMIT, clean, without_numbers

CASES = {
    "links": ("see https://x.example/a?b=1 now", "see <url> now"),
    "links without a scheme": ("see www.x.example and bit.ly/z", "see <url> and <url>"),
    "one handle for many": ("@a @b_c @d.example hello", "@user hello"),
    "a flood of handles": ("@someone " * 500 + "idiot", "@user idiot"),
    "a handle inside": ("thanks @Oyez!", "thanks @user !"),
    "retweets": ("RT @somebody: hello", "hello"),
    "html": ("a &amp; b|LBR|c", "a & b c"),
    "control characters": ("a\x00b\x1bc\u202ed\u200be", "a b cde"),
    "stacked accents": ("i\u0335d\u0335i\u0335o\u0335t", "idiot"),
    "mathematical letters": ("𝐢𝐝𝐢𝐨𝐭", "idiot"),
    "wide letters": ("ｉｄｉｏｔ", "idiot"),
    "spaced letters": ("you i d i o t", "you idiot"),
    "dotted letters": ("you i.d.i.o.t now", "you idiot now"),
    "digits for letters": ("1di0t and a55hole", "idiot and asshole"),
    "signs for letters": ("$cheiße, @rschloch", "scheiße, @user"),
    "floods": ("neeeeein!!!!!!", "neein!!"),
    "hashtags": ("#Polizei #hilfe", "Polizei hilfe"),
    "roads stay": ("The A38 and the B70 are closed", "The A38 and the B70 are closed"),
    "times stay": ("at 18:30 or 18h30", "at 18:30 or 18h30"),
    "plain capitals stay": ("STOP! Now?", "STOP! Now?"),
    "emoji stay": ("haha 😂", "haha 😂"),
    "nothing": (" \n\t ", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_clean(name: str) -> None:
    raw, expected = CASES[name]
    assert clean(raw) == expected


def test_numbers_become_one_sign() -> None:
    assert without_numbers("call 0800 111 at 18:30, AB12 CDE, 3.5%") == "call # # at #, AB# CDE, #%"


def test_long_texts_are_cut_after_floods_are_collapsed() -> None:
    assert len(clean("word " * 50_000)) <= LIMIT
    assert clean("!" * 10_000 + " look") == "!! look"


@given(st.text(max_size=300))
def test_any_text_comes_through(raw: str) -> None:
    text = clean(raw)
    assert len(text) <= LIMIT
    assert not any(character in text for character in "\x00\n\u202e")

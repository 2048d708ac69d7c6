from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oyez.web
from oyez.domain import colour
from oyez.domain.colour import READABLE, checked_colours, contrast, for_the_dark, judge, palette
from oyez.domain.errors import NotAllowed

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0b4f8a", "#0b4f8a", 1)],
)
def test_contrast_is_what_the_standard_says(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(colours, colours)
def test_contrast_has_no_direction_and_stays_in_its_bounds(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.001


@given(colours)
def test_every_accent_has_a_pair_that_reads_in_the_dark(accent: str) -> None:
    dark = for_the_dark(accent)
    assert all(contrast(dark, ground) >= READABLE for ground in (*colour.DARK, colour.ON_DARK))


@given(colours, colours)
def test_what_is_accepted_reads_everywhere(bar: str, accent: str) -> None:
    if not all(one.readable for one in judge(bar, accent)):
        with pytest.raises(NotAllowed, match="is needed"):
            checked_colours(bar, accent)
        return
    assert checked_colours(bar, accent) == {"bar": bar, "accent": accent}
    drawn = palette(bar, accent)
    pairs = [
        (drawn.bar, colour.BAR_TEXT),
        *((drawn.accent, ground) for ground in colour.LIGHT),
        (drawn.accent, drawn.on_accent),
        *((drawn.accent_dark, ground) for ground in colour.DARK),
        (drawn.accent_dark, drawn.on_accent_dark),
    ]
    assert all(contrast(one, other) >= READABLE for one, other in pairs)


@given(colours, colours)
def test_no_sentence_flatters_a_colour(bar: str, accent: str) -> None:
    for one in judge(bar, accent):
        said = float(str(one.sentence.values["ratio"]))
        assert (said >= READABLE) == one.readable


@pytest.mark.parametrize("text", ["0b4f8a", "#0b4", "red", "#0b4f8a00", "#gggggg", "url(x)"])
def test_only_six_digits_are_a_colour(text: str) -> None:
    for bar, accent in ((text, "#0b4f8a"), ("#0c2340", text), (text, "")):
        with pytest.raises(NotAllowed, match="A colour looks like"):
            checked_colours(bar, accent)


def test_a_colour_may_be_written_large_and_both_may_be_left_out() -> None:
    assert checked_colours(" #0C2340", "#0B4F8A ") == {"bar": "#0c2340", "accent": "#0b4f8a"}
    assert checked_colours("", " ") == {}


def test_a_yellow_bar_is_refused_with_its_ratio() -> None:
    with pytest.raises(NotAllowed, match=r"reaches 1\.\d to 1; 4\.5 is needed") as caught:
        checked_colours("#ffcc00", "#0b4f8a")
    assert caught.value.field == "bar"


def test_the_grounds_are_those_of_the_stylesheet() -> None:
    css = (Path(oyez.web.__file__).parent / "static/web/console.css").read_text()
    token = dict(re.findall(r"--([\w-]+): light-dark\((#\w{6}, #\w{6})\)", css))
    assert token["panel"] == f"{colour.LIGHT[0]}, {colour.DARK[0]}"
    assert token["bg"] == f"{colour.LIGHT[1]}, {colour.DARK[1]}"
    assert token["on-brand"] == f"{colour.ON_LIGHT}, {colour.ON_DARK}"
    texts = re.findall(r"\.top[^{]*\{[^}]*[\s;]color: (#\w{6})", css)
    darkest = min(contrast(text, "#000000") for text in texts)
    assert darkest >= contrast(colour.BAR_TEXT, "#000000")

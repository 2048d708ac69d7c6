"""Elements of long arrays come one by one, however the text is cut into pieces or broken off."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.exports import stream
from oyez.domain.exports.meta import mended, mended_text
from oyez.domain.exports.stream import Elements

BEGINS = re.compile(r"x\s*=\s*\[")
NAMES = st.text(max_size=3)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
ARRAYS = st.lists(PLAIN, max_size=8)


class Dripping(io.StringIO):
    """A text that comes a few characters at a time."""

    def __init__(self, text: str, amount: int) -> None:
        super().__init__(text)
        self.amount = amount

    def read(self, amount: int | None = -1, /) -> str:
        return super().read(min(self.amount, amount or 1))


@given(ARRAYS, st.integers(1, 40), st.sampled_from([None, 1]))
def test_every_element_comes_once_in_order(array: list[object], piece: int, indent: int) -> None:
    found = Elements(Dripping("x = " + json.dumps(array, indent=indent), piece), BEGINS)
    assert list(found) == array
    assert (found.whole, found.arrays) == (True, 1)


@given(ARRAYS, st.integers(0, 400), st.integers(1, 40))
def test_what_is_cut_off_gives_a_beginning_and_says_so(
    array: list[object], cut: int, piece: int
) -> None:
    text = "x = " + json.dumps(array)
    found = Elements(Dripping(text[:cut], piece), BEGINS)
    elements = list(found)
    numbers = [one for one in elements if isinstance(one, int)]
    if not numbers:  # a number that is cut off is a shorter number
        assert elements == array[: len(elements)]
    if cut < len(text) and found.arrays:
        assert not found.whole
    if cut >= len(text):
        assert found.whole


def test_several_arrays_follow_each_other() -> None:
    found = Elements(io.StringIO('x = [1, {"a": "x = ["}]; x=[2]'), BEGINS)
    assert list(found) == [1, {"a": "x = ["}, 2]
    assert found.arrays == 2


def test_an_element_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LONGEST", 1000)
    monkeypatch.setattr(stream, "PIECE", 100)
    found = Elements(io.StringIO("x = [1, " + '"' + "a" * 100_000), BEGINS)
    assert list(found) == [1]
    assert not found.whole
    assert len(found.rest) < 5000


def test_a_depth_that_nobody_writes_is_given_up() -> None:
    found = Elements(io.StringIO("x = [1, " + "[" * 100_000), BEGINS)
    assert list(found) == [1]
    assert not found.whole


@given(st.text())
def test_what_facebook_breaks_is_mended(text: str) -> None:
    broken = text.encode("utf-8", "ignore").decode("latin-1")
    assert mended_text(broken) == text.encode("utf-8", "ignore").decode()


@given(PLAIN)
def test_mending_keeps_the_shape(value: object) -> None:
    assert type(mended(value)) is type(value)


def test_what_was_never_broken_stays() -> None:
    assert mended_text("Grüße") == "Grüße"
    assert mended_text("20 € – „so“") == "20 € – „so“"

"""Charts: the shapes keep the proportions, and every chart carries its numbers."""

from __future__ import annotations

import itertools
from urllib.parse import unquote

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from oyez.web.charts import FIELD, Bar, Column, as_csv, heights, widths

VALUES = st.lists(st.floats(0, 1e6), min_size=1, max_size=40)


@given(VALUES)
def test_bars_keep_the_proportions_and_the_longest_fills_the_field(values: list[float]) -> None:
    drawn = [one["width"] for one in widths([Bar(str(v), v, "") for v in values])]
    assert max(drawn) == (FIELD if max(values) > 0 else 0)
    assert [v == max(values) for v in values if v == max(values)]
    for value, width in zip(values, drawn, strict=True):
        assert abs(width * max(values) - value * FIELD) <= max(values)


def test_a_goal_beyond_every_value_is_on_the_field() -> None:
    (one,) = widths([Bar("Approve", 30, "30 s", goal=120)])
    assert (one["width"], one["mark"]) == (25.0, 100.0)


@given(VALUES)
def test_columns_stand_side_by_side_on_the_ground(values: list[float]) -> None:
    shapes = heights([Column(str(n), value) for n, value in enumerate(values)])
    for shape in shapes:
        assert abs(shape["y"] + shape["height"] - FIELD) < 0.02
        assert shape["x"] >= 0
        assert shape["x"] + shape["width"] <= FIELD + 0.02
    assert all(a["x"] + a["width"] <= b["x"] + 0.02 for a, b in itertools.pairwise(shapes))


def test_nothing_to_draw_is_no_error() -> None:
    assert widths([]) == []
    assert heights([]) == []


def test_the_numbers_can_be_taken_away() -> None:
    address = as_csv(("Channel", "Seconds"), [("Mastodon, Emsland", 1.5)])
    assert unquote(address).endswith('Channel,Seconds\r\n"Mastodon, Emsland",1.5\r\n')


def test_a_chart_says_what_it_shows_without_eyes() -> None:
    page = Template('{% load charts %}{% bars rows "Seconds" "Bluesky was slowest." %}').render(
        Context({"rows": [Bar("Bluesky", 2, "2 s", href="/x/"), Bar("Mail <b>", 1, "1 s")]})
    )
    assert "<figcaption>Seconds</figcaption>" in page
    assert "Bluesky was slowest." in page
    assert 'href="/x/"' in page
    assert "Mail &lt;b&gt;" in page
    assert "style=" not in page
    steps = [Column("1 May", 3), Column("2 May", 0)]
    page = Template('{% load charts %}{% columns steps "Notices a day" "Three." %}').render(
        Context({"steps": steps})
    )
    assert page.count("<rect") == 2
    assert '<th scope="row">1 May</th>' in page

"""Every pair of colours that stands on each other in the console can be read, in both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import oyez.web
from oyez.domain.colour import contrast

SHEET = (Path(oyez.web.__file__).parent / "static/web/console.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)")
TOKENS = {name: (light, dark) for name, light, dark in TOKEN.findall(SHEET)}
WHITE, FOCUS, DANGER, IN_THE_BAR = "#ffffff", "#ffb000", "#a31621", ("#e4eefb", "#c3d3e6")
TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("bg", "panel")

PAIRS = [
    *(
        (ink, ground, TEXT)
        for ink in ("ink", "mute", "brand", "ok", "warn", "bad")
        for ground in GROUNDS
    ),
    ("on", "brand", TEXT),
    *((tone, f"{tone}b", TEXT) for tone in ("ok", "warn", "bad")),
    *(("ink", f"{tone}b", TEXT) for tone in ("ok", "warn", "bad")),
    *(("edge", ground, SHAPE) for ground in GROUNDS),
]


def colours(name: str) -> tuple[str, str]:
    return TOKENS["on-brand"] if name == "on" else TOKENS[name]


TOKENS["on-brand"] = re.findall(r"--on-brand: light-dark\((#\w{6}), (#\w{6})\)", SHEET)[0]


@pytest.mark.parametrize(("ink", "ground", "bar"), PAIRS)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_a_pair_can_be_read(ink: str, ground: str, bar: float, scheme: int) -> None:
    assert contrast(colours(ink)[scheme], colours(ground)[scheme]) >= bar


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_bar_the_drill_and_the_danger_can_be_read(scheme: int) -> None:
    for ground in ("bar", "drill"):
        for ink in (WHITE, *IN_THE_BAR):
            assert contrast(ink, TOKENS[ground][scheme]) >= TEXT
    assert contrast(WHITE, DANGER) >= TEXT


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_focus_ring_is_seen_on_any_ground(scheme: int) -> None:
    # Amber outside, dark inside: one of the two stands out from whatever lies around it.
    ring = TOKENS["ring"][scheme]
    assert contrast(FOCUS, ring) >= SHAPE
    for ground in (*GROUNDS, "bar", "drill", "brand"):
        around = TOKENS[ground][scheme]
        assert max(contrast(FOCUS, around), contrast(ring, around)) >= SHAPE


def test_the_arithmetic_is_the_one_of_the_norm() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48

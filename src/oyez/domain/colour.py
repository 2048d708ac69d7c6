"""Whether people can read a colour: contrast as WCAG 2.2 computes it, and the pair for the dark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from oyez.domain.errors import NotAllowed, Sentence, say

HEX = re.compile(r"#[0-9a-f]{6}")
READABLE = 4.5
# A derived colour has no corporate design to keep to, so it reads with ease.
AT_EASE = 6.5
# What lies under and on a chosen colour; a test holds these to the console's stylesheet.
BAR_TEXT = "#c3d3e6"
LIGHT, DARK = ("#ffffff", "#f4f6f9"), ("#18212c", "#0f151d")
ON_LIGHT, ON_DARK = "#ffffff", "#06203a"

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that follow from the two an authority chooses."""

    bar: str
    accent: str
    accent_dark: str
    on_accent: str = ON_LIGHT
    on_accent_dark: str = ON_DARK


@dataclass(frozen=True, slots=True)
class Judged:
    """One pair of colours, how well it reads, and the sentence that says so."""

    field: str
    ratio: float
    readable: bool
    sentence: Sentence


def rgb(text: str) -> Rgb | None:
    """The three parts of `#rrggbb`, or None for anything else."""
    text = text.strip().lower()
    if not HEX.fullmatch(text):
        return None
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def palette(bar: str, accent: str) -> Palette:
    """What is drawn with two sound colours; the accent of the dark scheme is derived."""
    return Palette(bar, accent, for_the_dark(accent))


def for_the_dark(accent: str) -> str:
    """The colour, lightened just as far as it needs to be read with ease on dark ground."""
    for step in range(101):
        lighter = _mixed(accent, step)
        if _worst(lighter, (*DARK, ON_DARK)) >= AT_EASE:
            return lighter
    raise AssertionError("white can be read on every dark ground")


def judge(bar: str, accent: str) -> list[Judged]:
    """Each pair that people will have to read, with its ratio. The colours are `#rrggbb`."""
    dark = for_the_dark(accent)
    return [
        _judged("bar", contrast(BAR_TEXT, bar), _BAR, _TOO_LIGHT_BAR),
        _judged("accent", _worst(accent, LIGHT), _ACCENT, _TOO_LIGHT_ACCENT),
        _judged("accent", _worst(dark, DARK), _AT_NIGHT, _AT_NIGHT, colour=dark),
    ]


def checked_colours(bar: str, accent: str) -> dict[str, str]:
    """Two colours with which everything stays readable, or NotAllowed; both empty is none."""
    chosen = {"bar": bar.strip().lower(), "accent": accent.strip().lower()}
    if not any(chosen.values()):
        return {}
    for field, text in chosen.items():
        if rgb(text) is None:
            raise NotAllowed(say("A colour looks like #0b4f8a."), field)
    for one in judge(**chosen):
        if not one.readable:
            raise NotAllowed(one.sentence, one.field)
    return chosen


_BAR = "Text on the bar reads well: {ratio} to 1."
_TOO_LIGHT_BAR = "Text on the bar reaches {ratio} to 1; 4.5 is needed. Choose a darker colour."
_ACCENT = "Links and buttons read well on light ground: {ratio} to 1."
_TOO_LIGHT_ACCENT = (
    "Links and buttons reach {ratio} to 1 on light ground; 4.5 is needed. Choose a darker colour."
)
_AT_NIGHT = "In the dark scheme links and buttons become {colour}: {ratio} to 1."


def _judged(field: str, ratio: float, good: str, bad: str, **values: object) -> Judged:
    # Rounded down, so that no sentence says 4.5 of a pair that is refused.
    shown = f"{int(ratio * 10) / 10:.1f}"
    readable = ratio >= READABLE
    return Judged(field, ratio, readable, say(good if readable else bad, ratio=shown, **values))


def _worst(colour: str, others: tuple[str, ...]) -> float:
    return min(contrast(colour, other) for other in others)


def _luminance(text: str) -> float:
    found = rgb(text)
    if found is None:
        raise ValueError(f"{text} is not a colour")
    red, green, blue = (_linear(part / 255) for part in found)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _mixed(text: str, percent: int) -> str:
    found = rgb(text)
    if found is None:
        raise ValueError(f"{text} is not a colour")
    parts = (part + round((255 - part) * percent / 100) for part in found)
    return "#" + "".join(f"{part:02x}" for part in parts)

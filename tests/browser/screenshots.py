"""`make screenshots`: a picture of every page in the table, into docs/images.

Light, dark and narrow in English; light in German and French. Time and codes are always the
same, so that a second run changes only what somebody changed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import pytest
from acting import ACTS
from PIL import Image
from playwright.sync_api import Page
from states import STATES

from conftest import OpenDay

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
IMAGES = Path(__file__).parents[2] / "docs/images"
LANGUAGES = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR"}
LOOKS = {
    "light": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}
TALLEST, COLOURS, EXACT, ROUGH = 1100, 112, 64, 6
Colour = tuple[int, ...]
ENOUGH = 22 * 2**20


def looks(language: str) -> list[str]:
    """How a page is shown: every way in English, once in the other languages."""
    return list(LOOKS) if language == "en" else ["light"]


def keep(page: Page, path: Path) -> None:
    """Photograph the page as a window of its own height shows it, with few colours."""
    page.wait_for_load_state("networkidle")
    tall = page.evaluate("document.documentElement.scrollHeight")
    size = {"width": page.viewport_size["width"], "height": min(tall, TALLEST)}
    page.set_viewport_size(size)
    taken = page.screenshot(animations="disabled", caret="hide")
    small(Image.open(BytesIO(taken)).convert("RGB")).save(path, optimize=True)


def small(picture: Image.Image) -> Image.Image:
    """The colours that cover most of it exactly, and the edges of letters nearly."""
    counted = sorted(picture.getcolors(picture.width * picture.height), key=weight, reverse=True)
    exact = [colour for _, colour in counted[:EXACT]]
    rest = Image.new("RGB", (max(1, len(counted) - EXACT), 1))
    rest.putdata([colour for _, colour in counted[EXACT:]] or exact[:1])
    parts = rest.quantize(COLOURS - EXACT, dither=Image.Dither.NONE).getpalette() or []
    near = list(zip(*[iter(parts)] * 3, strict=True))
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for one in [*exact, *apart(near, exact)] for part in one])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def weight(counted: tuple[int, Colour]) -> int:
    """How much a colour matters: a small mark in amber more than the edge of a grey letter."""
    count, colour = counted
    return count * (1 + max(colour) - min(colour))


def apart(near: list[Colour], exact: list[Colour]) -> list[Colour]:
    """Without those that could be taken for an exact one: colours are compared roughly."""
    return [
        one
        for one in near
        if all(max(abs(a - b) for a, b in zip(one, other, strict=True)) > ROUGH for other in exact)
    ]


def photograph(opened: OpenDay, look: str, language: str) -> Iterator[Path]:
    """Every page in one look; one window a person."""
    shown = sorted((state for state in STATES if state.picture), key=lambda state: state.person)
    for person, theirs in groupby(shown, key=lambda state: state.person):
        context = opened.context(person, locale=LANGUAGES[language], **LOOKS[look])
        for state in theirs:
            page = context.new_page()
            page.goto(opened.address(state))
            if state.act:
                ACTS[state.act](page, opened.day)
            path = IMAGES / f"{state.name}-{look}-{language}.png"
            keep(page, path)
            page.close()
            yield path
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_take(open_day: OpenDay, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    IMAGES.mkdir(exist_ok=True)
    seeded = SimpleNamespace(choice=random.Random(3).choice)
    monkeypatch.setattr("oyez.publish.models.notice.secrets", seeded)
    with open_day.begin(language):
        taken = {path for look in looks(language) for path in photograph(open_day, look, language)}
    for old in set(IMAGES.glob(f"*-{language}.png")) - taken:
        old.unlink()
    assert sum(path.stat().st_size for path in IMAGES.glob("*.png")) < ENOUGH

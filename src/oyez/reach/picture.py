"""The picture a platform shows beside a link to a notice: drawn here, with a font of our own.

Inter (SIL Open Font License, fonts/OFL.txt), cut down to Latin, Greek and Cyrillic letters.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from oyez.domain.colour import rgb
from oyez.reach import brand
from oyez.reach.content import PublicNotice
from oyez.reach.document import Document
from oyez.reach.frame import MARK, Frame, clean, urgency_word

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
FONTS = Path(__file__).parent / "fonts"
INK, PAPER, MUTE = "#14202e", "#ffffff", "#4a5a6c"
BAR, DRILL = "#0c2340", "#5b2a86"
TAG = {"critical": "#a31621", "important": "#7a4a00", "routine": "#0b4f8a", "gone": "#a31621"}
# What the font can draw; a headline in any other script is left to the page.
LETTERS = (
    *((0x20, 0x7E), (0xA0, 0x148), (0x14A, 0x17F), (0x218, 0x21B), (0x384, 0x38A)),
    *((0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x3D0), (0x400, 0x45F), (0x490, 0x491)),
    *((0x1E02, 0x1E85), (0x1E9E, 0x1E9E), (0x2010, 0x2027), (0x202F, 0x203A), (0x20AC, 0x20AC)),
    *((0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212)),
)


@dataclass(frozen=True, slots=True)
class Card:
    """All that decides what the picture looks like."""

    tags: tuple[str, ...]
    headline: str
    issuer: str
    address: str
    tag: str
    bar: str
    stripe: str
    exercise: bool
    crest: str = ""


def card_path(notice: PublicNotice) -> str:
    """Where the picture of a notice stands; it never moves."""
    return f"og/{notice.code}.png"


def card(frame: Frame, notice: PublicNotice) -> Document:
    """The picture of a notice in the active language; of a withdrawn one nothing is left."""
    who = frame.authority(notice)
    text = "" if notice.gone else clean(notice.text(frame.language).headline)
    words = {"retracted": _("Withdrawn"), "corrected": _("Corrected"), "expired": _("Expired")}
    usual = "" if notice.gone else urgency_word(notice.urgency)
    tags = tuple(word for word in (usual, words.get(notice.state, "")) if word)
    headline = text if drawable(text) else ""
    if notice.gone:
        headline = _("This notice was withdrawn")
    shown = Card(
        tags=tuple(filter(drawable, tags)),
        headline=headline,
        issuer=who.name if drawable(who.name) else "",
        address=frame.address(f"p/{notice.code}/").partition("://")[2],
        tag=TAG["gone" if notice.gone else notice.urgency],
        bar=who.bar if rgb(who.bar) else BAR,
        stripe=brand.stripe(who),
        exercise=frame.site.exercise,
        crest=who.crest.path if who.crest else "",
    )
    return Document(drawn(shown), "image/png", "media")


def drawable(text: str) -> bool:
    """Whether the font has every letter."""
    return all(any(low <= ord(c) <= high for low, high in LETTERS) for c in text)


@lru_cache(maxsize=64)
def drawn(card: Card) -> bytes:
    """The picture as PNG; the same card gives the same bytes."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    if card.exercise:
        watermark(pen)
    top(image, pen, card)
    tag(pen, card)
    headline(pen, card.headline)
    pen.text((MARGIN, HEIGHT - 54), card.address, MUTE, font("medium", 28), anchor="ls")
    out = io.BytesIO()
    # Few colours make a small file; the letters keep their soft edges.
    image.quantize(48, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        out, "PNG", compress_level=6
    )
    return out.getvalue()


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """One of our two fonts in a size."""
    file = FONTS / f"inter-{name}.ttf"
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


def watermark(pen: ImageDraw.ImageDraw) -> None:
    """EXERCISE all over the ground, below everything else."""
    letters = font("bold", 92)
    step = int(pen.textlength(f"{MARK}   ", letters))
    for line, y in enumerate(range(200, HEIGHT, 130)):
        for x in range(-(line % 3) * step // 3, WIDTH, step):
            pen.text((x, y), MARK, "#efe4f8", letters, anchor="lm")


def top(image: Image.Image, pen: ImageDraw.ImageDraw, card: Card) -> None:
    """The bar with crest and issuer, as on the page."""
    pen.rectangle((0, 0, WIDTH, 128), DRILL if card.exercise else card.bar)
    pen.rectangle((0, 128, WIDTH, 136), PAPER if card.exercise else card.stripe)
    x = MARGIN + paste_crest(image, card.crest)
    name = one_line(pen, card.issuer, WIDTH - MARGIN - x)
    pen.text((x, 64), name, "#ffffff", font("bold", 40), anchor="lm")


def paste_crest(image: Image.Image, path: str) -> int:
    """Put the crest on the bar; how much room it took."""
    if not path or not Path(path).is_file():
        return 0
    with Image.open(path) as found:
        crest = found.convert("RGBA")
    crest.thumbnail((88, 88))
    image.paste(crest, (MARGIN, 64 - crest.height // 2), crest)
    return crest.width + 24


def tag(pen: ImageDraw.ImageDraw, card: Card) -> None:
    """What stands above the headline on the page, and that this is a drill."""
    words = [word for word in (MARK if card.exercise else "", *card.tags) if word]
    letters, x = font("bold", 32), MARGIN
    for word in words:
        width = int(pen.textlength(word, letters)) + 44
        colour = DRILL if word == MARK else card.tag
        pen.rounded_rectangle((x, 180, x + width, 238), 29, colour)
        pen.text((x + 22, 209), word, "#ffffff", letters, anchor="lm")
        x += width + 16


def headline(pen: ImageDraw.ImageDraw, text: str) -> None:
    """The headline in the largest size in which it fits."""
    for size, most in ((64, 3), (54, 4), (46, 5)):
        letters = font("bold", size)
        lines = wrapped(pen, text, letters)
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], f"{lines[most - 1].rstrip()} …"]
    for number, line in enumerate(lines):
        pen.text((MARGIN, 272 + number * size * 1.16), line, INK, letters, anchor="la")


def wrapped(pen: ImageDraw.ImageDraw, text: str, letters: ImageFont.FreeTypeFont) -> list[str]:
    """The text in lines that fit between the margins; a word too long for one is cut."""
    lines = [""]
    for word in text.split():
        rest = word
        longer = f"{lines[-1]} {rest}".strip()
        if pen.textlength(longer, letters) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
            continue
        lines += [] if lines == [""] else [""]
        while pen.textlength(rest, letters) > WIDTH - 2 * MARGIN:
            fits = next(
                n
                for n in range(len(rest) - 1, 0, -1)
                if pen.textlength(rest[:n], letters) <= WIDTH - 2 * MARGIN
            )
            lines[-1], rest = rest[:fits], rest[fits:]
            lines.append("")
        lines[-1] = rest
    return lines


def one_line(pen: ImageDraw.ImageDraw, text: str, room: float) -> str:
    """The name, shortened where the bar is too narrow for it."""
    letters = font("bold", 40)
    short = text
    while short and pen.textlength(short if short == text else f"{short} …", letters) > room:
        short = short[:-1].rstrip()
    return short if short == text else f"{short} …"

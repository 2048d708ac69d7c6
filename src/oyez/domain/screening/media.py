"""What speaks against a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from oyez.domain.screening.listed import listed
from oyez.domain.screening.shapes import Draft, Finding, Level, Media, Place
from oyez.domain.screening.words import found

UNSEEN: Final = listed("audio sound music document pdf file text link application")
NO_WORDS: Final = re.compile(
    r"(?:(?:an?|the|ein|das|une?|le|la|l[’'])?\s*(?:image|photo|picture|img|pic|bild|foto|grafik|"
    r"video|vidéo|untitled|alt|alt text|alternativtext|tbd|n/?a|none|null|todo|test|screenshot|dsc|"
    r"graphic|x+|\W+)[\s\W]*\d*)|[\w\s()-]+\.(?:jpe?g|png|gif|webp|heic|mp4|mov|tiff?)|(?:img|dsc|"
    r"dscn|pxl|p)[-_ ]?\d+\w*|"
    r"\d+",
    re.IGNORECASE,
)
DOUBT, SURE = 0.2, 0.8


def media(draft: Draft) -> Iterator[Finding]:
    """Every finding about every picture, in their order."""
    for place, one in enumerate(draft.media):
        yield from _of(one, place)


def _of(one: Media, place: int) -> Iterator[Finding]:
    number, field = place + 1, f"media[{place}]"
    if needs_words(one):
        yield found("media:missing_alt", Place(one.alt, field=field), number=number)
    if one.location:
        yield found("media:location_metadata", Place("", field=field), number=number)
    if one.nudity is not None and one.nudity >= DOUBT:
        level = Level.BLOCK if one.nudity >= SURE else Level.ASK
        where = Place(f"{one.nudity:.2f}", field=field)
        yield found("media:nudity", where, level, number=number, picture=one.name)
    if one.seen_before:
        yield found("media:seen_before", Place(one.seen_before, field=field), number=number)


def needs_words(one: Media) -> bool:
    """Whether a picture has no alternative text, or one that says nothing."""
    if one.decorative or one.type.lower().partition("/")[0] in UNSEEN:
        return False
    alt = one.alt.strip()
    return not alt or NO_WORDS.fullmatch(alt) is not None

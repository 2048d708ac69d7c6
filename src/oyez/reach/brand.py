"""How an authority looks on its public pages: its colours as a small stylesheet, its crest."""

from __future__ import annotations

import hashlib

from oyez.domain.colour import Palette, contrast, palette, rgb
from oyez.reach.content import Picture, PublicAuthority
from oyez.reach.document import Document

AMBER, VISIBLE = "#ffb000", 3
SUFFIX = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


def picture_path(picture: Picture) -> str:
    """Where a picture stands in the tree."""
    return f"m/{picture.sha256}.{SUFFIX.get(picture.mime, 'bin')}"


def chosen(who: PublicAuthority | None) -> Palette | None:
    """The authority's colours, if it has chosen any."""
    sound = who is not None and rgb(who.bar) and rgb(who.accent)
    return palette(who.bar, who.accent) if who is not None and sound else None


def stripe(who: PublicAuthority | None) -> str:
    """The line below the bar; one that would vanish beside it stays amber."""
    found = chosen(who)
    visible = found is not None and contrast(found.accent_dark, found.bar) >= VISIBLE
    return found.accent_dark if found is not None and visible else AMBER


def colours(who: PublicAuthority) -> bytes:
    """The rules that replace the house's colours; nothing where none were chosen."""
    found = chosen(who)
    if found is None:
        return b""
    text = (
        f":root{{--bar:{found.bar};--stripe:{stripe(who)};"
        f"--brand:light-dark({found.accent},{found.accent_dark})}}\n"
    )
    return text.encode()


def stylesheet(who: PublicAuthority | None) -> str:
    """The path of an authority's own colours, or nothing."""
    text = colours(who) if who else b""
    if who is None or not text:
        return ""
    return f"s/brand-{who.slug}.{hashlib.sha256(text).hexdigest()[:16]}.css"


def documents(who: PublicAuthority) -> dict[str, Document]:
    """An authority's stylesheet and crest by their paths."""
    found: dict[str, Document] = {}
    if name := stylesheet(who):
        found[name] = Document(colours(who), "text/css; charset=utf-8", "asset")
    if who.crest:
        found[picture_path(who.crest)] = media(who.crest)
    return found


def media(picture: Picture) -> Document:
    """A picture by its file; its bytes are read only when they have to be written."""
    return Document(b"", picture.mime, "media", source=picture.path, declared=picture.sha256)

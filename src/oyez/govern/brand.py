"""How an authority looks: the colours that follow from its choice, and which one is at work."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from oyez.domain.colour import Palette, palette
from oyez.domain.roles import lineage
from oyez.govern.models import Authority


@dataclass(frozen=True, slots=True)
class Brand:
    """What the frame of a page shows of an authority; empty addresses where nothing is chosen."""

    name: str
    crest: str
    stylesheet: str


def palette_of(authority: Authority) -> Palette | None:
    """The authority's colours with their pair for the dark, or None for the house's own."""
    chosen = authority.colours
    return palette(chosen["bar"], chosen["accent"]) if chosen else None


def stylesheet_of(authority: Authority) -> str:
    """The few lines that put the authority's colours into the console."""
    colours = palette_of(authority)
    if colours is None:
        return ""
    return (
        f":root{{--bar:{colours.bar};"
        f"--brand:light-dark({colours.accent},{colours.accent_dark});"
        f"--on-brand:light-dark({colours.on_accent},{colours.on_accent_dark})}}\n"
    )


def brand_of(authority: Authority) -> Brand:
    """The authority as the frame shows it; a changed stylesheet gets a new address."""
    text = stylesheet_of(authority)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Brand(
        authority.name,
        f"/crests/{authority.crest}.png" if authority.crest else "",
        f"/brand/{authority.pk}.css?v={digest}" if text else "",
    )


def authority_at_work(scopes: Iterable[str]) -> Authority | None:
    """The nearest authority to which all these paths belong; None for everything and nothing."""
    lines = [set(lineage(scope)) for scope in scopes]
    shared = set.intersection(*lines) if lines else set()
    return Authority.objects.filter(path__in=shared).order_by("-path").first()


def authority_by_id(pk: int) -> Authority | None:
    """One authority."""
    return Authority.objects.select_related("superior").filter(pk=pk).first()


def crest_is_known(digest: str) -> bool:
    """Whether some authority has this crest."""
    return Authority.objects.filter(crest=digest).exists()

"""Checks that creating an authority and creating a unit share."""

from __future__ import annotations

import re
from collections.abc import Mapping

from oyez.domain.errors import NotAllowed, say
from oyez.govern.models import Authority, Unit

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ADDRESSES = ("online", "chat")
ROUTES = frozenset({"emergency", "non_emergency", *ADDRESSES})
NUMBER = re.compile(r"[0-9+][0-9 /().+-]{1,39}")
ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")


def new_path(above: str, slug: str, name: str) -> str:
    """The path of a new place below another one, or NotAllowed."""
    if not name.strip():
        raise NotAllowed(say("A name is needed."), "name")
    if not SLUG.fullmatch(slug) or len(slug) > 60:
        template = "The short name takes small letters, digits and hyphens, 60 at most."
        raise NotAllowed(say(template), "slug")
    path = f"{above}{slug}/"
    # Units and authorities live in two tables but share one tree.
    if any(model.objects.filter(path=path).exists() for model in (Authority, Unit)):
        raise NotAllowed(say("The path {path} is taken.", path=path), "slug")
    return path


def checked_contact(contact: Mapping[str, str] | None) -> dict[str, str]:
    """Contact routes with known names and without empty ones, or NotAllowed."""
    routes = {name: text.strip() for name, text in (contact or {}).items() if text.strip()}
    if unknown := sorted(set(routes) - ROUTES):
        template = "{names} is no contact route; there are emergency, non_emergency, online, chat."
        raise NotAllowed(say(template, names=", ".join(unknown)), "contact")
    if "emergency" in routes and not NUMBER.fullmatch(routes["emergency"]):
        raise NotAllowed(say("A telephone number looks like 112 or +49 591 87-0."), "emergency")
    for route in ADDRESSES:
        if route in routes and not ADDRESS.fullmatch(routes[route]):
            raise NotAllowed(say("An address looks like https://police.example/report."), route)
    return routes

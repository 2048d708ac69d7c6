"""Websites of others, played under their own names; what they show can change."""

from __future__ import annotations

from typing import Final

from oyez.simulator.http import Request, Response
from oyez.simulator.world import World

WORDS: Final = frozenset({"address", "html", "redirect", "status", "rating"})


class WebsiteError(ValueError):
    """The description of a page makes no sense; the message says why."""


def is_website(world: World, request: Request) -> bool:
    """Whether the request is for a name of which a page was set."""
    host = name_of(request.host)
    return any(name.startswith(host) for name in world.websites)


def name_of(address: str) -> str:
    """The address without scheme, port and fragment."""
    rest = address.partition("://")[2] or address
    host, slash, path = rest.partition("#")[0].partition("/")
    return f"{host.partition(':')[0].lower()}/{path if slash else ''}"


def set_page(world: World, request: Request) -> Response:
    """POST /_sim/pages: address with html, or redirect, or status; rating is a header."""
    words = request.json()
    if not isinstance(words, dict) or not isinstance(words.get("address"), str):
        raise WebsiteError("a page is a JSON object with an address")
    if unknown := set(words) - WORDS:
        raise WebsiteError(f"unknown: {', '.join(sorted(map(str, unknown)))}")
    name = name_of(words["address"])
    world.websites[name] = words
    return Response.of(201, {"address": name})


def website(world: World, request: Request) -> Response:
    """What stands there; 404 where nothing was set."""
    query = f"?{request.query}" if request.query else ""
    page = world.websites.get(name_of(f"{request.host}{request.path}{query}"))
    world.count("websites", name_of(request.host).rstrip("/"))
    if page is None:
        return Response(404, b"Nothing is played here.", "text/plain")
    if "redirect" in page:
        return Response(302, b"", "text/html", (("Location", str(page["redirect"])),))
    rating = (("Rating", str(page["rating"])),) if page.get("rating") else ()
    status, body = int(page.get("status", 200)), str(page.get("html", "")).encode()
    return Response(status, body, "text/html; charset=utf-8", rating)

"""The list of official accounts for machines, also where they look without being told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oyez.reach import document
from oyez.reach.content import Outlet, PublicAuthority, PublicUnit
from oyez.reach.document import Document, as_json
from oyez.reach.draw import Row
from oyez.reach.frame import Frame, clean, web_address

WELL_KNOWN = ".well-known/official-accounts.json"
# As the draft "Organization Trust Relationship Protocol" names it, for whoever reads that.
TRUST = ".well-known/trust.txt"
CLOSED = "closed"


class Presence(NamedTuple):
    """How many accounts speak for us on a platform; none where we have left it."""

    platform: str
    accounts: int


def statement(frame: Frame) -> dict[str, Document]:
    """The register as JSON in both its places, and the short list for readers of trust.txt."""
    names = {who.slug: who.name for who in frame.site.authorities}
    value = {
        "site": frame.address(),
        "issuer": clean(frame.site.name),
        "exercise": frame.site.exercise,
        "accounts": [
            _account(frame, names[unit.authority_slug], unit, one)
            for unit in frame.site.units
            for one in unit.channels
        ],
        "organizations": [_organization(frame, who) for who in frame.site.authorities],
    }
    data = Document(as_json(value), document.JSON, "list")
    found = {"accounts.json": data, WELL_KNOWN: data}
    if not frame.site.exercise:  # nothing of an exercise is anybody's account
        found[TRUST] = Document(_trust(frame).encode(), document.TEXT, "list")
    return found


def presences(frame: Frame) -> list[Presence]:
    """Every platform on which we are or were, by name, with the accounts that still speak."""
    every = [one for unit in frame.site.units for one in unit.channels]
    platforms = sorted({one.platform_label for one in every}, key=str.casefold)
    return [
        Presence(name, sum(one.platform_label == name and one.state != CLOSED for one in every))
        for name in platforms
    ]


def _account(frame: Frame, authority: str, unit: PublicUnit, one: Outlet) -> Row:
    return {
        "authority": clean(authority),
        "unit": clean(unit.name),
        "page": frame.address(f"u/{unit.authority_slug}/{unit.slug}/"),
        "platform": one.platform_label,
        "name": clean(one.name),
        "handle": clean(one.handle),
        "url": web_address(one.url),
        "language": one.language or None,
        "purpose": clean(one.purpose) or None,
        "mode": one.state,
        "since": frame.local(one.since) if one.since else None,
        "successor": clean(one.successor) or None,
        "successor_url": web_address(one.successor_url) or None,
        "instead": clean(one.instead) or None,
    }


def _organization(frame: Frame, who: PublicAuthority) -> Row:
    """The authority in the words of schema.org, so that no reader has to learn ours."""
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": clean(who.name),
        "url": frame.address(f"a/{who.slug}/"),
        "sameAs": list(dict.fromkeys(_speaking(frame, who))),
        "contactPoint": [
            {"@type": "ContactPoint", "contactType": kind, way: value}
            for kind, way, value in _routes(who)
        ],
    }


def _routes(who: PublicAuthority) -> Iterator[tuple[str, str, str]]:
    routes = (
        ("emergency", "telephone", clean(who.emergency)),
        ("non-emergency", "telephone", clean(who.non_emergency)),
        ("online report", "url", web_address(who.online)),
        ("chat", "url", web_address(who.chat)),
    )
    return ((kind, way, value) for kind, way, value in routes if value)


def _speaking(frame: Frame, who: PublicAuthority) -> Iterator[str]:
    """The addresses of the accounts that speak for an authority now."""
    for unit in frame.site.units:
        for one in unit.channels if unit.authority_slug == who.slug else ():
            if one.state != CLOSED and (address := web_address(one.url)):
                yield address


def _trust(frame: Frame) -> str:
    """One line for each account, and one for each way to reach us; a line holds one address."""
    social = [url for who in frame.site.authorities for url in _speaking(frame, who)]
    contact = [web_address(who.online) for who in frame.site.authorities]
    return "".join(
        (
            f"# {frame.address()} speaks for these accounts.\n",
            f"# More about each: {frame.address(WELL_KNOWN)}\n",
            *_lines("social", social),
            *_lines("contact", contact),
        )
    )


def _lines(name: str, addresses: Sequence[str]) -> list[str]:
    whole = (url for url in addresses if url and url.isprintable() and " " not in url)
    return [f"{name}={url}\n" for url in dict.fromkeys(whole)]

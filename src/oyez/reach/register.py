"""The register of official accounts: "these accounts are ours", for people and for machines."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from oyez.reach import document
from oyez.reach.content import Outlet, PublicAuthority, PublicUnit
from oyez.reach.document import Document, as_json
from oyez.reach.draw import Link, Row, draw, page, unit_links
from oyez.reach.frame import Frame, Moment, clean, web_address

WELL_KNOWN = ".well-known/official-accounts.json"


class Account(NamedTuple):
    """One account as a reader sees it; the handle only where its name does not say it."""

    of: Outlet
    handle: str
    href: str
    mode: str
    since: Moment | None
    successor: str
    closed: bool


def mode_words() -> dict[str, str]:
    """How much an account is used, in the active language."""
    return {
        "active": _("in use"),
        "reduced": _("important notices and warnings only"),
        "critical-only": _("warnings only"),
        "closing": _("is being closed"),
        "closed": _("closed, it no longer speaks for us"),
    }


def rows(frame: Frame, unit: PublicUnit) -> list[Account]:
    """The accounts of a unit, the closed ones last."""
    words = mode_words()
    found = [
        Account(
            one,
            "" if one.handle in one.name else one.handle,
            web_address(one.url),
            words.get(one.state, ""),
            frame.moment(one.since) if one.since else None,
            one.successor,
            one.state == "closed",
        )
        for one in unit.channels
    ]
    return sorted(found, key=lambda account: account.closed)


def accounts(frame: Frame) -> Document:
    """Every official account by authority and unit."""
    values: Row = {
        "register": [block for who in frame.site.authorities for block in blocks(frame, who)],
        "path": "accounts/",
        "watch": "",
    }
    return page(draw(frame, "accounts", frame.mark(_("Our official accounts")), values))


def blocks(frame: Frame, who: PublicAuthority) -> list[tuple[Link, list[tuple[Link, object]]]]:
    """An authority with those of its units that have accounts; nothing if none has."""
    units = [u for u in frame.site.units if u.authority_slug == who.slug and u.channels]
    if not units:
        return []
    named = zip(unit_links(frame, who, units), units, strict=True)
    own = Link(who.name, frame.href(f"a/{who.slug}/", who))
    return [(own, [(link, rows(frame, unit)) for link, unit in named])]


def statement(frame: Frame) -> dict[str, Document]:
    """The same register for machines, also where they look without being told."""
    names = {who.slug: who.name for who in frame.site.authorities}
    listed = [
        {
            "authority": clean(names[unit.authority_slug]),
            "unit": clean(unit.name),
            "page": frame.address(f"u/{unit.authority_slug}/{unit.slug}/"),
            "platform": one.platform_label,
            "name": clean(one.name),
            "handle": clean(one.handle),
            "url": web_address(one.url),
            "mode": one.state,
            "since": frame.local(one.since) if one.since else None,
            "successor": clean(one.successor) or None,
        }
        for unit in frame.site.units
        for one in unit.channels
    ]
    value = {
        "site": frame.address(),
        "issuer": clean(frame.site.name),
        "exercise": frame.site.exercise,
        "accounts": listed,
    }
    data = Document(as_json(value), document.JSON, "list")
    return {"accounts.json": data, WELL_KNOWN: data}

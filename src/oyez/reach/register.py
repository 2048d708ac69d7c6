"""The register of official accounts for people: "these accounts are ours"."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from oyez.reach.content import Outlet, PublicAuthority, PublicUnit
from oyez.reach.document import Document
from oyez.reach.draw import Link, Row, draw, page, unit_links
from oyez.reach.frame import Frame, Moment, web_address


class Account(NamedTuple):
    """One account as a reader sees it; the handle only where its name does not say it."""

    of: Outlet
    handle: str
    href: str
    mode: str
    since: Moment | None
    successor: str
    successor_href: str
    closed: bool


def mode_words() -> dict[str, str]:
    """How much an account is used, in the active language."""
    return {
        "active": _("in use"),
        "reduced": _("important notices and warnings only"),
        "critical-only": _("warnings only"),
        "closing": _("is being closed"),
        "closed": _("closed, we are not there any more"),
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
            web_address(one.successor_url),
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

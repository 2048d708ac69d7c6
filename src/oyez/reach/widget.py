"""What other websites may show of ours: a small page for a frame, and how to put it there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import escape
from django.utils.translation import gettext as _

from oyez.reach.content import PublicAuthority, PublicNotice, PublicUnit
from oyez.reach.document import Document
from oyez.reach.draw import Link, Row, draw, page, unit_links
from oyez.reach.frame import Frame
from oyez.reach.pages import notices_of, row, standing

FEW, HEIGHT = 5, 420


class Offer(NamedTuple):
    """The line of HTML for one authority, and the addresses for its units."""

    name: str
    snippet: str
    units: list[Link]


def of_authority(frame: Frame, who: PublicAuthority) -> Document:
    """The notices of an authority for a frame."""
    notices = [notice for notice in frame.notices if notice.authority_slug == who.slug]
    return widget(frame, who, who.name, (f"a/{who.slug}/", notices))


def of_unit(frame: Frame, what: PublicUnit) -> Document:
    """The notices of a unit for a frame."""
    who = frame.authorities[what.authority_slug]
    return widget(frame, who, what.name, (f"u/{who.slug}/{what.slug}/", notices_of(frame, what)))


def widget(
    frame: Frame, who: PublicAuthority, name: str, what: tuple[str, Sequence[PublicNotice]]
) -> Document:
    """A page that needs no script, sets nothing and opens its links in a new window."""
    full, notices = what
    now = standing(notices)[:FEW]
    values: Row = {
        "path": full,
        "now": bool(now),
        "rows": [row(frame, notice) for notice in now or notices[:FEW]],
        "whole": frame.address(frame.href(full, who)[1:]),
        "watch": "",
    }
    return page(draw(frame, "widget", frame.mark(name), values, who=who), "widget")


def embed(frame: Frame) -> Document:
    """How a town puts the notices on its own website."""
    values: Row = {
        "path": "embed/",
        "watch": "",
        "offers": [offer(frame, who) for who in frame.site.authorities],
        "feed": "",
    }
    return page(draw(frame, "embed", frame.mark(_("Notices on your website")), values))


def offer(frame: Frame, who: PublicAuthority) -> Offer:
    """What to copy for one authority."""
    address = frame.address(frame.href(f"widget/{who.slug}/", who)[1:])
    title = _("Notices of %(name)s") % {"name": who.name}
    snippet = (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%"'
        f' height="{HEIGHT}" loading="lazy"></iframe>'
    )
    units = [unit for unit in frame.site.units if unit.authority_slug == who.slug]
    links = unit_links(frame, who, units, "widget")
    return Offer(who.name, snippet, [Link(name, frame.address(href[1:])) for name, href in links])

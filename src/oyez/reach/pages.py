"""The pages that gather notices: the first page, one for each authority and each unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from oyez.reach.content import PublicAuthority, PublicNotice, PublicUnit
from oyez.reach.document import Document
from oyez.reach.draw import Link, Row, draw, fill, page, unit_links
from oyez.reach.frame import SHOWN, Frame, happening, urgency_word
from oyez.reach.register import rows as register_rows

NOW, NESTED = 8, 60  # notices happening at one authority on the first page; units named there
FILTERS = 12


class Group(NamedTuple):
    """What happens at one unit."""

    unit: Link | None
    lines: list[SafeString]


class Happening(NamedTuple):
    """What happens at one authority, and how much more than is shown."""

    name: str
    href: str
    groups: list[Group]
    more: int


def row(frame: Frame, notice: PublicNotice) -> Row:
    """One notice as a line in a list."""
    text = notice.text(frame.language)
    return {
        "href": frame.href(f"p/{notice.code}/", frame.authority(notice)),
        "title": frame.title(notice),
        "spoken": frame.language if notice.gone else text.language,
        "issuer": frame.issuer(notice),
        "speaker": frame.speaker(notice),
        "notice": notice,
        "word": urgency_word(notice.urgency),
        "at": frame.moment(notice.updated_at),
        "until": frame.moment(notice.valid_until) if notice.valid_until else None,
    }


def line(frame: Frame, notice: PublicNotice) -> SafeString:
    """One notice as a drawn line; several lists show the same one."""
    if notice.code not in frame.lines:
        # The template has escaped every value.
        frame.lines[notice.code] = mark_safe(fill("line", {"line": row(frame, notice)}))  # noqa: S308
    return frame.lines[notice.code]


def lines(frame: Frame, notices: Sequence[PublicNotice]) -> list[SafeString]:
    """The last notices as lines."""
    return [line(frame, notice) for notice in notices[:SHOWN]]


def standing(notices: Iterable[PublicNotice]) -> list[PublicNotice]:
    """What is happening now, the gravest first, each group newest first."""
    return sorted(filter(happening, notices), key=lambda notice: notice.urgency != "critical")


def current(
    frame: Frame, who: PublicAuthority, notices: Iterable[PublicNotice], most: int = SHOWN
) -> Happening:
    """What is happening at an authority now, by unit, the unit with the gravest first."""
    found = standing(notices)
    units: dict[str, list[PublicNotice]] = {}
    for notice in found[:most]:
        units.setdefault(notice.unit_slug, []).append(notice)
    groups = []
    for slug, few in units.items():
        unit = frame.units.get((who.slug, slug))
        named = unit_links(frame, who, [unit])[0] if unit else None
        groups.append(Group(named, lines(frame, few)))
    return Happening(who.name, frame.href(f"a/{who.slug}/", who), groups, len(found[most:]))


def index(frame: Frame) -> Document:
    """The first page: what is happening now by authority and unit, then the last notices."""
    now = [
        (current(frame, who, [n for n in frame.notices if n.authority_slug == who.slug], NOW))
        for who in frame.site.authorities
    ]
    values: Row = {
        "now": [one for one in now if one.groups],
        "last": lines(frame, frame.notices),
        "speakers": speakers(frame),
        "only": filters(frame),
        "feed": "",
        "path": "",
        "watch": "list",
    }
    title = frame.site.name if frame.lead else _("Official notices")
    return page(draw(frame, "index", frame.mark(title), values))


def speakers(frame: Frame) -> list[tuple[Link, list[Link]]]:
    """Every authority with its page, and its units as long as these are not too many."""
    nested = len(frame.site.units) <= NESTED
    found = []
    for who in frame.site.authorities:
        units = [u for u in frame.site.units if nested and u.authority_slug == who.slug]
        named = Link(who.name, frame.href(f"a/{who.slug}/", who))
        found.append((named, unit_links(frame, who, units)))
    return found


def filters(frame: Frame) -> list[Link]:
    """Where to read the notices of some only: the units, or the authorities if these are many."""
    every = speakers(frame)
    units = [unit for _, few in every for unit in few]
    return units if 1 < len(units) <= FILTERS else [who for who, _ in every] if every[1:] else []


def authority(frame: Frame, who: PublicAuthority) -> Document:
    """The page of one authority: what it says, its units, how to reach it."""
    notices = [notice for notice in frame.notices if notice.authority_slug == who.slug]
    units = [unit for unit in frame.site.units if unit.authority_slug == who.slug]
    values: Row = {
        "now": current(frame, who, notices),
        "last": lines(frame, notices),
        "units": unit_links(frame, who, units),
        "feed": f"a/{who.slug}/",
        "path": f"a/{who.slug}/",
        "watch": "list",
    }
    return page(draw(frame, "authority", frame.mark(who.name), values, who=who))


def unit(frame: Frame, what: PublicUnit) -> Document:
    """The page of one unit with its register of accounts; it shows the units below it too."""
    who = frame.authorities[what.authority_slug]
    lineage = frame.lineage(what.authority_slug, what.slug)
    below = [unit for unit in frame.site.units if unit.authority_slug == who.slug]
    below = [unit for unit in below if unit.parent == what.slug and unit is not what]
    notices = notices_of(frame, what)
    values: Row = {
        "now": current(frame, who, notices),
        "last": lines(frame, notices),
        "above": crumbs(frame, who, lineage[:-1]),
        "units": unit_links(frame, who, below),
        "channels": [one for one in register_rows(frame, what) if not one.closed],
        "feed": f"a/{who.slug}/",
        "path": f"u/{who.slug}/{what.slug}/",
        "watch": "list",
    }
    return page(draw(frame, "unit", frame.mark(what.name), values, who=who))


def notices_of(frame: Frame, what: PublicUnit) -> list[PublicNotice]:
    """The notices of a unit and of the units below it."""
    return [
        notice
        for notice in frame.notices
        if what in frame.lineage(notice.authority_slug, notice.unit_slug)
    ]


def crumbs(frame: Frame, who: PublicAuthority, units: Sequence[PublicUnit]) -> list[Link]:
    """The way from the authority down to a unit."""
    return [Link(who.name, frame.href(f"a/{who.slug}/", who)), *unit_links(frame, who, units)]


def missing(frame: Frame) -> Document:
    """What an address without a page answers."""
    values: Row = {"path": "404.html", "watch": "", "tongues": [], "nowhere": True}
    return page(
        draw(frame, "missing", frame.mark(_("This page does not exist")), values), "page", 404
    )

"""The HTML pages, drawn by Django templates with everything escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from oyez.reach import document
from oyez.reach.assets import asset
from oyez.reach.content import Outlet, PublicAuthority, PublicNotice, PublicUnit
from oyez.reach.document import Class, Document
from oyez.reach.frame import (
    SHOWN,
    Frame,
    clean,
    happening,
    urgency_word,
    web_address,
)

Row = dict[str, object]
NOW = 5


@cache
def engine() -> Engine:
    """An engine of its own, so that no request or project setting can colour a page."""
    return Engine(
        dirs=[str(Path(__file__).parent / "templates")],
        builtins=["django.templatetags.i18n"],
        loaders=[
            ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
        ],
    )


def draw(frame: Frame, name: str, title: str, values: Row) -> bytes:
    """One page inside the portal's frame."""
    site = frame.site
    context = {
        "site": site,
        "language": frame.language,
        "title": title,
        "heading": title,
        "style": asset("portal"),
        "script": asset("live"),
        "icon": asset("icon"),
        "emergency": list(dict.fromkeys(a.emergency for a in site.authorities if a.emergency)),
        **values,
    }
    text = engine().get_template(f"reach/{name}.html").render(Context(context))
    return clean(text).encode()


def page(data: bytes, cls: Class = "list", status: int = 200) -> Document:
    """An HTML document."""
    return Document(data, document.HTML, cls, status)


def row(frame: Frame, notice: PublicNotice) -> Row:
    """One notice as a line in a list."""
    text = notice.text(frame.language)
    return {
        "href": f"/p/{notice.code}/",
        "title": frame.title(notice),
        "language": frame.language if notice.gone else text.language,
        "issuer": frame.issuer(notice),
        "notice": notice,
        "word": urgency_word(notice.urgency),
        "at": frame.moment(notice.updated_at),
        "until": frame.moment(notice.valid_until) if notice.valid_until else None,
    }


def line(frame: Frame, notice: PublicNotice) -> SafeString:
    """One notice as a drawn line; several lists show the same one."""
    if notice.code not in frame.lines:
        template = engine().get_template("reach/line.html")
        frame.lines[notice.code] = template.render(Context({"line": row(frame, notice)}))
    return frame.lines[notice.code]


def lines(frame: Frame, notices: Sequence[PublicNotice]) -> list[SafeString]:
    """The last notices as lines."""
    return [line(frame, notice) for notice in notices[:SHOWN]]


def current(frame: Frame, notices: Sequence[PublicNotice]) -> list[SafeString]:
    """What is happening now: a few, the gravest first, each group newest first."""
    now = sorted(filter(happening, notices), key=lambda notice: notice.urgency != "critical")
    return lines(frame, now[:NOW])


def index(frame: Frame) -> Document:
    """The first page: what is happening now by authority, then the last notices."""
    now = [
        (
            authority,
            current(frame, [n for n in frame.notices if n.authority_slug == authority.slug]),
        )
        for authority in frame.site.authorities
    ]
    values: Row = {
        "now": [(authority, few) for authority, few in now if few],
        "last": lines(frame, frame.notices),
        "feed": "",
        "path": "",
        "watch": "list",
    }
    return page(draw(frame, "index", frame.mark(frame.site.name), values))


def authority(frame: Frame, who: PublicAuthority) -> Document:
    """The page of one authority: what it says, its units, how to reach it."""
    notices = [notice for notice in frame.notices if notice.authority_slug == who.slug]
    units = [unit for unit in frame.site.units if unit.authority_slug == who.slug]
    values: Row = {
        "now": current(frame, notices),
        "last": lines(frame, notices),
        "units": units,
        "who": contact(who),
        "feed": f"a/{who.slug}/",
        "path": f"a/{who.slug}/",
        "watch": "list",
    }
    return page(draw(frame, "authority", frame.mark(who.name), values))


def unit(frame: Frame, what: PublicUnit) -> Document:
    """The page of one unit with its register of accounts; it shows the units below it too."""
    who = frame.authorities[what.authority_slug]
    notices = [
        notice
        for notice in frame.notices
        if what in frame.lineage(notice.authority_slug, notice.unit_slug)
    ]
    values: Row = {
        "now": current(frame, notices),
        "last": lines(frame, notices),
        "above": frame.lineage(what.authority_slug, what.slug)[:-1],
        "channels": outlets(what.channels),
        "who": contact(who),
        "feed": f"a/{who.slug}/",
        "path": f"u/{who.slug}/{what.slug}/",
        "watch": "list",
    }
    return page(draw(frame, "unit", frame.mark(what.name), values))


def outlets(found: Sequence[Outlet]) -> list[tuple[Outlet, str]]:
    """Accounts with their addresses, as far as these lead to the web."""
    return [(outlet, web_address(outlet.url)) for outlet in found]


def contact(who: PublicAuthority) -> Row:
    """The ways to reach an authority, as far as they lead to the web."""
    return {
        "slug": who.slug,
        "name": who.name,
        "emergency": who.emergency,
        "non_emergency": who.non_emergency,
        "online": web_address(who.online),
        "chat": web_address(who.chat),
    }


def missing(frame: Frame) -> Document:
    """What an address without a page answers."""
    values: Row = {"path": "404.html", "watch": "", "who": None}
    return page(
        draw(frame, "missing", frame.mark(_("This page does not exist")), values), "page", 404
    )

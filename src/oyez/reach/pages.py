"""The HTML pages, drawn by Django templates with everything escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from django.template import Context, Engine
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from oyez.reach import document
from oyez.reach.assets import asset
from oyez.reach.content import Outlet, Picture, PublicAuthority, PublicNotice, PublicUnit
from oyez.reach.document import Class, Document, as_json
from oyez.reach.frame import (
    SHOWN,
    Frame,
    clean,
    happening,
    urgency_word,
    web_address,
)

Row = dict[str, object]


@cache
def engine() -> Engine:
    """An engine of its own, so that no request or project setting can colour a page."""
    return Engine(
        dirs=[Path(__file__).parent / "templates"],
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


def rows(frame: Frame, notices: Sequence[PublicNotice]) -> list[Row]:
    """The last notices as lines."""
    return [row(frame, notice) for notice in notices[:SHOWN]]


def current(frame: Frame, notices: Sequence[PublicNotice]) -> list[Row]:
    """What is happening now, the gravest first, each group newest first."""
    now = [notice for notice in notices[: SHOWN * 5] if happening(notice)]
    return rows(frame, sorted(now, key=lambda notice: notice.urgency != "critical"))


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
        "now": [(authority, lines[:5]) for authority, lines in now if lines],
        "last": rows(frame, frame.notices),
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
        "now": current(frame, notices)[:5],
        "last": rows(frame, notices),
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
        "now": current(frame, notices)[:5],
        "last": rows(frame, notices),
        "above": frame.lineage(what.authority_slug, what.slug)[:-1],
        "channels": outlets(what.channels),
        "who": contact(who),
        "feed": f"a/{who.slug}/",
        "path": f"u/{who.slug}/{what.slug}/",
        "watch": "list",
    }
    return page(draw(frame, "unit", frame.mark(what.name), values))


def notice(
    frame: Frame, what: PublicNotice, picture_path: Callable[[Picture], str]
) -> dict[str, Document]:
    """The page of one notice for people, and its statement for machines."""
    folder = f"p/{what.code}/"
    values = row(frame, what) | {
        "who": contact(frame.authority(what)),
        "units": frame.lineage(what.authority_slug, what.unit_slug),
        "published": frame.moment(what.published_at),
        "address": frame.address(folder),
        "path": folder,
        "watch": "gone" if what.gone else "notice",
        "edition": what.current.number,
    }
    if what.gone:
        data = draw(frame, "tombstone", frame.title(what), values | tombstone(frame, what))
    else:
        data = draw(frame, "notice", frame.title(what), values | spoken(frame, what, picture_path))
    status = 410 if what.gone else 200
    return {
        f"{folder}index.html": page(data, "page", status),
        f"p/{what.code}.json": Document(statement(frame, what), document.JSON, "page", status),
    }


def tombstone(frame: Frame, what: PublicNotice) -> Row:
    """What stands in the place of a withdrawn notice."""
    at = what.chain[-1].at
    return {"withdrawn": frame.moment(at), "reason": what.reason, "instead": what.instead}


def spoken(frame: Frame, what: PublicNotice, picture_path: Callable[[Picture], str]) -> Row:
    """What a standing notice says: texts, pictures, links, history, other outlets."""
    main = what.text(frame.language)
    others = [text for text in what.current.texts if text is not main]
    return {
        "text": main,
        "others": [
            (text, language_name(text.language), frame.mark(text.headline)) for text in others
        ],
        "pictures": [(picture, f"/{picture_path(picture)}") for picture in what.current.pictures],
        "links": [url for url in what.current.links if web_address(url)],
        "history": [
            (e, frame.moment(e.at)) for e in reversed(what.chain) if e.kind == "correction"
        ],
        "outlets": outlets(what.outlets),
    }


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


def language_name(code: str) -> str:
    """The language in its own words, else its code."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def statement(frame: Frame, what: PublicNotice) -> bytes:
    """What the page says, for machines; a withdrawn notice keeps its state and reason only."""
    value: Row = {
        "code": what.code,
        "exercise": frame.site.exercise,
        "issuer": clean(frame.issuer(what)),
        "state": what.state,
        "published": frame.local(what.published_at),
        "updated": frame.local(what.updated_at),
        "url": frame.address(f"p/{what.code}/"),
    }
    if what.gone:
        value["text"] = frame.withdrawal(what)
    else:
        value["edition"] = what.current.number
        value["texts"] = [
            {"language": t.language, "headline": frame.mark(t.headline), "body": clean(t.body)}
            for t in what.current.texts
        ]
    return as_json(value)


def missing(frame: Frame) -> Document:
    """What an address without a page answers."""
    values: Row = {"path": "404.html", "watch": "", "who": None}
    return page(
        draw(frame, "missing", frame.mark(_("This page does not exist")), values), "page", 404
    )

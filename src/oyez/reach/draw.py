"""From a template and its values to a page inside the portal's frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.template import Context, Engine
from django.utils.translation import get_language_info

from oyez.reach import brand, document
from oyez.reach.assets import asset
from oyez.reach.content import Outlet, PublicAuthority, PublicUnit
from oyez.reach.document import Class, Document
from oyez.reach.frame import Frame, clean, web_address

Row = dict[str, object]
PANELS = 6
NUMBER = re.compile(r"\+?\d(?:[\d /()-]*\d)?")
SITE_PAGES = {
    "home": "",
    "accounts": "accounts/",
    "verify": "verify/",
    "embed": "embed/",
    "status": "status/",
}


class Link(NamedTuple):
    """A name and where it leads."""

    name: str
    href: str


class Tongue(NamedTuple):
    """The same page in another language."""

    code: str
    name: str
    href: str
    address: str


class Part(NamedTuple):
    """A piece of a contact route: words, or a number that can be dialled."""

    text: str
    tel: str


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


def fill(name: str, values: Row) -> str:
    """A template of ours with its values, everything escaped."""
    return str(engine().get_template(f"reach/{name}.html").render(Context(values)))


def draw(
    frame: Frame, name: str, title: str, values: Row, *, who: PublicAuthority | None = None
) -> bytes:
    """One page inside the portal's frame; `path` in the values is where it stands."""
    site, path, face = frame.site, str(values["path"]), who or frame.lead
    context = {
        "site": site,
        "language": frame.language,
        "title": title,
        "heading": title,
        "style": asset("portal"),
        "brand": brand.stylesheet(face),
        "script": asset("live"),
        "icon": asset("icon"),
        "name": who.name if who else site.name,
        "front": frame.href(f"a/{who.slug}/", who) if who else frame.href(),
        "crest": crest(face),
        "call": numbers(frame, who),
        "to": {key: frame.href(page) for key, page in SITE_PAGES.items()},
        "canonical": frame.address(frame.href(path, who)[1:]),
        "default": frame.address(path),
        "tongues": tongues(frame, path, who),
        "contacts": contacts(frame, who),
        **values,
    }
    return clean(fill(name, context)).encode()


def page(data: bytes, cls: Class = "list", status: int = 200) -> Document:
    """An HTML document."""
    return Document(data, document.HTML, cls, status)


def tongues(frame: Frame, path: str, who: PublicAuthority | None) -> list[Tongue]:
    """The page in each of its languages, this one included; nothing if there is only one."""
    known = frame.languages(who)
    if len(known) < 2:
        return []
    places = ((code, frame.href(path, who, code)) for code in known)
    return [
        Tongue(code, language_name(code), href, frame.address(href[1:])) for code, href in places
    ]


def language_name(code: str) -> str:
    """The language in its own words, else its code."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code


def crest(who: PublicAuthority | None) -> Row | None:
    """The crest as the bar shows it."""
    if who is None or who.crest is None:
        return None
    picture = who.crest
    return {"href": f"/{brand.picture_path(picture)}", "of": picture}


def dial(text: str) -> list[Part]:
    """A contact route with every number in it ready to be dialled."""
    parts: list[Part] = []
    end = 0
    for match in NUMBER.finditer(text):
        if len(digits := re.sub(r"[^\d+]", "", match.group())) >= 3:
            parts += [Part(text[end : match.start()], ""), Part(match.group(), digits)]
            end = match.end()
    return [part for part in (*parts, Part(text[end:], "")) if part.text]


def numbers(frame: Frame, who: PublicAuthority | None) -> list[Part]:
    """The emergency numbers for the bar, each once."""
    asked = [who] if who else list(frame.site.authorities)
    found = [part for one in asked for part in dial(one.emergency) if part.tel]
    return list(dict.fromkeys(found))


def contact(frame: Frame, who: PublicAuthority) -> Row:
    """The ways to reach an authority, as far as they lead to the web."""
    return {
        "slug": who.slug,
        "name": who.name,
        "href": frame.href(f"a/{who.slug}/", who),
        "emergency": dial(who.emergency),
        "non_emergency": dial(who.non_emergency),
        "online": web_address(who.online),
        "chat": web_address(who.chat),
    }


def contacts(frame: Frame, who: PublicAuthority | None) -> list[Row]:
    """Whom a reader of the page can reach; a page of the whole site names the first few."""
    one = who or frame.lead
    return [contact(frame, each) for each in ([one] if one else frame.site.authorities[:PANELS])]


def outlets(found: Sequence[Outlet]) -> list[tuple[Outlet, str]]:
    """Accounts with their addresses, as far as these lead to the web."""
    return [(outlet, web_address(outlet.url)) for outlet in found]


def unit_links(
    frame: Frame, who: PublicAuthority, units: Sequence[PublicUnit], folder: str = "u"
) -> list[Link]:
    """Units by name with their pages."""
    return [Link(u.name, frame.href(f"{folder}/{who.slug}/{u.slug}/", who)) for u in units]

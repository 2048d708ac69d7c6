"""Taking a foreign page apart, whatever state it is in; nothing it says is believed here."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from lxml import etree, html

from oyez.domain.page_parts import PageParts
from oyez.looking.main_text import main_text

MOST_SCRIPT, MOST_EACH, MOST_VALUES = 500_000, 2_000, 500
SOON: Final = 10  # seconds within which a page that moves on counts as a redirect
PLAYERS: Final = {"iframe": "src", "video": "src", "audio": "src", "source": "src", "embed": "src",
                  "object": "data"}  # fmt: skip
PLAYER_METAS: Final = frozenset(
    {"og:video", "og:video:url", "og:video:secure_url", "og:url", "twitter:player",
     "twitter:player:stream"}
)  # fmt: skip
PICTURE_METAS: Final = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image")
LOGIN_FIELD: Final = "//input[translate(@type,'PASWORD','pasword')='password']"
JSON_LD: Final = "application/ld+json"
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_REFRESH: Final = re.compile(
    r"\s*(\d{1,4})[\d.]*\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'>]+)", re.IGNORECASE
)


def take_apart(body: bytes, declared: str, address: str) -> PageParts:
    """The parts of a page that came from the address; of a broken page what can be read."""
    root = _parse(body, declared)
    if root is None:
        return PageParts()
    metas = tuple(_metas(root))
    said = dict(reversed(metas))
    picture = next((said[name] for name in PICTURE_METAS if said.get(name)), "")
    title = "".join(root.xpath("(//title)[1]//text()"))
    return PageParts(
        title=_line(title) or _line(said.get("og:title", "")),
        description=_line(said.get("description", "") or said.get("og:description", "")),
        text=main_text(root),
        metas=metas,
        properties=tuple(_properties(root)),
        data=tuple(_scripts(root, data=True)),
        embedded=tuple(_joined(address, found) for found in _embedded(root, metas)),
        scripts="\n".join(_scripts(root, data=False))[:MOST_SCRIPT],
        picture=_joined(address, picture) if picture else "",
        asks_password=bool(root.xpath(LOGIN_FIELD)),
    )


def moves_on(body: bytes, declared: str) -> str:
    """Where a page sends its reader by itself within seconds, or ''."""
    if b"refresh" not in body.lower():
        return ""
    root = _parse(body, declared)
    for meta in () if root is None else root.iter("meta"):
        if meta.get("http-equiv", "").strip().lower() == "refresh":
            return refresh(meta.get("content", ""))
    return ""


def refresh(said: str) -> str:
    """The address in `5; url=/there`, when the wait is short; otherwise ''."""
    found = _REFRESH.match(said)
    return found[2].strip() if found and int(found[1]) <= SOON else ""


def decoded(body: bytes, declared: str) -> str:
    """The text of a body: as the header says, as the page says, or as UTF-8."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if body.startswith(mark):
            return body.decode(name, "replace")
    _, _, charset = declared.lower().partition("charset=")
    inside = _CHARSET.search(body[:4096])
    names = (charset.strip(" \"'").partition(";")[0], inside[1].decode() if inside else "")
    for name in names:
        try:
            return body.decode(name, "replace")
        except LookupError:
            continue
    return body.decode("utf-8", "replace")


def _parse(body: bytes, declared: str) -> html.HtmlElement | None:
    text = decoded(body, declared).replace("\x00", "\ufffd")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None


def _metas(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for number, meta in enumerate(root.iter("meta")):
        if number >= MOST_VALUES:
            return
        name = meta.get("name") or meta.get("property") or meta.get("http-equiv") or ""
        yield name.strip().lower()[:100], meta.get("content", "")[:MOST_EACH]


def _properties(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in root.xpath(f"(//*[@itemprop or @itemtype])[position() <= {MOST_VALUES}]"):
        if kind := element.get("itemtype"):
            yield "itemtype", kind.strip()[:MOST_EACH]
        if name := element.get("itemprop"):
            value = element.get("content") or element.get("datetime") or element.text or ""
            yield name.strip()[:100], value.strip()[:MOST_EACH]


def _scripts(root: html.HtmlElement, *, data: bool) -> Iterator[str]:
    for number, script in enumerate(root.iter("script")):
        if number >= MOST_VALUES:
            return
        if (script.get("type", "").strip().lower() == JSON_LD) is data and script.text:
            yield script.text


def _embedded(root: html.HtmlElement, metas: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for number, element in enumerate(root.iter(*PLAYERS)):
        if number < MOST_VALUES and (found := element.get(PLAYERS[element.tag])):
            yield found[:MOST_EACH]
    yield from (content for name, content in metas if name in PLAYER_METAS and content)
    yield from root.xpath("(//link[@rel='canonical']/@href)[1]")


def _joined(address: str, found: str) -> str:
    try:
        return urljoin(address, found.strip())
    except ValueError:
        return ""


def _line(text: str) -> str:
    return " ".join(text.split())[:300]

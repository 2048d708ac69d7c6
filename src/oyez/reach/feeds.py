"""Atom and JSON feeds, and the Atom listing of the CAP alerts.

A withdrawn notice keeps its entry, which then says so: readers that know RFC 6721 drop it by
its tombstone, all others overwrite the old text.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from lxml import etree

from oyez.reach import cap, document, xml
from oyez.reach.content import Edition, PublicAuthority, PublicNotice
from oyez.reach.document import Document, as_json
from oyez.reach.frame import SHOWN, Frame, clean

NEVER = "1970-01-01T00:00:00+00:00"


def feeds(frame: Frame, authority: PublicAuthority | None = None) -> dict[str, Document]:
    """Both feeds of the whole site or of one authority."""
    folder = f"a/{authority.slug}/" if authority else ""
    title = frame.mark(authority.name if authority else frame.site.name)
    fed = [notice for notice in frame.notices if notice.feeds]
    notices = [n for n in fed if not authority or n.authority_slug == authority.slug]
    shown = notices[:SHOWN]
    return {
        f"{folder}feed.atom": Document(atom(frame, folder, title, shown), document.ATOM, "feed"),
        f"{folder}feed.json": Document(
            as_json(json_feed(frame, folder, title, shown)), document.JSON_FEED, "feed"
        ),
    }


def entry_id(frame: Frame, notice: PublicNotice) -> str:
    """The name of a notice in feeds; it never changes (RFC 4151)."""
    host = frame.address().split("/")[2].split(":")[0]
    return f"tag:{host},{notice.published_at.date().isoformat()}:{notice.code}"


def said(frame: Frame, notice: PublicNotice) -> str:
    """The text of a feed entry."""
    return frame.withdrawal(notice) if notice.gone else clean(notice.text(frame.language).body)


def updated(frame: Frame, notices: Sequence[PublicNotice]) -> str:
    """When the newest of these changed; an empty list has a fixed time."""
    return frame.local(notices[0].updated_at) if notices else NEVER


def atom(frame: Frame, folder: str, title: str, notices: Sequence[PublicNotice]) -> bytes:
    """An Atom feed with a tombstone for each withdrawn notice."""
    feed = xml.root(xml.ATOM, "feed", {"at": xml.TOMBSTONE})
    feed.set(xml.LANG, frame.language)
    xml.add(feed, "id", frame.address(f"{folder}feed.atom"))
    xml.add(feed, "title", title)
    xml.add(feed, "updated", updated(frame, notices))
    xml.add(feed, "link", rel="self", href=frame.address(f"{folder}feed.atom"))
    xml.add(feed, "link", rel="alternate", type="text/html", href=frame.address(folder))
    for notice in notices:
        if notice.gone:
            tombstone = etree.SubElement(feed, f"{{{xml.TOMBSTONE}}}deleted-entry")
            tombstone.set("ref", entry_id(frame, notice))
            tombstone.set("when", frame.local(notice.updated_at))
    for notice in notices:
        add_entry(feed, frame, notice)
    return xml.to_bytes(feed)


def add_entry(feed: etree._Element, frame: Frame, notice: PublicNotice) -> None:
    """One notice, or its withdrawal, in an Atom feed."""
    entry = xml.add(feed, "entry")
    if not notice.gone:
        entry.set(xml.LANG, notice.text(frame.language).language)
    xml.add(entry, "id", entry_id(frame, notice))
    xml.add(entry, "title", frame.title(notice))
    xml.add(entry, "published", frame.local(notice.published_at))
    xml.add(entry, "updated", frame.local(notice.updated_at))
    xml.add(xml.add(entry, "author"), "name", frame.issuer(notice))
    href = frame.address(f"p/{notice.code}/")
    xml.add(entry, "link", rel="alternate", type="text/html", href=href)
    xml.add(entry, "content", said(frame, notice), type="text")


def json_feed(
    frame: Frame, folder: str, title: str, notices: Sequence[PublicNotice]
) -> dict[str, object]:
    """A JSON Feed 1.1; it knows no tombstone, so the item itself tells the withdrawal."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "language": frame.language,
        "home_page_url": frame.address(folder),
        "feed_url": frame.address(f"{folder}feed.json"),
        "items": [item(frame, notice) for notice in notices],
    }


def item(frame: Frame, notice: PublicNotice) -> dict[str, object]:
    """One notice, or its withdrawal, in a JSON feed."""
    language = frame.language if notice.gone else notice.text(frame.language).language
    return {
        "id": entry_id(frame, notice),
        "url": frame.address(f"p/{notice.code}/"),
        "title": frame.title(notice),
        "language": language,
        "content_text": said(frame, notice),
        "date_published": frame.local(notice.published_at),
        "date_modified": frame.local(notice.updated_at),
        "authors": [{"name": clean(frame.issuer(notice))}],
        "_oyez": {"state": notice.state, "urgency": notice.urgency},
    }


def alert_listing(frame: Frame) -> Document:
    """The Atom feed that leads warning services to the CAP alerts."""
    shown = [notice for notice in frame.notices if notice.cap][:SHOWN]
    feed = xml.root(xml.ATOM, "feed")
    xml.add(feed, "id", frame.address("cap/index.xml"))
    title = _("%(site)s: warnings (CAP)") % {"site": frame.site.name}
    xml.add(feed, "title", frame.mark(title))
    xml.add(feed, "updated", updated(frame, shown))
    xml.add(feed, "link", rel="self", href=frame.address("cap/index.xml"))
    for notice in shown:
        for edition in reversed(notice.chain):
            add_alert(feed, frame, notice, edition)
    return Document(xml.to_bytes(feed), document.ATOM, "feed")


def add_alert(feed: etree._Element, frame: Frame, notice: PublicNotice, edition: Edition) -> None:
    """One alert in the listing; a withdrawn notice keeps its entries but loses its words."""
    address = frame.address(f"cap/{cap.identifier(notice, edition)}.xml")
    entry = xml.add(feed, "entry")
    xml.add(entry, "id", address)
    xml.add(entry, "title", f"{frame.title(notice)} ({cap.MESSAGE[edition.kind]})")
    xml.add(entry, "updated", frame.local(edition.at))
    xml.add(xml.add(entry, "author"), "name", frame.issuer(notice))
    xml.add(entry, "link", rel="alternate", type="application/cap+xml", href=address)

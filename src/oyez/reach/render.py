"""The whole public side as files: a pure function from the site's data to bytes."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import override

from oyez.reach import cap, feeds, live, notice_page, pages
from oyez.reach.assets import assets
from oyez.reach.content import Picture, PublicNotice, Site
from oyez.reach.document import Document
from oyez.reach.frame import Frame

SUFFIX = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


def documents(site: Site, codes: Collection[str] | None = None) -> dict[str, Document]:
    """Every document by its path, or only those that a change of the notices `codes` touches."""
    frame = Frame(site)
    touched = [n for n in frame.notices if codes is None or n.code in codes]
    with override(frame.language):
        found = dict(assets())
        for notice in touched:
            found |= notice_documents(frame, notice)
        found |= lists(frame, touched if codes is not None else None)
    return found


def notice_documents(frame: Frame, notice: PublicNotice) -> dict[str, Document]:
    """The pages, pictures and alerts of one notice."""
    found: dict[str, Document] = {}
    if not notice.gone:
        for picture in notice.current.pictures:
            found[picture_path(picture)] = Document(
                b"", picture.mime, "media", source=picture.path, declared=picture.sha256
            )
    found |= notice_page.notice(frame, notice, picture_path)
    return found | cap.alerts(frame, notice)


def picture_path(picture: Picture) -> str:
    """Where a picture stands in the tree."""
    return f"m/{picture.sha256}.{SUFFIX.get(picture.mime, 'bin')}"


def lists(frame: Frame, touched: list[PublicNotice] | None) -> dict[str, Document]:
    """The pages and feeds that gather notices; with `touched`, only those that show them."""
    slugs = {n.authority_slug for n in touched} if touched is not None else None
    below = {
        (unit.authority_slug, unit.slug)
        for n in touched or ()
        for unit in frame.lineage(n.authority_slug, n.unit_slug)
    }
    found = {"index.html": pages.index(frame), "live.json": live.live(frame)}
    found |= {"404.html": pages.missing(frame), "cap/index.xml": feeds.alert_listing(frame)}
    found |= feeds.feeds(frame)
    for authority in frame.site.authorities:
        if slugs is None or authority.slug in slugs:
            found[f"a/{authority.slug}/index.html"] = pages.authority(frame, authority)
            found |= feeds.feeds(frame, authority)
    for unit in frame.site.units:
        if touched is None or (unit.authority_slug, unit.slug) in below:
            found[f"u/{unit.authority_slug}/{unit.slug}/index.html"] = pages.unit(frame, unit)
    return found


def withdrawn_media(site: Site, codes: Collection[str] | None = None) -> tuple[str, ...]:
    """The pictures no standing notice shows any more: what `publish` has to remove."""
    shown = {
        picture_path(picture)
        for notice in site.notices
        if not notice.gone
        for picture in notice.current.pictures
    }
    once = {
        picture_path(picture)
        for notice in site.notices
        if codes is None or notice.code in codes
        for edition in notice.editions
        for picture in edition.pictures
    }
    return tuple(sorted(once - shown))

"""The whole public side as files: a pure function from the site's data to bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from django.utils.translation import override

from oyez.reach import (
    brand,
    cap,
    feeds,
    live,
    notice_page,
    official,
    pages,
    picture,
    register,
    stops,
    verify,
    widget,
)
from oyez.reach.assets import assets
from oyez.reach.content import PublicAuthority, PublicNotice, PublicUnit, Site
from oyez.reach.document import Document
from oyez.reach.frame import Frame

Found = dict[str, Document]
Place = tuple[str, PublicAuthority | None]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be rendered: what a change of notices, or of units, touches; by default all.

    `early` leaves out what a reader can wait a moment for: the lists in languages other than
    the first, and the pages for other websites.
    """

    codes: Collection[str] | None = None
    units: Collection[tuple[str, str]] = field(default=())
    common: bool = False
    early: bool = False


def documents(
    site: Site, codes: Collection[str] | None = None, *, scope: Scope | None = None
) -> Found:
    """Every document by its path, or only those that a change of the notices `codes` touches."""
    asked = scope or Scope(codes, common=codes is None)
    frames = {code: Frame(site, code) for code in tongues(site)}
    first = frames[site.languages[0]]
    touched = [n for n in first.notices if asked.codes is None or n.code in asked.codes]
    found = dict(assets())
    for who in site.authorities:
        found |= brand.documents(who)
    for notice in touched:
        found |= notice_documents(frames, notice, early=asked.early)
    places = touched_places(first, touched, asked)
    for frame in frames.values():
        with override(frame.language):
            found |= lists(frame, places, asked)
    with override(first.language):
        found |= machines(frames, places, asked)
    return found


def tongues(site: Site) -> list[str]:
    """Every language that some page has, those of the whole site first."""
    every = [*site.languages, *(code for who in site.authorities for code in who.languages)]
    return list(dict.fromkeys(every))


def notice_documents(frames: dict[str, Frame], notice: PublicNotice, *, early: bool) -> Found:
    """The pages, pictures and alerts of one notice, and the answer for its code.

    Nobody has seen a new notice in another language yet, so these pages may wait; those of one
    that was corrected or withdrawn may not.
    """
    found: Found = {}
    first = next(iter(frames.values()))
    fresh = early and len(notice.chain) == 1
    if not notice.gone:
        for shown in notice.current.pictures:
            found[brand.picture_path(shown)] = brand.media(shown)
    who = first.authority(notice)
    for frame in (frames[code] for code in first.languages(who)):
        if frame.opens(who) or not fresh:
            with override(frame.language):
                drawn = notice_page.notice(frame, notice)
            enter(found, frame, (f"p/{notice.code}/index.html", who), drawn, alone=fresh)
    with override(first.language):
        found |= cap.alerts(first, notice)
        found[f"p/{notice.code}.json"] = notice_page.statement(first, notice)
    if not fresh:
        found[f"verify/{notice.code}/index.html"] = verify.result(frames, notice)
    return found


def enter(found: Found, frame: Frame, where: Place, drawn: Document, *, alone: bool) -> None:
    """Enter a page in the folder of its language; the first language has the plain address too.

    With `alone` that address comes first and the folder, which holds the same bytes, later.
    """
    path, who = where
    if frame.opens(who):
        found[path] = drawn
    if len(frame.languages(who)) > 1 and not alone:
        found[f"{frame.language}/{path}"] = drawn


@dataclass(frozen=True, slots=True)
class Places:
    """The authorities and units whose lists change."""

    authorities: list[PublicAuthority]
    units: list[PublicUnit]


def touched_places(frame: Frame, touched: list[PublicNotice], scope: Scope) -> Places:
    """Where the notices are listed, and the places asked for by name."""
    site = frame.site
    if scope.codes is None:
        return Places(list(site.authorities), list(site.units))
    asked = {(n.authority_slug, n.unit_slug) for n in touched} | set(scope.units)
    slugs = {slug for slug, _ in asked}
    if scope.common:  # an authority that has no unit is on no other list
        slugs |= set(frame.authorities) - {unit.authority_slug for unit in site.units}
    below = {(u.authority_slug, u.slug) for a, b in asked for u in frame.lineage(a, b)}
    return Places(
        [who for who in site.authorities if who.slug in slugs],
        [unit for unit in site.units if (unit.authority_slug, unit.slug) in below],
    )


def lists(frame: Frame, places: Places, scope: Scope) -> Found:
    """The pages in one language that gather notices or tell about the site."""
    found: Found = {}
    for path, who, make in listed(frame, places, scope):
        speaks = frame.language in frame.languages(who)
        if speaks and (frame.opens(who) or not scope.early):
            enter(found, frame, (path, who), make(), alone=scope.early)
    return found


Page = tuple[str, PublicAuthority | None, Callable[[], Document]]


def listed(frame: Frame, places: Places, scope: Scope) -> Iterator[Page]:
    """Where each such page stands, whose it is, and how it is made."""
    yield "index.html", None, lambda: pages.index(frame)
    for who in places.authorities:
        yield f"a/{who.slug}/index.html", who, lambda who=who: pages.authority(frame, who)  # type: ignore[misc]
        if not scope.early:
            path = f"widget/{who.slug}/index.html"
            yield path, who, lambda who=who: widget.of_authority(frame, who)  # type: ignore[misc]
    for unit in places.units:
        who, path = frame.authorities[unit.authority_slug], f"{unit.authority_slug}/{unit.slug}"
        yield f"u/{path}/index.html", who, lambda unit=unit: pages.unit(frame, unit)  # type: ignore[misc]
        if not scope.early:
            path = f"widget/{path}/index.html"
            yield path, who, lambda unit=unit: widget.of_unit(frame, unit)  # type: ignore[misc]
    if scope.common:
        yield "accounts/index.html", None, lambda: register.accounts(frame)
        yield "verify/index.html", None, lambda: verify.form(frame)
        yield "verify/unknown/index.html", None, lambda: verify.unknown(frame)
        yield "embed/index.html", None, lambda: widget.embed(frame)
        yield "status/index.html", None, lambda: stops.interruptions(frame)


def machines(frames: dict[str, Frame], places: Places, scope: Scope) -> Found:
    """What programs read: feeds, live.json, the listing of alerts, the register."""
    first = next(iter(frames.values()))
    found = {"live.json": live.live(first), "cap/index.xml": feeds.alert_listing(first)}
    found |= feeds.feeds(first) | {"404.html": pages.missing(first)}
    for who in places.authorities:
        frame = frames[first.languages(who)[0]]
        with override(frame.language):
            found |= feeds.feeds(frame, who)
    return found | (official.statement(first) if scope.common else {})


def pictures(site: Site, codes: Collection[str] | None = None) -> Found:
    """The pictures that platforms show beside a link, drawn after the pages."""
    found: Found = {}
    frames = {code: Frame(site, code) for code in tongues(site)}
    first = next(iter(frames.values()))
    for notice in first.notices:
        if codes is None or notice.code in codes:
            frame = frames[first.languages(first.authority(notice))[0]]
            with override(frame.language):
                found[picture.card_path(notice)] = picture.card(frame, notice)
    return found


def withdrawn_media(site: Site, codes: Collection[str] | None = None) -> tuple[str, ...]:
    """The pictures no standing notice shows any more: what `publish` has to remove."""
    shown = {
        brand.picture_path(one)
        for notice in site.notices
        if not notice.gone
        for one in notice.current.pictures
    }
    once = {
        brand.picture_path(one)
        for notice in site.notices
        if codes is None or notice.code in codes
        for edition in notice.editions
        for one in edition.pictures
    }
    return tuple(sorted(once - shown))


def withdrawn_cards(site: Site, codes: Collection[str] | None = None) -> tuple[str, ...]:
    """The drawn pictures of withdrawn notices, which go together with the text."""
    asked = (n for n in site.notices if n.gone and (codes is None or n.code in codes))
    return tuple(sorted(picture.card_path(notice) for notice in asked))

"""The page of one notice, or the tombstone in its place, and the statement for machines."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from oyez.reach import brand, document
from oyez.reach.content import Edition, PublicNotice
from oyez.reach.document import Document, as_json
from oyez.reach.draw import Row, draw, language_name, outlets, page
from oyez.reach.frame import Frame, Moment, clean, urgency_word, web_address
from oyez.reach.pages import crumbs, row
from oyez.reach.picture import HEIGHT, WIDTH, card_path

DESCRIPTION = 200


class Event(NamedTuple):
    """One moment in the life of a notice, in plain words."""

    word: str
    at: Moment
    note: str


def notice(frame: Frame, what: PublicNotice) -> Document:
    """The page of one notice for people, in the language of the frame."""
    folder = f"p/{what.code}/"
    who = frame.authority(what)
    values = row(frame, what) | {
        "above": crumbs(frame, who, frame.lineage(what.authority_slug, what.unit_slug)),
        "published": frame.moment(what.published_at),
        "address": frame.address(folder),
        "verify": f"/verify/{what.code}/",
        "history": history(frame, what),
        "outlets": outlets(what.outlets),
        "path": folder,
        "watch": "" if what.gone else "notice",
        "edition": what.current.number,
        "share": share(frame, what),
    }
    if what.gone:
        data = draw(frame, "tombstone", frame.title(what), values | tombstone(frame, what), who=who)
    else:
        data = draw(frame, "notice", frame.title(what), values | spoken(frame, what), who=who)
    return page(data, "page", 410 if what.gone else 200)


def tombstone(frame: Frame, what: PublicNotice) -> Row:
    """What stands in the place of a withdrawn notice."""
    at = what.chain[-1].at
    return {"withdrawn": frame.moment(at), "reason": what.reason, "instead": what.instead}


def spoken(frame: Frame, what: PublicNotice) -> Row:
    """What a standing notice says: texts, pictures, links, other outlets."""
    main = what.text(frame.language)
    others = [text for text in what.current.texts if text is not main]
    foreign = main.language != frame.language
    return {
        "text": main,
        "foreign": (in_words(frame.language), in_words(main.language)) if foreign else None,
        "others": [
            (text, language_name(text.language), frame.mark(text.headline)) for text in others
        ],
        "pictures": [
            (picture, f"/{brand.picture_path(picture)}") for picture in what.current.pictures
        ],
        "links": [url for url in what.current.links if web_address(url)],
    }


def in_words(code: str) -> str:
    """The language as the active one calls it, else its code."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def history(frame: Frame, what: PublicNotice) -> list[Event]:
    """What became of the notice, newest first; a withdrawn one keeps the times only."""
    words = {
        "first": (_("Published"), ""),
        "correction": (_("Corrected"), _("The text was corrected.")),
        "withdrawal": (_("Withdrawn"), ""),
    }

    def event(edition: Edition) -> Event:
        word, usual = words[edition.kind]
        note = "" if what.gone or edition.kind == "first" else edition.note or usual
        return Event(word, frame.moment(edition.at), note)

    return [event(edition) for edition in reversed(what.chain)]


def share(frame: Frame, what: PublicNotice) -> Row:
    """What a platform shows of a link to the page; a withdrawn notice says so there as well."""
    text = "" if what.gone else what.text(frame.language).body
    words = " ".join((frame.withdrawal(what) if what.gone else clean(text)).split())
    short = words if len(words) <= DESCRIPTION else f"{words[: DESCRIPTION - 1].rstrip()}…"
    return {
        "title": frame.title(what),
        "description": short,
        "url": frame.address(frame.href(f"p/{what.code}/", frame.authority(what))[1:]),
        # The number makes platforms fetch the picture of a corrected notice anew.
        "picture": f"{frame.address(card_path(what))}?{len(what.chain)}",
        "alt": f"{urgency_word(what.urgency)}: {frame.title(what)}",
        "width": WIDTH,
        "height": HEIGHT,
        "issuer": frame.issuer(what),
        "published": frame.local(what.published_at),
        "updated": frame.local(what.updated_at),
    }


def statement(frame: Frame, what: PublicNotice) -> Document:
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
    return Document(as_json(value), document.JSON, "page", 410 if what.gone else 200)

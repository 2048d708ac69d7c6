"""The page of one notice, or the tombstone in its place, and the statement for machines."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import get_language_info

from oyez.reach import document
from oyez.reach.content import Picture, PublicNotice
from oyez.reach.document import Document, as_json
from oyez.reach.frame import Frame, clean, web_address
from oyez.reach.pages import Row, contact, draw, outlets, page, row


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
        "watch": "" if what.gone else "notice",
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

"""Is this notice real? A page for each code, a form, and what an unknown code means."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from oyez.reach.assets import asset
from oyez.reach.content import PublicNotice
from oyez.reach.document import Document
from oyez.reach.draw import Row, draw, fill, page
from oyez.reach.frame import Frame
from oyez.reach.official import presences

UNKNOWN = "verify/unknown/"


def form(frame: Frame) -> Document:
    """Where a reader types the code of a notice."""
    values: Row = {
        "path": "verify/",
        "watch": "",
        "action": frame.href("verify/"),
        "example": frame.address("verify/"),
        "extra": asset("verify"),
        "presences": presences(frame),
    }
    return page(draw(frame, "verify", frame.mark(_("Is this notice real?")), values), "page")


def unknown(frame: Frame) -> Document:
    """What a code that we never gave out means."""
    values: Row = {
        "path": UNKNOWN,
        "watch": "",
        "action": frame.href("verify/"),
        "example": frame.address("verify/"),
        "extra": asset("verify"),
        "nowhere": True,
    }
    title = frame.mark(_("No notice of ours has this code"))
    return page(draw(frame, "unknown", title, values), "page", 404)


def result(frames: Mapping[str, Frame], notice: PublicNotice) -> Document:
    """What is true of one notice, said in every language of its authority on one page.

    Whoever types a code from a printed sheet should not have to look for a language.
    """
    first = next(iter(frames.values()))
    who = first.authority(notice)
    said = [verdict(frames[code], notice, code) for code in first.languages(who)]
    with override(first.languages(who)[0]):
        frame = frames[first.languages(who)[0]]
        values: Row = {
            "path": f"verify/{notice.code}/",
            "watch": "",
            "notice": notice,
            "verdicts": said,
            "tongues": [],
            "all_languages": True,
            "nowhere": notice.gone,
        }
        title = frame.mark(_("Notice %(code)s") % {"code": notice.code})
        return page(draw(frame, "verdicts", title, values, who=who), "page")


def verdict(frame: Frame, notice: PublicNotice, language: str) -> str:
    """The answer in one language."""
    with override(language):
        text = notice.text(language)
        who = frame.authority(notice)
        values: Row = {
            "language": language,
            "notice": notice,
            "issuer": frame.issuer(notice),
            "published": frame.moment(notice.published_at),
            "changed": frame.moment(notice.updated_at),
            "headline": "" if notice.gone else frame.mark(text.headline),
            "text_language": text.language,
            "href": frame.href(f"p/{notice.code}/", who),
            "address": frame.address(frame.href(f"p/{notice.code}/", who)[1:]),
        }
        return mark_safe(fill("verdict", values))  # noqa: S308 (the template has escaped it)

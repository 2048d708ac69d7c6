"""The pages that posts of a timeline link to, as they are at a moment of the played time."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from oyez.domain.looking import Failure, Hop
from oyez.looking.asking import Answered
from oyez.looking.body import Kind
from oyez.looking.door import Fetched

ADULT = re.compile(
    r"porn|adult|xxx|nsfw|nude|naked|erotic|\bsex|hardcore|18\+|nackt|porno|sexe|nu\b",
    re.IGNORECASE,
)
LIVE = re.compile(r"\blive|stream|direct\b|broadcast|en direct|übertragung", re.IGNORECASE)
GONE = re.compile(r"\b(?:404|410|gone|deleted|removed|not found|dead)\b", re.IGNORECASE)
FILLER = (
    "{word} tells the story of {word} at length: how it began, who came, what they brought, "
    "and why the road beside {word} stayed open on that day. Readers of {word} know the rest. "
)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at an address; `final` is where a visitor ends up."""

    final: str
    title: str
    text: str
    adult: bool = False
    live: bool = False
    status: int = 200

    @property
    def markup(self) -> bytes:
        """As a browser would get it."""
        head = f"<title>{html.escape(self.title)}</title>"
        if self.adult:
            head += '<meta name="rating" content="adult">'
        if self.live:
            said = '{"@context":"https://schema.org","@type":"BroadcastEvent",'
            head += f'<script type="application/ld+json">{said}"isLiveBroadcast":true}}</script>'
        body = f"<main><h1>{html.escape(self.title)}</h1><p>{html.escape(self.text)}</p></main>"
        return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def ordinary(address: str) -> Page:
    """A page before anything changes: words of its own, nothing to be said against it."""
    word = host(address) or "this page"
    return Page(address, f"Welcome to {word}", FILLER.format(word=word))


def host(address: str) -> str:
    """The host of an address with or without scheme; '' where there is none."""
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""


class PlayedWeb:
    """A door onto pages that change when the timeline says so; nothing leaves this process."""

    seconds = 8.0

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}

    def fetch(self, address: str, deadline: float | None = None) -> Fetched:  # noqa: ARG002
        """What stands there now, in the form of the real door."""
        page = self.pages.get(address) or ordinary(address)
        hops = [Hop(address, 302)] if page.final != address else []
        chain = (*hops, Hop(page.final, page.status))
        if page.status != 200:
            return Fetched(chain, Answered(page.status, "text/html"))
        answered = Answered(200, "text/html; charset=utf-8", kind=Kind.PAGE, body=page.markup)
        return Fetched(chain, answered, Failure.NONE)

    def change(self, address: str, to: Any, redirect: Any) -> None:
        """From now on something else stands at the address."""
        self.pages[address] = changed(self.pages.get(address) or ordinary(address), to, redirect)


def changed(page: Page, to: Any, redirect: Any) -> Page:
    """The page after a change that is described by an address, by words, or field by field."""
    if isinstance(to, Mapping):
        page = _described(page, to)
        to = to.get("address") or to.get("url") or ""
    moved = next((one for one in (redirect, to) if isinstance(one, str) and is_address(one)), "")
    if moved:
        page = _moved(page, moved, passes_on=bool(redirect))
    elif isinstance(to, str) and to:
        page = _told(page, to)
    return page


def is_address(words: str) -> bool:
    """Whether these words are an address and no description."""
    return bool(re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?", words))


def _moved(page: Page, address: str, *, passes_on: bool) -> Page:
    """Another address answers: it passes visitors on, or its page stands in the old place."""
    if host(address) == host(page.final):
        return replace(page, final=address if passes_on else page.final)
    other = ordinary(address)
    words = f"{host(address)} {urlsplit(address).path}"
    return replace(
        other,
        final=address if passes_on else page.final,
        adult=page.adult or bool(ADULT.search(words)),
        live=page.live or bool(LIVE.search(words)),
    )


def _told(page: Page, words: str) -> Page:
    """A page described in a few words."""
    if GONE.search(words):
        return replace(page, status=404)
    told = FILLER.format(word=re.sub(r"[\W_]+", " ", words).strip() or "something else")
    return replace(
        page,
        title=words[:200],
        text=told,
        adult=bool(ADULT.search(words.replace("_", " "))),
        live=bool(LIVE.search(words.replace("_", " "))),
    )


def _described(page: Page, to: Mapping[str, Any]) -> Page:
    """A page described field by field; what is not named stays."""
    words = " ".join(str(to[name]) for name in ("title", "text", "content", "kind") if to.get(name))
    page = _told(page, words) if words else page
    labels = " ".join(map(str, to["labels"])) if isinstance(to.get("labels"), list) else ""
    adult = bool(to.get("adult")) or bool(ADULT.search(f"{labels} {to.get('rating', '')}"))
    status = to.get("status")
    return replace(
        page,
        adult=page.adult or adult,
        live=page.live or bool(to.get("live")),
        status=status if isinstance(status, int) else page.status,
    )

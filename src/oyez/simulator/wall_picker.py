"""Above the wall: every platform with its number of posts, to look at one alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Final
from urllib.parse import urlencode

from oyez.simulator.http import Request
from oyez.simulator.names import HANDS, LABELS, MAIL
from oyez.simulator.world import World

OWN: Final = "own"
SHOWN: Final = LABELS | HANDS
RELOADING: Final = '<meta http-equiv="refresh" content="2">\n'


@dataclass(frozen=True, slots=True)
class View:
    """What of the wall is asked for: one section or all, reloading by itself or not."""

    only: str = ""
    still: bool = False

    @classmethod
    def of(cls, request: Request) -> View:
        """An unknown section is all of them."""
        only = request.arg("only")
        known = only in SHOWN or only in (OWN, MAIL)
        return cls(only if known else "", request.arg("still") == "1")

    @property
    def address(self) -> str:
        """Where it is found."""
        words = {"only": self.only, "still": "1" if self.still else ""}
        query = urlencode({name: word for name, word in words.items() if word})
        return f"/wall?{query}" if query else "/wall"

    def shows(self, section: str) -> bool:
        """Whether a section is asked for."""
        return self.only in ("", section)


def used(world: World, platform: str) -> bool:
    """Whether anybody has spoken there, or the whole wall is wished."""
    return world.whole_wall or any(where == platform for where, _ in world.by_account)


def picker(world: World, view: View, now: float) -> str:
    """A link for all, and one for each section."""
    numbers = {name: standing(world, name, now) for name in SHOWN}
    sections = {OWN: ("Own page", 0)} if world.portal else {}
    sections |= {name: (label, numbers[name]) for name, label in SHOWN.items()}
    sections[MAIL] = ("Mail", world.mails_total)
    items = [link(view, "", "All", 0)]
    items += [link(view, name, label, number) for name, (label, number) in sections.items()]
    return f'<nav aria-label="Platforms"><ul class="picker">{"".join(items)}</ul></nav>'


def standing(world: World, platform: str, now: float) -> int:
    """How many posts of ours the public finds there now."""
    return sum(
        1
        for (where, _), posts in world.by_account.items()
        if where == platform
        for post in posts
        if not post.foreign and post.shown(now)
    )


def link(view: View, section: str, label: str, number: int) -> str:
    """One of them; the one that is open is marked."""
    here = ' aria-current="page"' if view.only == section else ""
    many = f" <strong>{number}</strong>" if number else ""
    address = escape(replace(view, only=section).address)
    return f'<li><a href="{address}"{here}>{label}{many}</a></li>'


def links(world: World, view: View) -> str:
    """Stop or start reloading, and the authority's own page."""
    words = "Reload every 2 seconds" if view.still else "Stop reloading"
    address = escape(replace(view, still=not view.still).address)
    found = [f'<a href="{address}">{words}</a>']
    if world.portal.startswith(("http://", "https://")):
        found.append(f'<a href="{escape(world.portal)}">The authority’s own page</a>')
    return " ".join(found)

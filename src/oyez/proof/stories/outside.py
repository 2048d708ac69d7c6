"""What the public sees: the portal's pages over HTTP, the simulated platforms, the mailboxes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

from oyez.simulator import Running

OPENER = build_opener(ProxyHandler({}))
OUTLETS = frozenset({"page", "feeds", "cap", "email", "mastodon", "bluesky"})
SOCIAL = ("mastodon", "bluesky")
WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True)
class Page:
    """An answer of the portal."""

    status: int
    text: str


@dataclass(frozen=True, slots=True)
class Outside:
    """Reads as everybody can, knowing none of our rows."""

    simulator: Running
    portal: str

    def page(self, path: str) -> Page:
        """A page of the portal, whatever its status."""
        try:
            with OPENER.open(f"{self.portal}/{path}", timeout=5) as answer:
                return Page(answer.status, answer.read().decode())
        except HTTPError as error:
            with error:
                return Page(error.code, error.read().decode())

    def notice(self, code: str) -> Page:
        """A notice on its own page, or what stands in its place."""
        return self.page(f"p/{code}/")

    def in_feed(self, code: str) -> str:
        """The state the JSON feed gives a notice, or nothing where it has none."""
        feed = self.page("feed.json")
        items = json.loads(feed.text)["items"] if feed.status == 200 else []
        states = [one["_oyez"]["state"] for one in items if one["url"].endswith(f"/p/{code}/")]
        return str(states[0]) if states else ""

    def shown(self, platform: str, code: str, words: str = "") -> list[dict[str, Any]]:
        """What readers find there about a notice, and with these words in it."""
        found = [one for one in self.simulator.live(platform) if code in (one["public"] or "")]
        return [one for one in found if words in one["public"]]

    def accounts(self, platform: str, code: str) -> set[str]:
        """The accounts that show a notice."""
        return {one["account"] for one in self.shown(platform, code)}

    def mails(self, words: str) -> list[dict[str, Any]]:
        """The accepted mails with these words in subject or text, the newest first."""
        mails = self.simulator.state()["mails"]
        return [one for one in mails if words in f"{one['subject']}\n{one['text']}"]

    def told(self, code: str, *, withdrawn: bool = False) -> int:
        """How many recipients of press lists got the notice, or its withdrawal."""
        return receivers(self.mails(f"/p/{code}/"), withdrawn=withdrawn)

    def carriers(self, code: str) -> frozenset[str]:
        """The outlets on which a notice can be read now, by what each of them answers."""
        state = self.simulator.state()
        seen = {one["platform"] for one in state["objects"] if code in (one["public"] or "")}
        if receivers([one for one in state["mails"] if f"/p/{code}/" in one["text"]]):
            seen.add("email")
        if self.notice(code).status == 200:
            seen.add("page")
        if self.in_feed(code) in {"live", "corrected"}:
            seen.add("feeds")
        cancelled = self.page(f"cap/{code}-1-cancel.xml").status == 200
        if not cancelled and self.page(f"cap/{code}-1.xml").status == 200:
            seen.add("cap")
        return frozenset(seen)

    def wall(self) -> str:
        """The page that shows all platforms at once."""
        with OPENER.open(f"{self.simulator.wall}?still=1", timeout=5) as answer:
            return str(answer.read().decode())

    def standing(self) -> int:
        """How many posts of ours stand on all social platforms together."""
        ours = f"{self.portal}/p/"
        found = [one["public"] or "" for name in SOCIAL for one in self.simulator.live(name)]
        return sum(ours in text for text in found)


def receivers(mails: list[dict[str, Any]], *, withdrawn: bool = False) -> int:
    """The recipients of those mails to a list that are, or are not, a withdrawal."""
    listed = [one for one in mails if "list-id" in one["headers"]]
    about = [one for one in listed if (WITHDRAWN in one["subject"]) is withdrawn]
    return sum(len(one["recipients"]) for one in about)

"""What a reader sees: HTML to text, and a hash that survives a platform's layout but no cut."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

BREAKS = frozenset({"p", "br", "div", "li", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3"})
HIDDEN = frozenset({"script", "style"})
FOREIGN_NAME = re.compile(r"(?<![\w/])@(\w[\w.-]*)@[\w-]+(?:\.[\w-]+)+")
LINK = re.compile(r"https?://[^\s<>\"„“”«»]+")
TRAILING = ".,;:!?'’…"


def seen_sha256(text: str) -> str:
    """Hash of the words and signs in their order, blind to white space.

    `@name@server` counts as `@name`, which is what readers on the server are shown.
    """
    shown = FOREIGN_NAME.sub(r"@\1", unicodedata.normalize("NFC", text))
    return hashlib.sha256(" ".join(shown.split()).encode()).hexdigest()


def links(text: str) -> list[tuple[int, int, str]]:
    """The addresses in a text with their byte offsets in UTF-8."""
    found = []
    for match in LINK.finditer(text):
        url = match.group().rstrip(TRAILING)
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(TRAILING)
        start = len(text[: match.start()].encode())
        found.append((start, start + len(url.encode()), url))
    return found


@dataclass(frozen=True, slots=True)
class Visible:
    """The readable side of a piece of HTML."""

    text: str
    hrefs: frozenset[str]

    @property
    def sha256(self) -> str:
        """See `seen_sha256`."""
        return seen_sha256(self.text)


def visible(html: str) -> Visible:
    """Text and link targets of a piece of HTML; a link cut into spans becomes whole again."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Visible("".join(reader.parts), frozenset(reader.hrefs))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hrefs: set[str] = set()
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKS:
            self.parts.append("\n")
        if tag in HIDDEN:
            self.hidden += 1
        if tag == "a":
            self.hrefs.update(value for name, value in attrs if name == "href" and value)

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self.parts.append("\n")
        if tag in HIDDEN and self.hidden:
            self.hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)

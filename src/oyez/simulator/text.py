"""How long a text is for a platform, and how Mastodon turns it into HTML."""

from __future__ import annotations

import re
import unicodedata
from html import escape

try:
    import regex
except ImportError:  # the simulator also runs on the bare standard library
    regex = None

URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]'»“”]")
FOREIGN_MENTION = re.compile(r"(?<![\w/])@(\w+)@[\w.-]+\w")
HASHTAG = re.compile(r"(?<![\w&/])#(\w*[^\W\d_]\w*)")
LINK_COST = "x" * 23
JOINERS = "\u200d\ufe0e\ufe0f"


def graphemes(text: str) -> int:
    """What a reader would call the number of characters."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    if regex is not None:
        return len(regex.findall(r"\X", text))
    return sum(not unicodedata.combining(char) and char not in JOINERS for char in text)


def mastodon_length(text: str, warning: str = "") -> int:
    """Graphemes, every link as 23, of a foreign @name@host only @name, plus the warning."""
    counted = FOREIGN_MENTION.sub(r"@\1", URL.sub(LINK_COST, text))
    return graphemes(counted) + graphemes(warning)


def link(address: str) -> str:
    """A link as Mastodon writes it: the parts a reader does not need are in hidden spans."""
    scheme, _, rest = address.partition("//")
    start, end = rest[:30], rest[30:]
    return (
        f'<a href="{escape(address)}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{scheme}//</span>'
        f'<span class="{"ellipsis" if end else ""}">{escape(start)}</span>'
        f'<span class="invisible">{escape(end)}</span></a>'
    )


def as_html(text: str, base: str) -> str:
    """Paragraphs, line breaks, links and hashtags."""
    parts, done = [], 0
    for found in URL.finditer(text):
        parts += [tagged(text[done : found.start()], base), link(found.group())]
        done = found.end()
    whole = "".join([*parts, tagged(text[done:], base)]).strip()
    paragraphs = re.split(r"\n{2,}", whole) if whole else []
    return "".join(f"<p>{one.replace(chr(10), '<br />')}</p>" for one in paragraphs)


def tagged(text: str, base: str) -> str:
    """Escaped text with links on its hashtags."""
    return HASHTAG.sub(
        lambda found: (
            f'<a href="{base}/tags/{found[1].lower()}" class="mention hashtag" rel="tag">'
            f"#<span>{found[1]}</span></a>"
        ),
        escape(text.replace("\r\n", "\n"), quote=False),
    )

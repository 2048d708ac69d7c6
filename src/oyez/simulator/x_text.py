"""How X weighs a text, escapes it and wraps its links.

Left out on purpose: links without http(s), the list of top-level domains, and flags made of tags.
Anything that begins with http:// or https:// is a link here.
"""

from __future__ import annotations

import re
from typing import Any
from unicodedata import normalize

from oyez.simulator.text import URL
from oyez.simulator.world import digest

LIMIT = 280
LINK_WEIGHT, HEAVY = 23, 2
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
SKIN = "[\U0001f3fb-\U0001f3ff]"
PICTURE = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
ONE = f"{PICTURE}(?:\ufe0f|{SKIN})*"
EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|[\u00a9\u00ae]\ufe0f"
    f"|(?![\u00a9\u00ae]){ONE}(?:\u200d{ONE})*"
)


def weight(text: str) -> int:
    """The weighted length: most signs of European scripts are 1, all others 2, a link is 23."""
    text = normalize("NFC", text).replace("\r\n", "\n")
    total = LINK_WEIGHT * len(URL.findall(text))
    text = URL.sub("", text)
    total += HEAVY * len(EMOJI.findall(text))
    return total + sum(1 if is_light(ord(sign)) else HEAVY for sign in EMOJI.sub("", text))


def is_light(number: int) -> bool:
    """Whether a code point weighs 1."""
    return any(first <= number <= last for first, last in LIGHT)


def short(target: str, number: str) -> str:
    """The wrapped form of a link in one post."""
    return f"https://t.co/{digest('t.co', number, target).hex()[:10]}"


def escaped(text: str) -> str:
    """Text with the three signs X escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, number: str, photo: str = "") -> tuple[str, list[dict[str, Any]]]:
    """The text as the interface answers it, and its links with their places.

    `photo` is the address of a post's pictures, for which X adds a link of its own.
    """
    parts: list[str] = []
    links: list[dict[str, Any]] = []
    done = 0
    for found in URL.finditer(text):
        parts.append(escaped(text[done : found.start()]))
        add(parts, links, link(found.group(), number))
        done = found.end()
    parts.append(escaped(text[done:]))
    if photo:
        parts.append(" " if text else "")
        add(parts, links, link(photo, number) | {"media_key": f"3_{number}"})
    return "".join(parts), links


def link(target: str, number: str) -> dict[str, Any]:
    """A link as an entity, still without its place."""
    shown = target.partition("://")[2]
    return {"url": short(target, number), "expanded_url": target, "display_url": shown[:26]}


def add(parts: list[str], links: list[dict[str, Any]], one: dict[str, Any]) -> None:
    """Put a link at the end of what is there so far."""
    start = sum(map(len, parts))
    parts.append(one["url"])
    links.append({"start": start, "end": start + len(one["url"]), **one})

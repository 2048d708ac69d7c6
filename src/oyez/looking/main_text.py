"""The text a reader of a page came for: without menus, banners and what is not shown."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree, html

MOST_TEXT: Final = 200_000
LEAST: Final = 200  # characters that a main part must hold to stand for the page
UNSEEN: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "iframe", "select", "textarea"}
)
AROUND: Final = frozenset({"nav", "header", "footer", "aside", "dialog"})
AROUND_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search", "dialog"})
BOXES: Final = frozenset({"div", "section", "form", "ul", "aside"})
CONSENT: Final = re.compile(
    r"cookie|consent|gdpr|dsgvo|rgpd|onetrust|usercentrics|didomi|cmp-", re.IGNORECASE
)
HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MAIN: Final = ("//main", "//*[@role='main']", "//article")


def main_text(root: html.HtmlElement) -> str:
    """The text of the main part; of all parts where none holds enough."""
    for path in MAIN:
        found = root.xpath(f"({path})[1]")
        if found and len(text := _shown(found[0], whole=False)) >= LEAST:
            return text
    inner = _shown(root, whole=False)
    return inner if len(inner) >= LEAST else _shown(root, whole=True)


def _shown(root: html.HtmlElement, *, whole: bool) -> str:
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if _skipped(element, whole=whole):
                walk.skip_subtree()
            elif element.text:
                parts.append(element.text)
        elif element is not root and element.tail:
            parts.append(element.tail)
    return " ".join(" ".join(parts).split())[:MOST_TEXT]


def _skipped(element: Any, *, whole: bool) -> bool:
    tag, given = element.tag, element.attrib
    if tag in UNSEEN or "hidden" in given or HIDDEN.search(given.get("style", "")):
        return True
    if whole:
        return False
    if tag in AROUND or given.get("role") in AROUND_ROLES or given.get("aria-hidden") == "true":
        return True
    named = given.get("id", "") + " " + given.get("class", "")
    return tag in BOXES and CONSENT.search(named) is not None

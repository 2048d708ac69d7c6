"""LinkedIn's little text: what readers see of it, and where an unescaped sign cuts it off."""

from __future__ import annotations

import re

RESERVED = frozenset("\\|{}@[]()<>#*_~")
TEMPLATE = re.compile(r"\{hashtag\|\\?#\|(\w+)\}|@\[([^\]]+)\]\(urn:li:[^)]+\)")


def shown(commentary: str) -> tuple[str, int]:
    """The text as readers see it, and how much of the commentary it is made of.

    At the first reserved sign without a backslash the rest is silently lost.
    """
    text, place = "", 0
    while place < len(commentary):
        sign = commentary[place]
        following = commentary[place + 1 : place + 2]
        if sign == "\\" and following and following in RESERVED:
            text, place = text + following, place + 2
        elif found := TEMPLATE.match(commentary, place):
            text, place = text + (f"#{found[1]}" if found[1] else found[2]), found.end()
        elif sign in RESERVED:
            break
        else:
            text, place = text + sign, place + 1
    return text, place

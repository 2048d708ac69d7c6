"""LinkedIn's little text format: the only place where its reserved signs are escaped and read."""

from __future__ import annotations

import re
from typing import Final

RESERVED: Final = re.compile(r"[\\|{}@\[\]()<>#*_~]")
# A hashtag by template, somebody mentioned by name, or one escaped sign.
MARKED: Final = re.compile(
    r"\{hashtag\|\\?#\|(?P<tag>[^}]*)\}"
    r"|@\[(?P<name>(?:\\.|[^\]\\])*)\]\(urn:li:[^)]*\)"
    r"|\\(?P<sign>[\\|{}@\[\]()<>#*_~])"
)


def escape(text: str) -> str:
    """The text with a backslash before every reserved sign; an unescaped one cuts it off there."""
    return RESERVED.sub(r"\\\g<0>", text)


def plain(commentary: str) -> str:
    """What readers see of a commentary."""
    return MARKED.sub(_shown, commentary)


def _shown(found: re.Match[str]) -> str:
    if found["sign"]:
        return found["sign"]
    return plain(found["name"]) if found["name"] is not None else f"#{plain(found['tag'])}"


def verdict(seen: str, wanted: str) -> str:
    """How what is seen stands to what was sent: whole, truncated or changed."""
    there, meant = " ".join(seen.split()), " ".join(wanted.split())
    if there == meant:
        return "whole"
    return "truncated" if meant.startswith(there) else "changed"

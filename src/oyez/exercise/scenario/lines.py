"""In which line of a TOML file a table and each of its keys stand; the parser does not say."""

from __future__ import annotations

import re
from collections import Counter

HEAD = re.compile(r"\s*\[(\[?)\s*[\"']?([^\]\"']+?)[\"']?\s*\]")
KEY = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w-]+))\s*[.=]")
# What begins or ends a text, or a remark that goes to the end of the line.
MARK = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')
ENDS = {
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*"""'),
    "'''": re.compile(r"(?:[^']|'(?!''))*'''"),
}

Place = tuple[str, int, str]


def places(text: str) -> dict[Place, int]:
    """Line numbers by table, its number among those of this name, and key.

    The table at the top is "", and the key "" is a table's head.
    """
    found: dict[Place, int] = {("", 0, ""): 1}
    count: Counter[str] = Counter()
    table, number, inside = "", 0, ""
    for line, words in enumerate(text.splitlines(), 1):
        if not inside:
            if head := HEAD.match(words):
                table = head[2]
                number, count[table] = count[table], count[table] + 1
                found[table, number, ""] = line
            elif key := KEY.match(words):
                found.setdefault((table, number, key[1] or key[2] or key[3] or ""), line)
        inside = still_inside(words, inside)
    return found


def still_inside(words: str, inside: str) -> str:
    """The mark of the long text that goes on into the next line, or nothing."""
    at = 0
    while True:
        if inside:
            end = ENDS[inside].match(words, at)
            if end is None:
                return inside
            at, inside = end.end(), ""
        mark = MARK.search(words, at)
        if mark is None:
            return ""
        at, inside = mark.end(), mark[0] if mark[0] in ENDS else ""

"""Which words of a page came neither from a catalogue nor from what people have written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from django.conf import settings as configured
from django.utils.dates import MONTHS
from django.utils.translation import override
from lxml import html

from oyez.domain.channel import Mode
from oyez.domain.delivery import Held
from oyez.domain.notice import NoticeState, RevisionState, Urgency
from oyez.domain.roles import Role

OPEN, SHUT = "⟦", "⟧"
SPOKEN = ("alt", "title", "placeholder", "aria-label", "aria-description")
KINDS: tuple[type[StrEnum], ...] = (Mode, Held, NoticeState, RevisionState, Urgency, Role)
CODES = {member.value for kind in KINDS for member in kind}
# Names, the mark of an exercise and what is typed at a keyboard are the same in every language.
NAMES = {"Oyez", "EXERCISE", "Mastodon", "Bluesky", *dict(configured.LANGUAGES).values()}
# The ledger names fields and rows as the machine does.
NAMES |= {"app_password, identifier, token", "notice:7k2mnpq"}
WORD = re.compile(r"[^\W\d_]{3,}")
APART, MARKS = re.compile(r"\n|\s[·–›]\s|: "), " ·:,.()–"
# Addresses, files and fingerprints are no words.
ADDRESS = re.compile(r"https?://\S+|\b\w+\.json\b|\b[0-9a-f]{8,}…")
# Django knows these, in every language.
with override("de"):
    MONTH = re.compile(rf"\b({'|'.join(str(name) for name in MONTHS.values())})\b")
SILENT = ("script", "style", "time", "code", "kbd", "pre")


def marked(text: str) -> str:
    return f"{OPEN}{text}{SHUT}"


def outside(text: str) -> str:
    """What stands outside the marks, however deep they lie in each other."""
    depth, kept = 0, []
    for character in text:
        depth += (character == OPEN) - (character == SHUT)
        kept += character if depth == 0 and character != SHUT else ""
    return "".join(kept)


def read(page: html.HtmlElement) -> Iterator[str]:
    """What a person reads or hears, in order."""
    for node in page.iter():
        if not isinstance(node.tag, str):
            yield node.tail or ""
            continue
        yield from (f"\n{node.get(name, '')}\n" for name in SPOKEN)
        yield "" if node.tag in SILENT else (node.text or "")
        yield "\n" if node.tag in {"br", "hr", "img", "input"} else ""
        yield node.tail or ""


def bare(source: str, known: str) -> list[str]:
    """Words of a page that came neither from a catalogue nor from a row."""
    lines = APART.split(outside("\n".join(read(html.fromstring(source)))))
    plain = [MONTH.sub("", ADDRESS.sub("", line)) for line in lines]
    texts = {" ".join(line.split()).strip(MARKS) for line in plain if WORD.search(line)}
    return sorted(text for text in texts - NAMES if text in CODES or text not in known)

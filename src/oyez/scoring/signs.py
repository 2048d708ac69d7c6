"""What can be counted in a reply, alone and against the post it answers.

Every sign is a number with a name; an artefact names the signs it was trained with, in order.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from oyez.scoring import words
from oyez.scoring.language import LANGUAGES, OTHER
from oyez.scoring.words import Hits

NEAR = 4  # words
TROUBLES = ("adult", "hijack", "wrong", "dead", "scam", "private", "test")
WATCHED = (*TROUBLES, "delete", "fine")
THINGS = ("link", "picture", "stream")
SIDES = (*THINGS, "ours", "mine", "others", "fine", "laugh", "question", "thanks", "policy")
VERBS = ("delete", "look", "deny")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_QUOTES = frozenset('"“”„«»‟')

Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Read:
    """One clean text as words, its families, and its numbers."""

    text: str
    words: tuple[str, ...]
    hits: Hits
    numbers: frozenset[str]


def read(text: str, lang: str) -> Read:
    """Read a clean text."""
    found = tuple(words.tokens(text))
    return Read(text, found, words.lexicon(lang).hits(found), frozenset(_NUMBER.findall(text)))


_read_post = lru_cache(maxsize=512)(read)  # posts come again and again


def signs(text: str, post: str, lang: str) -> Signs:
    """The signs of a clean reply; what is not there is 0 and left out."""
    reply, answered = read(text, lang), _read_post(post, lang)
    found = {f"has {family}": _many(len(places)) for family, places in reply.hits.items()}
    found |= _watched(reply) | _meetings(reply.hits) | _form(reply) | _against(reply, answered)
    for family in WATCHED:
        if family in answered.hits:
            found[f"topic {family}"] = float(family in reply.hits)
            found[f"asked {family}"] = 1.0
    found[lang] = 1.0
    return found


def _many(count: int) -> float:
    return math.log1p(count)


def _near_before(place: int, others: Collection[int]) -> bool:
    return any(0 < place - other <= NEAR for other in others)


def _near(some: Sequence[int], others: Sequence[int]) -> bool:
    return any(abs(one - other) <= NEAR + 2 for one in some for other in others)


def _watched(reply: Read) -> Signs:
    """Families that are denied ("not hacked") or stand between quotation marks."""
    found: Signs = {}
    denials, quoted = reply.hits.get("deny", ()), _quoted(reply.words)
    for family in WATCHED:
        if places := reply.hits.get(family):
            found[f"denied {family}"] = _many(sum(_near_before(one, denials) for one in places))
            found[f"quoted {family}"] = _many(sum(one in quoted for one in places))
    return found


def _quoted(found: Sequence[str]) -> set[int]:
    """Places between two quotation marks."""
    marks = [place for place, word in enumerate(found) if word in _QUOTES]
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return {place for begin, end in pairs for place in range(begin, end)}


def _meetings(hits: Hits) -> Signs:
    """Families that meet in one reply, or close together."""
    found: Signs = {"troubles": float(sum(family in hits for family in TROUBLES))}
    trouble = sorted(place for family in TROUBLES for place in hits.get(family, ()))
    for side in SIDES:
        places = hits.get(side)
        if not places:
            continue
        if trouble:
            found[f"trouble with {side}"] = 1.0
            found[f"trouble near {side}"] = float(_near(trouble, places))
        for verb in VERBS:
            if verb in hits:
                found[f"{verb} near {side}"] = float(_near(hits[verb], places))
    return found


def _form(reply: Read) -> Signs:
    """How it is written."""
    text = reply.text
    letters = sum(map(str.isalpha, text))
    return {
        "length": _many(len(reply.words)) / 3,
        "short": float(len(reply.words) <= 5),
        "capitals": sum(map(str.isupper, text)) / letters if letters > 7 else 0.0,
        "shouts": min(text.count("!"), 3) / 3,
        "asks": float("?" in text),
        "trails off": float("..." in text or ".." in text or "…" in text),
        "link": float("<url>" in text),
        "handle": float("@user" in text),
        "number": _many(len(reply.numbers)),
        "money": float("€" in text or "$" in text or "£" in text),
        "quotes": float(not _QUOTES.isdisjoint(text)),
        "opens small": float(text[:1].islower()),
    }


def _against(reply: Read, post: Read) -> Signs:
    """The reply beside the post: what it takes up, denies, or says otherwise."""
    if not post.words:
        return {"no post": 1.0}
    said = {word for word in post.words if len(word) > 3}
    echoes = [place for place, word in enumerate(reply.words) if word in said]
    denials = [*reply.hits.get("deny", ()), *reply.hits.get("wrong", ())]
    same, other = reply.numbers & post.numbers, reply.numbers - post.numbers
    return {
        "echo": len(echoes) / (len(reply.words) or 1),
        "echoes": float(bool(echoes)),
        "denied echo": float(any(_near_before(place, denials) for place in echoes)),
        "echo near denial": float(_near(echoes, denials)),
        "same number": float(bool(same)),
        "other number": float(bool(other and post.numbers)),
        "both numbers": float(bool(same and other)),
    }


def names() -> list[str]:
    """Every sign that can occur, in order."""
    kinds = [f"{kind} {one}" for kind in ("denied", "quoted", "topic", "asked") for one in WATCHED]
    meetings = [
        name
        for side in SIDES
        for name in (
            *(f"trouble {how} {side}" for how in ("with", "near")),
            *(f"{verb} near {side}" for verb in VERBS),
        )
    ]
    some = Read("x", ("x",), {}, frozenset())
    formed = [*_form(some), "no post", *_against(some, some)]
    has = [f"has {family}" for family in words.families()]
    return [*has, *kinds, "troubles", *meetings, *formed, *LANGUAGES, OTHER]

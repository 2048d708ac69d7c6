"""What is screened, in which surroundings, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import Final

from oyez.domain.errors import Sentence

VERSION: Final = "1"
EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


class Level(StrEnum):
    """What a finding does: it stops the notice, asks the approver, or is worth knowing."""

    BLOCK = "block"
    ASK = "ask"
    INFO = "info"


class Kind(StrEnum):
    """What a notice is for; a family may judge the same words differently."""

    NEWS = "news"
    COMMUNITY = "community"
    APPEAL = "appeal"
    WARNING = "warning"
    EVENT = "event"
    ROAD = "road"
    REPOST = "repost"
    RECRUITMENT = "recruitment"
    CORRECTION = "correction"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or film. `location`: its file told where it was taken; `nudity`: 0 to 1, or None
    where nobody looked; `seen_before`: in words, where the same picture was withdrawn or is a
    known hoax; `decorative`: says nothing, so it needs no alternative text; `name`: tells it from
    other pictures, so that a decision about one is none about another.
    """

    type: str
    alt: str = ""
    decorative: bool = False
    location: bool = False
    nudity: float | None = None
    seen_before: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to say. `lang` is a code such as de or fr-BE; unknown ones are read with
    the rules of all three languages.
    """

    text: str
    lang: str = ""
    kind: Kind = Kind.NEWS
    links: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """Who speaks, and when: the authority's own domains and those it trusts, its own numbers.

    `own_accounts` are addresses of accounts on platforms that the house speaks from itself.
    """

    now: datetime = EPOCH
    timezone: tzinfo = UTC
    official_domains: tuple[str, ...] = ()
    approved_external_domains: tuple[str, ...] = ()
    known_numbers: tuple[str, ...] = ()
    own_accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found. `start` and `end` count Python characters of the text; both are None
    where the evidence is not in the text but in a link or a picture, named by `field`.
    """

    code: str
    level: Level
    evidence: str
    start: int | None
    end: int | None
    sentence: Sentence
    clears: Sentence
    details: Mapping[str, object] = field(default_factory=dict, hash=False)
    version: str = VERSION
    field: str = "text"

    def at_level(self, level: Level) -> Finding:
        """The same finding with another level."""
        return replace(self, level=level)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text, or a field beside it."""

    evidence: str
    start: int | None = None
    end: int | None = None
    field: str = "text"


def span(text: str, start: int, end: int) -> Place:
    """A stretch of the text without the space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Place(text[start:end], start, end)


def languages(lang: str) -> tuple[str, ...]:
    """Which of en, de, fr a draft is read in; all of them where its language is none of these."""
    known = lang.replace("_", "-").partition("-")[0].lower()
    return (known,) if known in ("en", "de", "fr") else ("en", "de", "fr")

"""What a platform can do and how much, as dated data; a probe's live values replace it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from oyez.domain.delivery import Idempotency, Support


class Ability(StrEnum):
    """The verbs and features whose support a profile declares."""

    PUBLISH = "publish"
    FIND = "find"
    LOOK = "look"
    CORRECT = "correct"
    RETRACT = "retract"
    MEDIA = "media"
    ALT_TEXT = "alt_text"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class TextRule:
    """How the platform counts a text; `rule` is a name of `domain.fitting`."""

    rule: str
    limit: int
    byte_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A rate limit: so many points per time, a share of them kept for takedowns."""

    points: int
    per: timedelta
    reserve: float = 0.3


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform can do, as dated data; a probe's live values replace these."""

    platform: str
    version: str
    checked_on: str
    source: str
    idempotency: Idempotency
    abilities: Mapping[Ability, Support]
    text: TextRule
    key_lifetime: timedelta | None = None
    settle: timedelta = timedelta(seconds=60)
    timeout: timedelta = timedelta(seconds=10)
    max_pictures: int = 0
    alt_limit: int = 0
    writes: tuple[Window, ...] = ()
    retracts: tuple[Window, ...] = ()
    secrets: tuple[str, ...] = ()

    def support(self, ability: Ability) -> Support:
        """The declared level; what is not declared is NONE."""
        return self.abilities.get(ability, Support.NONE)

"""The answer of a rule that may let something go out: go, hold, or stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from oyez.domain.errors import Sentence


class Kind(StrEnum):
    """Send it, let it wait until something changes, or give it up."""

    GO = "go"
    HOLD = "hold"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Verdict:
    """GO, or HOLD or STOP with the sentence that says why; a HOLD may say when to ask again."""

    kind: Kind
    reason: Sentence | None = None
    until: datetime | None = None


GO = Verdict(Kind.GO)

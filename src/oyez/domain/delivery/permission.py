"""May this go out now? Asked at approval and again in the moment before sending."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oyez.domain.errors import Sentence


class Leave(StrEnum):
    """Go, hold until something changes, or stop for good."""

    GO = "go"
    HOLD = "hold"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Permission:
    """The answer and, unless it is GO, the sentence for people."""

    leave: Leave
    reason: Sentence | None = None


GO = Permission(Leave.GO)

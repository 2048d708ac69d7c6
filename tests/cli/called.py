"""Who acts in these tests, and what a command leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

AUTHOR, APPROVER = "author@derbyshire.example", "approver@derbyshire.example"
DUTY = "duty@derbyshire.example"


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str


Oyez = Callable[..., Said]

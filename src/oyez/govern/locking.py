"""What rooms above do when everything is locked, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from oyez.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Locking:
    """Who locks everything (None for a command), how the ledger calls them, and when."""

    by: Person | None
    actor: str
    at: datetime


Deed = Callable[[Locking], dict[str, int]]

_DEEDS: list[Deed] = []


def offer(deed: Deed) -> None:
    """Let a function shut what is its own; what it returns stands in the ledger, as numbers."""
    if deed not in _DEEDS:
        _DEEDS.append(deed)


def also(locking: Locking) -> dict[str, int]:
    """Do all of it; the first that fails undoes everything, so that nobody believes it is shut."""
    found: dict[str, int] = {}
    for deed in _DEEDS:
        found |= deed(locking)
    return found

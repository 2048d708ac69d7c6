"""What came of a call, in the words of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from oyez.domain.delivery.abilities import FailureClass
from oyez.domain.delivery.facts import Shown, Task


@dataclass(frozen=True, slots=True)
class Accepted:
    """The platform has it (or has removed it); `ref` names the receipt."""

    ref: str = ""
    shown: Shown = Shown.WHOLE


@dataclass(frozen=True, slots=True)
class Prepared:
    """The revision is staged, invisibly; it may be published from `ready_at` on."""

    revision: int
    ready_at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """It is there; `ref` names the receipt. `shown` is None where nobody compared the words."""

    ref: str = ""
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class NotThere:
    """Looked, and found nothing."""


@dataclass(frozen=True, slots=True)
class Failure:
    """It did not work, or nobody knows whether it did (AMBIGUOUS)."""

    cls: FailureClass
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ByPerson:
    """The adapter did what a machine can; the rest is a person's."""

    task: Task = Task.BY_HAND


Result = Accepted | Prepared | Seen | NotThere | Failure | ByPerson

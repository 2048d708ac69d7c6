"""What came of one message to many recipients."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from oyez.domain.delivery import FailureClass
from oyez.platforms.port import Failed
from oyez.platforms.whatsapp_answers import Message
from oyez.platforms.whatsapp_codes import PERSONAL

PATIENCE: Final = 2  # lost answers in a row after which nobody else is asked


@dataclass(slots=True)
class Tally:
    """Parts are `NUMBER:WAMID`; of those whose answer got lost the id is missing."""

    asked: int
    accepted: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    refused: int = 0
    held: int = 0
    row: int = 0
    failures: list[Failed] = field(default_factory=list)

    def note(self, number: str, told: Message | Failed) -> bool:
        """Add what came of one message; true when the others need not be asked."""
        if isinstance(told, Message):
            self.row = 0
            self.accepted.append(f"{number}:{told.id}")
            self.held += told.message_status != "accepted"
            return False
        self.failures.append(told)
        if told.code in PERSONAL:
            self.row = 0
            self.refused += 1
            return False
        if told.cls is FailureClass.AMBIGUOUS:
            self.row += 1
            self.unknown.append(f"{number}:")
            return self.row == PATIENCE
        return True

    @property
    def reason(self) -> Failed:
        """What decides when nobody was accepted: a lost answer, then what concerns all."""

        def rank(one: Failed) -> int:
            return 0 if one.cls is FailureClass.AMBIGUOUS else 2 if one.code in PERSONAL else 1

        return min(self.failures, key=rank)

    @property
    def words(self) -> str | None:
        """The numbers for the receipt, such as `refused:2 unknown:1`."""
        counts = {
            "refused": self.refused,
            "unknown": len(self.unknown),
            "unsent": self.asked - len(self.accepted) - len(self.unknown) - self.refused,
            "held": self.held,
        }
        return " ".join(f"{name}:{number}" for name, number in counts.items() if number) or None

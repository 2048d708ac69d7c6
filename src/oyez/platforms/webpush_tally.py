"""What came of one message to many browsers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from oyez.domain.delivery import FailureClass
from oyez.platforms.port import Failed
from oyez.platforms.webpush_codes import OPEN


def name_of(endpoint: str) -> str:
    """A short hash that stands for an address: who has the address can write to the browser."""
    return hashlib.sha256(endpoint.encode()).hexdigest()[:32]


@dataclass(slots=True)
class Tally:
    """Who was reached and who perhaps, by hash; how many are gone; why others were not reached."""

    reached: list[str] = field(default_factory=list)
    perhaps: list[str] = field(default_factory=list)
    gone: int = 0
    failures: list[Failed] = field(default_factory=list)

    def note(self, endpoint: str, no: Failed | None) -> None:
        """Add what came of one message; None is a yes."""
        if no is None:
            self.reached.append(name_of(endpoint))
        elif no.cls is FailureClass.NOT_FOUND:
            self.gone += 1
        else:
            self.failures.append(no)
            if no.cls is FailureClass.AMBIGUOUS:
                self.perhaps.append(name_of(endpoint))

    @property
    def open(self) -> list[Failed]:
        """Those who may be reached by sending it again."""
        return [one for one in self.failures if one.cls in OPEN]

    @property
    def worst(self) -> Failed:
        """The failure that decides for all: first what may have arrived, then what may yet."""
        order = {cls: place for place, cls in enumerate(OPEN)}
        return min(self.failures, key=lambda one: order.get(one.cls, len(order)))

    @property
    def words(self) -> str | None:
        """The numbers for the receipt, such as `gone:2 refused:1 unknown:1`."""
        unknown = len(self.open)
        counts = {
            "gone": self.gone,
            "refused": len(self.failures) - unknown,
            "unknown": unknown,
        }
        return " ".join(f"{name}:{number}" for name, number in counts.items() if number) or None

"""What came of a turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from oyez.domain.errors import Sentence
from oyez.domain.plan import StepState

SOON, LATER = timedelta(seconds=10), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Came:
    """The state of the step from now on; `told` says why, `again` when the machine looks next.

    `loud`: the owner is told what `told` says, once for each sentence. `before` is what was
    before, for the way back.
    """

    state: StepState
    told: Sentence | None = None
    again: datetime | None = None
    loud: bool = False
    before: Mapping[str, object] | None = None


DONE = Came(StepState.DONE)


def failed(why: Sentence) -> Came:
    """It cannot be done; a person has to look at it."""
    return Came(StepState.FAILED, why, loud=True)

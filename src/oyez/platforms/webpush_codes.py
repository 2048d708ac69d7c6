"""What push services answer, and what it means for one subscriber or for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from oyez.domain.delivery import FailureClass
from oyez.platforms.errors import failure
from oyez.platforms.port import Answer, Failed

ACCEPTED: Final = frozenset({201, 202})
GONE: Final = frozenset({404, 410})
CODES: Final[Mapping[int, FailureClass]] = {
    400: FailureClass.AUTH,
    401: FailureClass.AUTH,
    403: FailureClass.AUTH,
    413: FailureClass.INVALID,
}
# Whether it reached this one is open, so that a repeat may still reach it.
OPEN: Final = (FailureClass.AMBIGUOUS, FailureClass.RATE_LIMITED, FailureClass.TRANSIENT)


def failed(answer: Answer) -> Failed:
    """The failure in an answer; a key that is not taken would be taken from nobody.

    A limit's end is told by the push service's own clock.
    """
    found = failure(answer, None, creates=True)
    cls = CODES.get(answer.status or 0, found.cls)
    return Failed(cls, found.code, found.retry_at)

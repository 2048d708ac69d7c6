"""Matrix's error codes in our words; every answer that is not a success carries one."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.errors import failure, parse
from oyez.platforms.matrix_answers import Trouble
from oyez.platforms.port import Answer, Failed
from oyez.platforms.retry import after

CODES: Final[dict[str, F]] = {
    "M_UNKNOWN_TOKEN": F.AUTH,
    "M_MISSING_TOKEN": F.AUTH,
    "M_FORBIDDEN": F.PERMISSION,
    "M_UNAUTHORIZED": F.PERMISSION,
    "M_GUEST_ACCESS_FORBIDDEN": F.PERMISSION,
    "M_CONSENT_NOT_GIVEN": F.PERMISSION,
    "M_USER_DEACTIVATED": F.SUSPENDED,
    "M_USER_LOCKED": F.SUSPENDED,
    "M_USER_SUSPENDED": F.SUSPENDED,
    "M_LIMIT_EXCEEDED": F.RATE_LIMITED,
    "M_RESOURCE_LIMIT_EXCEEDED": F.QUOTA,
    "M_DUPLICATE_ANNOTATION": F.DUPLICATE,
    "M_NOT_FOUND": F.NOT_FOUND,
    "M_BAD_JSON": F.INVALID,
    "M_NOT_JSON": F.INVALID,
    "M_TOO_LARGE": F.INVALID,
    "M_UNRECOGNIZED": F.INVALID,
    "M_INVALID_PARAM": F.INVALID,
    "M_MISSING_PARAM": F.INVALID,
    "M_BAD_STATE": F.INVALID,
}


def refusal(answer: Answer, at: datetime | None, *, creates: bool = False) -> Failed:
    """The typed failure in an answer, with the wait that the body names in milliseconds."""
    trouble = parse(Trouble, answer) or Trouble()
    failed = failure(answer, at, creates=creates, code=trouble.errcode, codes=CODES)
    wait = trouble.retry_after_ms
    return after(failed, at, None if wait is None else wait / 1000)

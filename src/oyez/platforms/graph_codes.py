"""Meta's error codes and what they mean for us; each platform adds its own subcodes to COMMON.

Keys are `code/subcode`, `/subcode` (whatever the code) or `code`, asked for in this order.
AMBIGUOUS means that Meta itself does not know; where nothing is created, it becomes TRANSIENT.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from oyez.domain.delivery import FailureClass

F = FailureClass


def table(classes: Mapping[FailureClass, str]) -> dict[str, FailureClass]:
    """Codes by class, written as words, turned into classes by code."""
    return {code: cls for cls, codes in classes.items() for code in codes.split()}


COMMON: Final[Mapping[str, FailureClass]] = table(
    {
        F.AUTH: "190 102",
        F.PERMISSION: "3 10",
        F.SUSPENDED: "368",
        F.RATE_LIMITED: "4 17 32 613 80001 80002 80007",
        F.DUPLICATE: "506",
        F.NOT_FOUND: "100/33 803",
        F.AMBIGUOUS: "1 2",
        F.INVALID: "100",
    }
)
PERMISSIONS: Final = range(200, 300)


def class_of(
    code: int, subcode: int | None, codes: Mapping[str, FailureClass]
) -> FailureClass | None:
    """The class of an error by the table, or None for a code that nobody has told us of."""
    for key in (f"{code}/{subcode}", f"/{subcode}", str(code)):
        if key in codes:
            return codes[key]
    return FailureClass.PERMISSION if code in PERMISSIONS else None

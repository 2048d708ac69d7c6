"""LinkedIn's codes and statuses in the words of the house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, Field

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.errors import parse
from oyez.platforms.port import Answer

CODES: Final[Mapping[str, F]] = {
    "EXPIRED_ACCESS_TOKEN": F.AUTH,
    "REVOKED_ACCESS_TOKEN": F.AUTH,
    "INVALID_ACCESS_TOKEN": F.AUTH,
    "EMPTY_ACCESS_TOKEN": F.AUTH,
    "ACCESS_DENIED": F.PERMISSION,
    "DUPLICATE_POST": F.DUPLICATE,
    "NONEXISTENT_VERSION": F.PERMISSION,  # the month has ended: a newer one has to be entered
    "VERSION_MISSING": F.INVALID,
    "TOO_MANY_REQUESTS": F.RATE_LIMITED,
    "invalid_grant": F.AUTH,
    "invalid_request": F.AUTH,
    "invalid_client": F.AUTH,
    "invalid_client_id": F.AUTH,
}
STATUSES: Final[Mapping[int, F]] = {409: F.DUPLICATE, 426: F.PERMISSION}


class Mistake(BaseModel):
    """One thing LinkedIn found wrong with what was sent."""

    code: str = ""


class Details(BaseModel):
    """The mistakes in an error body."""

    mistakes: list[Mistake] = Field(default=[], alias="inputErrors")


class Problem(BaseModel):
    """The body of a refusal; OAuth has `error` in place of `code`."""

    code: str | int = ""
    error: str = ""
    details: Details | None = Field(default=None, alias="errorDetails")

    @property
    def named(self) -> str:
        """The most telling code: what was found wrong before what that amounts to."""
        told = [one.code for one in self.details.mistakes] if self.details else []
        known = [code for code in told if code in CODES]
        return known[0] if known else str(self.code) or self.error


def code_of(answer: Answer) -> str:
    """The code in an answer's body, or nothing."""
    problem = parse(Problem, answer)
    return problem.named if problem else ""


def classes(code: str, status: int | None) -> Mapping[str, F]:
    """The classes to choose from for a code, or for a status that speaks for itself."""
    told = STATUSES.get(status or 0)
    return {code: told} if told and code not in CODES else CODES

"""Turns what came back into a typed failure: the code field first, then the status, no guessing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from oyez.domain.delivery import FailureClass
from oyez.platforms.port import Answer, Failed, MailAnswer

Model = TypeVar("Model", bound=BaseModel)

LONGEST_WAIT = timedelta(hours=1)
SHORTEST_WAIT = timedelta(seconds=1)
USUAL_WAIT = timedelta(seconds=60)

BY_STATUS: Final[Mapping[int, FailureClass]] = {
    401: FailureClass.AUTH,
    402: FailureClass.BUDGET,
    403: FailureClass.PERMISSION,
    404: FailureClass.NOT_FOUND,
    408: FailureClass.TRANSIENT,
    410: FailureClass.NOT_FOUND,
    425: FailureClass.TRANSIENT,
    429: FailureClass.RATE_LIMITED,
    451: FailureClass.POLICY,
}

MAIL_ERRORS: Final[Mapping[str, FailureClass]] = {
    "no_tls": FailureClass.PERMISSION,
    "no_auth": FailureClass.AUTH,
}

MAIL_CODES: Final[Mapping[int, FailureClass]] = {
    530: FailureClass.AUTH,
    534: FailureClass.AUTH,
    535: FailureClass.AUTH,
    538: FailureClass.AUTH,
    554: FailureClass.POLICY,
}

UNSUPPORTED = Failed(FailureClass.INVALID, "unsupported")


def parse(model: type[Model], answer: Answer) -> Model | None:
    """The answer's body as the model, or None when it is anything else."""
    try:
        return model.model_validate_json(answer.body)
    except ValidationError:
        return None


def failure(
    answer: Answer,
    at: datetime | None,
    *,
    creates: bool = False,
    code: str = "",
    codes: Mapping[str, FailureClass] | None = None,
) -> Failed:
    """The class of an answer that is not the one hoped for.

    `creates` says that repeating the request could make a second visible copy. Without `at`
    the platform's clock counts.
    """
    perhaps = FailureClass.AMBIGUOUS if creates else FailureClass.TRANSIENT
    status = answer.status
    if status is None:
        # Anything but the two early phases may have reached the platform.
        sure = answer.phase in {"nothing", "connected"}
        return Failed(FailureClass.TRANSIENT if sure else perhaps, answer.error or answer.phase)
    named = code if re.fullmatch(r"[A-Za-z_]{1,60}", code) else f"http_{status}"
    if status >= 500 or status < 300:  # an outage, or a success that says nothing we understand
        wait = _wait(answer, at) if status >= 500 else None
        return Failed(perhaps, named if status >= 500 else "unreadable", wait)
    cls = (codes or {}).get(code) or BY_STATUS.get(status, FailureClass.INVALID)
    return Failed(cls, named, _wait(answer, at) if cls is FailureClass.RATE_LIMITED else None)


def mail_failure(answer: MailAnswer, *, creates: bool) -> Failed:
    """The class of a mail that was not accepted."""
    if answer.code is None:
        perhaps = FailureClass.AMBIGUOUS if creates else FailureClass.TRANSIENT
        known = MAIL_ERRORS.get(answer.error, FailureClass.TRANSIENT)
        sure = answer.phase in {"nothing", "connected"}
        return Failed(known if sure else perhaps, answer.error or answer.phase)
    code = f"smtp_{answer.code}"
    codes = answer.refused.values() if answer.error == "recipients" else (answer.code,)
    if any(400 <= each < 500 for each in codes):
        return Failed(FailureClass.TRANSIENT, code)
    return Failed(MAIL_CODES.get(answer.code, FailureClass.INVALID), code)


def _wait(answer: Answer, at: datetime | None) -> datetime | None:
    """When to try again: as the platform says, but never further off than an hour."""
    theirs = moment(answer.headers.get("date", ""))
    at = at or theirs
    if at is None:
        return None
    wait = USUAL_WAIT if answer.status == 429 else None
    for name in ("retry-after", "x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset"):
        text = answer.headers.get(name, "").strip()
        if text.isdecimal() and len(text) < 10:
            wait = timedelta(seconds=int(text))
        elif until := moment(text):
            wait = until - (theirs or at)  # both by the platform's clock
        else:
            continue
        break
    return at + min(max(wait, SHORTEST_WAIT), LONGEST_WAIT) if wait is not None else None


def moment(text: str) -> datetime | None:
    """Seconds since 1970, an HTTP date or an ISO time."""
    if text.isdecimal() and len(text) <= 11:
        return datetime.fromtimestamp(int(text), UTC)
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = reader(text)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None

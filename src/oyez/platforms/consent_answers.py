"""Reading what a platform answers on the way to a token."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from authlib.oauth2.base import OAuth2Error
from authlib.oauth2.client import OAuth2Client
from authlib.oauth2.rfc6749 import OAuth2Token

from oyez.domain.delivery import FailureClass
from oyez.platforms.errors import failure
from oyez.platforms.port import Answer, Failed

UNREADABLE: Final = Failed(FailureClass.TRANSIENT, "unreadable")


@dataclass(slots=True)
class Response:
    """An answer as Authlib reads one; it never sees the door."""

    status_code: int
    found: dict[str, Any]

    def json(self) -> dict[str, Any]:
        """The body."""
        return self.found

    def raise_for_status(self) -> None:
        """What is no token is judged before."""


def as_token(answer: Answer) -> OAuth2Token | Failed:
    """The token in an answer, checked by Authlib; else the platform's code in a failure."""
    found = as_object(answer)
    if isinstance(found, Failed):
        return found
    try:
        token = OAuth2Client(None).parse_response_token(Response(200, found))
    except (OAuth2Error, ValueError, TypeError):
        return UNREADABLE
    word = token.get("access_token")
    return token if isinstance(word, str) and word.isprintable() and word else UNREADABLE


def as_object(answer: Answer) -> dict[str, Any] | Failed:
    """The object in a good answer; else a failure with the platform's own code."""
    try:
        found = json.loads(answer.body) if answer.body else None
    except ValueError:
        found = None
    code = found.get("error") if isinstance(found, dict) else None
    if answer.status == 200 and isinstance(found, dict) and code is None:
        return found
    if isinstance(code, dict):  # the Graph speaks of a failure in a way of its own
        code = ""
    return failure(answer, None, code=str(code or ""))

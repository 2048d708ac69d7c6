"""What Meta's platforms share: addresses, proof, errors, limits and signed webhooks.

A platform derives from `GraphBase`, puts the Graph version into its profile's `version` and, where
it has codes of its own, sets `codes = {**COMMON, ...}`. Then

- `get(model, path, at)` and `post(model, path, fields, at, creates=...)` read and write,
- `call(...)` makes any other request and returns the bare answer, for `read` or `failed`,
- `erase(path, at)` deletes: True when it was there, False when it was not,
- `rights()` is what was granted, where that can be asked,
- `signed(headers, body)` is None for a webhook that Meta has signed, else the failure,
- `challenge(query, verify_token)` is what to answer to the handshake of a webhook.

Paths begin with a slash and have no version. The token goes into the header; with the secret
`app_secret` its proof, which is no credential, goes into the address (`proves = False`: never).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar, TypeVar

from pydantic import BaseModel, RootModel, ValidationError

from oyez.domain.delivery import FailureClass
from oyez.platforms.base import SECONDS, WebBase
from oyez.platforms.errors import BY_STATUS, LONGEST_WAIT, failure, parse
from oyez.platforms.graph_codes import COMMON, class_of
from oyez.platforms.port import Answer, Failed
from oyez.platforms.profile import Profile

Model = TypeVar("Model", bound=BaseModel)
TRACE = re.compile(r"[\w-]{1,60}", re.ASCII)


class Id(BaseModel):
    """The answer to a write that makes something."""

    id: str


class Success(BaseModel):
    """The answer to a write that changes something."""

    success: bool


class Error(BaseModel):
    """What Meta says of a failure; its sentences are not read."""

    code: int
    error_subcode: int | None = None
    is_transient: bool = False
    fbtrace_id: str = ""


class Refusal(BaseModel):
    """The body of a failure."""

    error: Error


class Cursors(BaseModel):
    """Where a page ends."""

    after: str = ""


class Paging(BaseModel):
    """`next` holds our token: it only says that there is more, `cursors` say where."""

    cursors: Cursors = Cursors()
    next: str | None = None

    @property
    def after(self) -> str:
        """The cursor of the next page, empty after the last."""
        return self.cursors.after if self.next else ""


class Permission(BaseModel):
    """One right that was asked for."""

    permission: str
    status: str


class Permissions(BaseModel):
    """Every right that was asked for."""

    data: list[Permission]


class Usage(BaseModel):
    """One line of a limit header: per cent used, minutes until it is open again."""

    call_count: float = 0
    total_time: float = 0
    total_cputime: float = 0
    estimated_time_to_regain_access: float = 0


class Usages(RootModel[dict[str, list[Usage]]]):
    """The limits of a business by its number."""


class GraphBase(WebBase):
    """A platform behind Meta's Graph API; see the module."""

    codes: ClassVar[Mapping[str, FailureClass]] = COMMON
    proves: ClassVar[bool] = True

    @staticmethod
    def profile() -> Profile:
        """The platform's own; its `version` is the Graph version in every address."""
        raise NotImplementedError

    def url(self, path: str) -> str:
        """An address of the profile's version, with the proof that we are the app."""
        whole = super().url(f"/{self.profile().version}{path}")
        secret = self.channel.secrets.get("app_secret", "")
        if not (secret and self.proves):
            return whole
        token = self.channel.secrets.get(self.credential, "")
        joint = "&" if "?" in whole else "?"
        return f"{whole}{joint}appsecret_proof={digest(secret, token.encode())}"

    def call(
        self,
        method: str,
        path: str,
        *,
        json: object = None,
        body: bytes | None = None,
        kind: str = "",
        timeout: float = SECONDS,
    ) -> Answer:
        """One request as ourselves: fields as JSON, or a body of another kind."""
        headers = {**self.bearer(), **({"Content-Type": kind} if kind else {})}
        return self.transport.send(
            method, self.url(path), headers=headers, json=json, body=body, timeout=timeout
        )

    def post(
        self,
        model: type[Model],
        path: str,
        fields: Mapping[str, object],
        at: datetime | None,
        *,
        creates: bool = False,
    ) -> Model | Failed:
        """Write fields; `creates` says that repeating it could make a second visible copy."""
        return self.read(model, self.call("POST", path, json=fields), at, creates=creates)

    def erase(self, path: str, at: datetime) -> bool | Failed:
        """Delete it. A yes is no proof of absence; whoever asked has to look."""
        answer = self.call("DELETE", path)
        if answer.status is not None and 200 <= answer.status < 300:
            said = parse(Success, answer)
            refused = said is not None and not said.success
            return Failed(FailureClass.TRANSIENT, "not_deleted") if refused else True
        failed = self.failed(answer, at)
        return False if failed.cls is FailureClass.NOT_FOUND else failed

    def rights(self) -> frozenset[str] | None:
        """What was granted to the token; None where it may not ask, as a page's own may not."""
        found = self.get(Permissions, "/me/permissions", None)
        if isinstance(found, Failed):
            return None
        return frozenset(one.permission for one in found.data if one.status == "granted")

    def failed(self, answer: Answer, at: datetime | None, *, creates: bool = False) -> Failed:
        """The class by Meta's code and subcode, else by the status."""
        plain = failure(answer, at, creates=creates)
        found = parse(Refusal, answer)
        status = answer.status
        if found is None or status is None or status < 400:
            return plain
        error = found.error
        sub = f"/{error.error_subcode}" if error.error_subcode else ""
        trace = error.fbtrace_id if TRACE.fullmatch(error.fbtrace_id) else None
        told = replace(plain, code=f"{error.code}{sub}", support_id=trace)
        if status >= 500:
            return told
        cls = class_of(error.code, error.error_subcode, self.codes)
        if error.is_transient and cls in {None, FailureClass.INVALID}:
            cls = FailureClass.AMBIGUOUS
        cls = cls or BY_STATUS.get(status, FailureClass.INVALID)
        if cls is FailureClass.AMBIGUOUS and not creates:
            cls = FailureClass.TRANSIENT
        wait = reopened(answer, at) if cls is FailureClass.RATE_LIMITED else None
        return replace(told, cls=cls, retry_at=wait)

    def signed(self, headers: Mapping[str, str], body: bytes) -> Failed | None:
        """None when the app secret has signed these very bytes; header names in lower case."""
        secret = self.channel.secrets.get("app_secret", "")
        if not secret:
            return Failed(FailureClass.PERMISSION, "no_app_secret")
        given = headers.get("x-hub-signature-256", "").encode(errors="replace")
        if hmac.compare_digest(given, f"sha256={digest(secret, body)}".encode()):
            return None
        return Failed(FailureClass.PERMISSION, "bad_signature")

    def handshake(self, query: Mapping[str, str]) -> str | None:
        """The challenge as it came, for whoever names our token."""
        return challenge(query, self.channel.secrets.get("verify_token", ""))


def digest(secret: str, data: bytes) -> str:
    """HMAC-SHA256 in hex, as Meta signs."""
    return hmac.new(secret.encode(), data, hashlib.sha256).hexdigest()


def challenge(query: Mapping[str, str], verify_token: str) -> str | None:
    """What to answer, as plain text, to the handshake; None when it does not name our token."""
    ours = query.get("hub.mode") == "subscribe" and bool(verify_token)
    given = query.get("hub.verify_token", "").encode(errors="replace")
    same = hmac.compare_digest(given, verify_token.encode())
    return query.get("hub.challenge", "") if ours and same else None


def used(answer: Answer) -> int | None:
    """How much of the app's allowance is used, in per cent; None where nothing is told."""
    try:
        usage = Usage.model_validate_json(answer.headers.get("x-app-usage", ""))
    except ValidationError:
        return None
    return round(max(usage.call_count, usage.total_time, usage.total_cputime))


def reopened(answer: Answer, at: datetime | None) -> datetime | None:
    """When a limit ends: the longest time the business headers name, else the usual wait."""
    try:
        told = Usages.model_validate_json(answer.headers.get("x-business-use-case-usage", ""))
    except ValidationError:
        told = Usages({})
    minutes = max(
        (one.estimated_time_to_regain_access for each in told.root.values() for one in each),
        default=0,
    )
    if at is None or minutes <= 0:
        return failure(replace(answer, status=429), at).retry_at
    return at + min(timedelta(minutes=minutes), LONGEST_WAIT)

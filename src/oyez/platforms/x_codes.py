"""X's words for what went wrong, as our classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from oyez.domain.delivery import FailureClass

# The last part of a problem's `type`, with `_` for `-`; a plain refusal to renew a token has its
# word in `error`.
CODES: Final[Mapping[str, FailureClass]] = {
    "invalid_request": FailureClass.INVALID,
    "resource_not_found": FailureClass.NOT_FOUND,
    "not_authorized_for_resource": FailureClass.PERMISSION,
    "not_authorized_for_field": FailureClass.PERMISSION,
    "client_forbidden": FailureClass.PERMISSION,
    "resource_unavailable": FailureClass.PERMISSION,
    "disallowed_resource": FailureClass.POLICY,
    "unsupported_authentication": FailureClass.AUTH,
    "usage_capped": FailureClass.QUOTA,
    "rate_limit_exceeded": FailureClass.RATE_LIMITED,
    "internal_error": FailureClass.TRANSIENT,
    "duplicate_content": FailureClass.DUPLICATE,
    "account_suspended": FailureClass.SUSPENDED,
    "too_long": FailureClass.INVALID,
}

# What has only a sentence: a 403 whose type is about:blank. The words are X's only sign.
SENTENCES: Final[Mapping[str, str]] = {
    "duplicate content": "duplicate_content",
    "your account is suspended": "account_suspended",
}

# The numbers of answers in the old shape, by the names that are used here.
NUMBERS: Final[Mapping[int, str]] = {
    32: "unsupported_authentication",
    64: "account_suspended",
    88: "rate_limit_exceeded",
    89: "unsupported_authentication",
    144: "resource_not_found",
    186: "too_long",
    187: "duplicate_content",
    326: "account_suspended",
}

# Refusals to renew a token: a person has to connect the account anew.
REFUSED_RENEWALS: Final[Mapping[str, FailureClass]] = dict.fromkeys(
    ("invalid_grant", "invalid_request", "invalid_client", "unauthorized_client"),
    FailureClass.AUTH,
)

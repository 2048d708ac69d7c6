"""What a platform can do, as far as deciding about a delivery needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Support(StrEnum):
    """How far a platform can do something."""

    NATIVE = "native"
    EMULATED = "emulated"
    MANUAL = "manual"
    NONE = "none"


class Idempotency(StrEnum):
    """What repeating a publish after an unknown outcome does on the platform."""

    CLIENT_ID = "client_id"
    KEY = "key"
    STAGED = "staged"
    CORRELATED = "correlated"
    NONE = "none"
    PERSON = "person"


class FailureClass(StrEnum):
    """One list of failures for all platforms; what happens next depends on the class only."""

    AUTH = "auth"
    PERMISSION = "permission"
    SUSPENDED = "suspended"
    RATE_LIMITED = "rate_limited"
    QUOTA = "quota"
    BUDGET = "budget"
    DUPLICATE = "duplicate"
    INVALID = "invalid"
    POLICY = "policy"
    NOT_FOUND = "not_found"
    TRANSIENT = "transient"
    AMBIGUOUS = "ambiguous"


class Correction(StrEnum):
    """How a channel brings a corrected text to its readers."""

    IN_PLACE = "in_place"
    LINKED = "linked"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Abilities:
    """A platform and a channel's policy, reduced to what `next_step` decides by.

    `settle` is how long a sent request may still take effect unseen, `spacing` the time between
    two readings that may count as absence, `patience` how long a machine keeps looking before a
    person is asked.
    """

    idempotency: Idempotency
    find: bool = True
    correction: Correction = Correction.IN_PLACE
    retract: Support = Support.NATIVE
    key_lifetime: timedelta = timedelta(hours=1)
    settle: timedelta = timedelta(seconds=60)
    spacing: timedelta = timedelta(seconds=30)
    patience: timedelta = timedelta(minutes=10)

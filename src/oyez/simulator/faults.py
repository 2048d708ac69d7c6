"""What may go wrong, for whom, how often: the list of faults and the choice for one call."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass, field
from typing import Any

from oyez.simulator.names import MAIL
from oyez.simulator.names import PLATFORMS as POSTED

PLATFORMS = (*POSTED, MAIL)
OPERATIONS = (
    "publish", "correct", "retract", "find", "look", "auth", "media", "moderate", "webhook",
)  # fmt: skip

# name: (what happens, seconds when none are given)
TROUBLES = {
    "drop_before": ("the connection closes, nothing was done", 0.0),
    "drop_after_accept": ("done, but the connection closes without an answer", 0.0),
    "half_answer": ("done, but the connection closes in the middle of the answer", 0.0),
    "late_accept": ("the connection closes at once, it is done only seconds later", 2.0),
    "rate_limit": ("429 that names a reset in seconds, nothing was done", 30.0),
    "error_before": ("500, nothing was done", 0.0),
    "error_after": ("500, although it was done", 0.0),
    "slow": ("done at once, the answer comes after seconds", 2.0),
    "hang": ("no answer ever, the connection stays open, nothing was done", 0.0),
    "html": ("200 with a page in HTML, nothing was done", 0.0),
    "garbage": ("done, but the answer is broken JSON", 0.0),
    "expired_token": ("the token has expired; on Bluesky until it is refreshed", 0.0),
    "suspended": ("the account may not do this any more, nothing was done", 0.0),
    "refuse": ("mail only: the sender is refused for good", 0.0),
}
TWISTS = {
    "lag": ("a write, or at find and look every reading, shows only after seconds", 2.0),
    "ignore_key": ("the Idempotency-Key is not looked at", 0.0),
    "delete_ignored": ("retract says yes and removes nothing", 0.0),
    "truncate": ("the text is cut without a word, and the answer says success", 0.0),
    "stuck": ("what is staged stays in preparation", 0.0),
    "spoilt": ("what is staged ends as an error", 0.0),
    "delete_lag": ("retract says yes, the object goes only after seconds", 2.0),
    "forged": ("a webhook is called with a signature that is not the platform's", 0.0),
    "twice": ("a webhook is called twice with the same bytes", 0.0),
}
KINDS = TROUBLES | TWISTS


class FaultError(ValueError):
    """The description of a fault makes no sense; the message says why."""


@dataclass(slots=True)
class Fault:
    """One entry of the list. `times` None is for ever; `account` None is everybody.

    `key` is the sender's own name for it: the same key again adds nothing.
    """

    platform: str
    operation: str
    fault: str
    account: str | None = None
    times: int | None = None
    probability: float = 1.0
    seconds: float = 0.0
    key: str = ""
    id: int = 0
    fired: int = 0
    dice: random.Random = field(default_factory=random.Random, repr=False)

    def fires(self, platform: str, account: str, operation: str) -> bool:
        """Whether it strikes this call; counts when it does."""
        if self.platform not in ("*", platform) or self.operation not in ("*", operation):
            return False
        if self.account not in (None, account):
            return False
        if self.probability < 1 and self.dice.random() >= self.probability:
            return False
        self.fired += 1
        return True

    @property
    def spent(self) -> bool:
        """Whether it has struck as often as it should."""
        return self.times is not None and self.fired >= self.times

    def as_dict(self) -> dict[str, Any]:
        """For the control interface."""
        return {name: value for name, value in asdict(self).items() if name != "dice"}


@dataclass(slots=True)
class Choice:
    """What strikes one call: at most one trouble, and twists by name with their seconds."""

    trouble: Fault | None = None
    twists: dict[str, float] = field(default_factory=dict)


class FaultBook:
    """The list of faults in the order they were added; the first trouble that fires wins."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.faults: list[Fault] = []
        self.added = 0

    def add(self, description: object) -> Fault:
        """Check a description and put it on the list."""
        fault = read_fault(description)
        known = [one for one in self.faults if fault.key and one.key == fault.key]
        if known:
            return known[0]
        self.added += 1
        fault.id = self.added
        # one die a fault, so that adding another does not change what this one does
        fault.dice = random.Random(f"{self.seed}:{fault.id}")  # noqa: S311 - for repeatability
        self.faults.append(fault)
        return fault

    def remove(self, number: int | None = None) -> int:
        """Take one fault or all off the list; returns how many."""
        before = len(self.faults)
        self.faults = [] if number is None else [f for f in self.faults if f.id != number]
        return before - len(self.faults)

    def remove_keyed(self, key: str) -> list[Fault]:
        """Take off the list what carries this key or one below it; returns those faults."""
        gone = [f for f in self.faults if f"{f.key}:".startswith(f"{key}:")]
        self.faults = [f for f in self.faults if f not in gone]
        return gone

    def choose(
        self, platform: str, account: str, operation: str, *, among: frozenset[str] | None = None
    ) -> Choice:
        """What strikes this call, of the kinds in `among`."""
        choice = Choice()
        for fault in self.faults:
            if fault.spent or (among is not None and fault.fault not in among):
                continue
            if fault.fault in TROUBLES and choice.trouble is not None:
                continue
            if not fault.fires(platform, account, operation):
                continue
            if fault.fault in TROUBLES:
                choice.trouble = fault
            else:
                choice.twists[fault.fault] = fault.seconds
        return choice


def read_fault(description: object) -> Fault:
    """A fault from JSON; raises FaultError with a sentence."""
    if not isinstance(description, dict):
        raise FaultError("a fault is a JSON object")
    if unknown := set(description) - {
        "platform", "operation", "fault", "account", "times", "probability", "seconds", "key"
    }:  # fmt: skip
        raise FaultError(f"unknown: {', '.join(sorted(map(str, unknown)))}")
    kind = one_of("fault", description.get("fault"), tuple(KINDS))
    if kind == "refuse" and description.get("platform") != "mail":
        raise FaultError("refuse is for the platform mail only")
    seconds = description.get("seconds")
    account = description.get("account")
    return Fault(
        platform=one_of("platform", description.get("platform", "*"), (*PLATFORMS, "*")),
        operation=one_of("operation", description.get("operation", "*"), (*OPERATIONS, "*")),
        fault=kind,
        account=None if account is None else str(account),
        times=read_times(description.get("times")),
        probability=number("probability", description.get("probability", 1.0), 1.0),
        seconds=KINDS[kind][1] if seconds is None else number("seconds", seconds, 86_400.0),
        key=str(description.get("key") or "")[:80],
    )


def one_of(name: str, value: object, allowed: tuple[str, ...]) -> str:
    """A word of a list."""
    if not isinstance(value, str) or value not in allowed:
        raise FaultError(f"{name} must be one of {', '.join(allowed)}")
    return value


def number(name: str, value: object, most: float) -> float:
    """A number from 0 to `most`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise FaultError(f"{name} must be a number from 0 to {most:g}")
    return float(value)


def read_times(value: object) -> int | None:
    """How often, or None for ever."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise FaultError("times must be a whole number from 1, or null for ever")
    return value


def parse_fault(words: str) -> dict[str, object]:
    """A description from PLATFORM:OPERATION:FAULT[:TIMES], as the command line takes it."""
    parts = words.split(":")
    if len(parts) not in (3, 4):
        raise FaultError(f"{words!r} is not PLATFORM:OPERATION:FAULT or …:TIMES")
    found: dict[str, object] = dict(zip(("platform", "operation", "fault"), parts, strict=False))
    if len(parts) == 4:
        found["times"] = int(parts[3]) if parts[3].isdigit() else parts[3]
    return found

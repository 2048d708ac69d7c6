"""The life of a channel, and whether it may carry a notice now. Retraction is never asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from oyez.domain.day import Day
from oyez.domain.errors import Sentence, say
from oyez.domain.notice import Urgency
from oyez.domain.verdict import GO, Kind, Verdict


class Mode(StrEnum):
    """How much a channel is used."""

    ACTIVE = "active"
    REDUCED = "reduced"
    CRITICAL_ONLY = "critical-only"
    CLOSING = "closing"
    CLOSED = "closed"


class CorrectionPolicy(StrEnum):
    """What a correction does where both ways exist: change, answer with a link, or replace."""

    IN_PLACE = "in_place"
    LINKED = "linked"
    REPLACE = "replace"


TRANSITIONS: dict[Mode, frozenset[Mode]] = {
    Mode.ACTIVE: frozenset({Mode.REDUCED, Mode.CRITICAL_ONLY, Mode.CLOSING}),
    Mode.REDUCED: frozenset({Mode.ACTIVE, Mode.CRITICAL_ONLY, Mode.CLOSING}),
    Mode.CRITICAL_ONLY: frozenset({Mode.ACTIVE, Mode.REDUCED, Mode.CLOSING}),
    Mode.CLOSING: frozenset({Mode.ACTIVE, Mode.REDUCED, Mode.CRITICAL_ONLY, Mode.CLOSED}),
    Mode.CLOSED: frozenset(),
}

CARRIES: dict[Mode, frozenset[Urgency]] = {
    Mode.ACTIVE: frozenset(Urgency),
    Mode.REDUCED: frozenset({Urgency.IMPORTANT, Urgency.CRITICAL}),
    Mode.CRITICAL_ONLY: frozenset({Urgency.CRITICAL}),
    Mode.CLOSING: frozenset(),
    Mode.CLOSED: frozenset(),
}

REFUSALS: dict[Mode, str] = {
    Mode.REDUCED: "The channel {channel} takes important and critical notices only, since {day}.",
    Mode.CRITICAL_ONLY: "The channel {channel} takes critical notices only, since {day}.",
    Mode.CLOSING: "The channel {channel} is being closed and takes corrections only, since {day}.",
    Mode.CLOSED: "The channel {channel} is closed, since {day}.",
}


@dataclass(frozen=True, slots=True)
class Opening:
    """When a channel begins to carry anything; `day` is the authority's."""

    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """All that decides about a channel, read from rows in the moment before sending.

    `frozen`, `unapproved` and `unaccepted` (a risk) say why not, or None where nothing hinders.
    `lost` names the abilities for which a right is missing, `room` is the limit of a text that
    the platform told when it was probed; both change nothing about whether it may be sent.
    `voice_since` is set on an own outlet while everything is frozen: what two people, or one who
    broke the glass, wished for after that moment goes out there if it is critical or corrects.
    `mode` is the one in force: a planned change whose moment has come counts whether or not a
    worker has written it. `until` is when the next one comes, `opens` is set before the first.
    """

    id: int
    name: str
    platform: str
    mode: Mode
    since: date
    has_credentials: bool
    frozen: Sentence | None = None
    unapproved: Sentence | None = None
    unaccepted: Sentence | None = None
    lost: frozenset[str] = frozenset()
    room: int | None = None
    voice_since: datetime | None = None
    until: datetime | None = None
    opens: Opening | None = None


def may_carry(
    standing: Standing,
    urgency: Urgency,
    *,
    correcting: bool = False,
    wished: datetime | None = None,
) -> Verdict:
    """Whether the channel may carry a notice of this urgency, or a correction, now.

    `wished` is when its text was approved, where it was.
    """
    grave = correcting or urgency is Urgency.CRITICAL
    if standing.frozen and not (grave and _speaks(standing, wished)):
        return Verdict(Kind.HOLD, standing.frozen)
    if opens := standing.opens:
        template = "The channel {channel} opens on {day}, not before."
        told = say(template, channel=standing.name, day=Day.of(opens.day))
        return Verdict(Kind.HOLD, told, opens.at)
    if forbidden := standing.unapproved or standing.unaccepted:
        return Verdict(Kind.STOP, forbidden)
    if not standing.has_credentials:
        template = "The channel {channel} has no credentials; an administrator has to enter them."
        return Verdict(Kind.STOP, say(template, channel=standing.name))
    if urgency in CARRIES[standing.mode] or (correcting and standing.mode is not Mode.CLOSED):
        return GO
    day = Day.of(standing.since)
    return Verdict(Kind.STOP, say(REFUSALS[standing.mode], channel=standing.name, day=day))


def _speaks(standing: Standing, wished: datetime | None) -> bool:
    """Whether an own outlet may say what was wished for then, although everything is frozen."""
    since = standing.voice_since
    return since is not None and wished is not None and wished > since


def may_become(old: Mode, new: Mode) -> Sentence | None:
    """None if a channel may go from `old` to `new`, or the sentence that says why not."""
    if new in TRANSITIONS[old]:
        return None
    if old is new:
        return say("The channel is {mode} already.", mode=old.value)
    if old is Mode.CLOSED:
        return say("A closed channel stays closed. Create a new channel instead.")
    return say("A channel that is {old} cannot become {new}.", old=old.value, new=new.value)


def _check() -> None:
    reached, waiting = set[Mode](), [Mode.ACTIVE]
    while waiting:
        mode = waiting.pop()
        reached.add(mode)
        waiting.extend(TRANSITIONS[mode] - reached)
    wrong = (
        reached != set(Mode)
        or any(mode in targets for mode, targets in TRANSITIONS.items())
        or bool(TRANSITIONS[Mode.CLOSED])
        or any(CARRIES[mode] != set(Urgency) and mode not in REFUSALS for mode in Mode)
    )
    if wrong:
        raise AssertionError("the tables of channel modes do not agree")


_check()

"""What the entry of a channel lacks: a table of rules, the worst first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from oyez.domain.channel import Mode
from oyez.domain.errors import Sentence, say
from oyez.domain.register import checks
from oyez.domain.register.facts import Facts
from oyez.domain.register.kinds import STEPS, Gap, Grade, Kind, Place

Check = Callable[[Facts, date], checks.Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """When something is missing, in which modes it matters, and what fills the gap."""

    kind: Kind
    modes: frozenset[Mode]
    check: Check
    remedy: Sentence
    place: Place


def gaps(facts: Facts, today: date) -> list[Gap]:
    """Everything that is missing on this day, the worst first; an outlet of ours lacks nothing."""
    if facts.ours:
        return []
    found = []
    for rule in RULES:
        told = rule.check(facts, today) if facts.mode in rule.modes else None
        if told is not None:
            found.append(Gap(rule.kind, told[0], told[1], rule.remedy, rule.place, told[2]))
    return sorted(found, key=lambda gap: (gap.grade, ORDER[gap.kind]))


def rank(found: list[Gap]) -> tuple[int, int, int]:
    """A key that puts the channel with the worst gap first, and of those the one with most."""
    if not found:
        return len(Grade) + 1, len(Kind), 0
    return found[0].grade, ORDER[found[0].kind], -len(found)


SPEAKING = frozenset({Mode.ACTIVE, Mode.REDUCED, Mode.CRITICAL_ONLY})
OPEN = SPEAKING | {Mode.CLOSING}
GIVEN_UP = frozenset({Mode.CLOSING, Mode.CLOSED})
ALL = frozenset(Mode)

NAME_OWNER = say("Name somebody who looks after it and can sign in.")
NAME_DEPUTY = say("Name somebody who looks after it while the owner is away.")
APPROVE = say("A governor of the authority above approves the platform, or the channel is closed.")
RENEW = say("Ask for a new approval before it ends, or plan how to leave.")
ACCEPT = say("Two governors accept the risk in writing, or people post by hand.")
ACCEPT_ANEW = say("Two governors accept it anew before it ends, or plan how to leave.")
ASSESS = say("Have your data protection officer assess the platform, and enter day and name.")
CHECK = say("Have the assessment checked, and enter when it was and when it is due again.")
BASIS = say("Enter on which law its use rests.")
READ = say("Say in the settings of the inbox who reads it, or shut the replies on the platform.")
HOURS = say("Enter the hours here, or those of its unit in the settings of the inbox.")
PURPOSE = say("Say it in one sentence: the public reads it in the list of official accounts.")
AUDIENCE = say("Name the people: everybody, the press, or a community such as motorcyclists.")
AFTER = say("Name the channel that comes after it, or what people can do instead.")

RULES: tuple[Rule, ...] = (
    Rule(Kind.NOT_APPROVED, OPEN, checks.refused, APPROVE, Place.APPROVAL),
    Rule(Kind.RISK_NOT_ACCEPTED, OPEN, checks.unaccepted, ACCEPT, Place.RISK),
    Rule(Kind.OWNER_LEFT, ALL, checks.owner_left, NAME_OWNER, Place.ENTRY),
    Rule(Kind.NO_OWNER, ALL, checks.no_owner, NAME_OWNER, Place.ENTRY),
    Rule(Kind.UNREAD, OPEN, checks.unread, READ, Place.INBOX),
    Rule(Kind.NO_LEGAL_BASIS, OPEN, checks.no_legal_basis, BASIS, Place.BASIS),
    Rule(Kind.NOT_ASSESSED, OPEN, checks.not_assessed, ASSESS, Place.BASIS),
    Rule(Kind.ASSESSMENT_OVERDUE, OPEN, checks.overdue, CHECK, Place.BASIS),
    Rule(Kind.SUCCESSOR_CLOSED, GIVEN_UP, checks.successor_closed, AFTER, Place.ENTRY),
    Rule(Kind.NO_SUCCESSOR, GIVEN_UP, checks.no_successor, AFTER, Place.ENTRY),
    Rule(Kind.APPROVAL_ENDS, SPEAKING, checks.approval_ends, RENEW, Place.APPROVAL),
    Rule(Kind.RISK_ENDS, SPEAKING, checks.risk_ends, ACCEPT_ANEW, Place.RISK),
    Rule(Kind.ASSESSMENT_DUE, SPEAKING, checks.due, CHECK, Place.BASIS),
    Rule(Kind.DEPUTY_LEFT, OPEN, checks.deputy_left, NAME_DEPUTY, Place.ENTRY),
    Rule(Kind.NO_DEPUTY, OPEN, checks.no_deputy, NAME_DEPUTY, Place.ENTRY),
    Rule(Kind.NO_HOURS, OPEN, checks.no_hours, HOURS, Place.ENTRY),
    Rule(Kind.NO_PURPOSE, SPEAKING, checks.no_purpose, PURPOSE, Place.ENTRY),
    Rule(Kind.NO_AUDIENCE, SPEAKING, checks.no_audience, AUDIENCE, Place.ENTRY),
)
ORDER = {kind: place for place, kind in enumerate(Kind)}


def _check() -> None:
    if [rule.kind for rule in RULES] != list(Kind) or list(STEPS) != sorted(STEPS, reverse=True):
        raise AssertionError("the table of gaps names every kind once, in its order")


_check()

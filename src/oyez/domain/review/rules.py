"""What is proposed for a channel, as a table that anybody can read and an authority can set.

A rule speaks of traits, each of which is yes, no or open. Something is proposed only if it is
the same whatever the open traits turn out to be; so a larger sample settles what was open, and
never turns a proposal round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from oyez.domain.errors import Sentence, say


class Advice(StrEnum):
    """What may be proposed for a channel."""

    KEEP = "keep"
    REDUCE = "reduce"
    CRITICAL_ONLY = "critical-only"
    CLOSE = "close"
    MOVE = "move"
    NO_DECISION = "no-decision"


class Trait(StrEnum):
    """What is asked of a channel before anything is proposed."""

    QUIET = "quiet"  # it reaches few people
    SILENT = "silent"  # hardly any report comes in
    REPORTING = "reporting"  # many reports come in
    HOSTILE = "hostile"  # much of it is abusive language or spam
    THIN = "thin"  # little of it is of use
    UNIQUE = "unique"  # many of its people are reached nowhere else
    LIVELY = "lively"  # there is a useful exchange every week
    CRITICAL = "critical"  # people look here when it is urgent
    SUCCESSOR = "successor"  # another channel on an approved platform takes over
    WIDE = "wide"  # which reaches at least as many people
    ROUTE = "route"  # there is another way to reach the authority


Traits = Mapping[Trait, bool | None]


@dataclass(frozen=True, slots=True)
class Bars:
    """The figures at which a trait changes; shares lie between 0 and 1."""

    labels_needed: int = 100
    weeks_needed: int = 4
    cannot_tell_most: float = 0.10
    labelled_twice_least: float = 0.20
    abuse_and_spam_much: float = 0.25
    useful_little: float = 0.35
    reach_little: float = 5000.0
    reach_little_of_widest: float = 0.05
    reports_few: float = 1.0
    reports_many: float = 10.0
    community_large: float = 0.30
    community_lively: float = 5.0


@dataclass(frozen=True, slots=True)
class Rule:
    """Where all of these traits are so, this is proposed, and the sentence says why."""

    advice: Advice
    when: Mapping[Trait, bool]
    sentence: Sentence

    def holds(self, traits: Mapping[Trait, bool]) -> bool:
        """Whether every trait is as the rule asks."""
        return all(traits[trait] is wanted for trait, wanted in self.when.items())


_SMALL = {Trait.QUIET: True, Trait.SILENT: True}
_POOR = {Trait.HOSTILE: True, Trait.THIN: True}

# The first rule that holds decides.
RULES: tuple[Rule, ...] = (
    Rule(
        Advice.KEEP,
        {Trait.UNIQUE: True, Trait.LIVELY: True},
        say(
            "A lively community that is reached on no other channel is kept, even where much of "
            "what is written there is abusive."
        ),
    ),
    Rule(
        Advice.MOVE,
        {**_SMALL, Trait.SUCCESSOR: True},
        say(
            "A channel that reaches few people and brings hardly any reports moves to its "
            "successor on an approved platform."
        ),
    ),
    Rule(
        Advice.CRITICAL_ONLY,
        {**_SMALL, Trait.CRITICAL: True},
        say(
            "A channel that reaches few people but is looked at when it is urgent stays for "
            "critical notices only."
        ),
    ),
    Rule(
        Advice.CLOSE,
        {**_SMALL, Trait.ROUTE: True},
        say(
            "A channel that reaches few people, brings hardly any reports and has no community of "
            "its own is closed where there are other ways to reach the authority."
        ),
    ),
    Rule(
        Advice.KEEP,
        _SMALL,
        say(
            "A channel that would be closed is kept as long as there is no other way to reach the "
            "authority."
        ),
    ),
    Rule(
        Advice.REDUCE,
        {**_POOR, Trait.REPORTING: True},
        say(
            "A channel with much abusive language or spam and little of use is reduced, not more "
            "than that, because many reports come in there."
        ),
    ),
    Rule(
        Advice.MOVE,
        {**_POOR, Trait.SUCCESSOR: True, Trait.WIDE: True},
        say(
            "A channel with much abusive language or spam and little of use moves to its "
            "successor on an approved platform."
        ),
    ),
    Rule(
        Advice.CRITICAL_ONLY,
        {**_POOR, Trait.CRITICAL: True},
        say(
            "A channel with much abusive language or spam and little of use stays for critical "
            "notices only, because people look there when it is urgent."
        ),
    ),
    Rule(
        Advice.REDUCE,
        _POOR,
        say(
            "A channel with much abusive language or spam and little of use is reduced, because "
            "it still reaches people or brings reports."
        ),
    ),
    Rule(Advice.KEEP, {}, say("No rule speaks against this channel, so it is kept.")),
)


def deciding(traits: Mapping[Trait, bool]) -> Rule:
    """The first rule that holds; the last one always does."""
    return next(rule for rule in RULES if rule.holds(traits))


def possible(traits: Traits) -> tuple[Rule, ...]:
    """The rules that may decide, whatever is still open, in their order."""
    reached = {RULES.index(deciding(one)) for one in _completed(traits)}
    return tuple(RULES[place] for place in sorted(reached))


def _completed(traits: Traits) -> Iterator[dict[Trait, bool]]:
    """Everything that may turn out; hardly any and many reports are never true together."""
    open_ones = [trait for trait in Trait if traits[trait] is None]
    known = {trait: value for trait, value in traits.items() if value is not None}
    for turned in product((True, False), repeat=len(open_ones)):
        whole = known | dict(zip(open_ones, turned, strict=True))
        if not (whole[Trait.SILENT] and whole[Trait.REPORTING]):
            yield whole


def _check() -> None:
    if RULES[-1].when or any(rule.advice is Advice.NO_DECISION for rule in RULES):
        raise AssertionError("the last rule of a review holds always, and every rule decides")


_check()

"""What is proposed for a channel, and why, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oyez.domain.errors import Sentence
from oyez.domain.review import arguments, case, reasons
from oyez.domain.review.evidence import Evidence, traits
from oyez.domain.review.rules import Advice, Bars, possible
from oyez.domain.review.scenario import Described, Scenario


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules say; a person decides."""

    advice: Advice
    reasons: tuple[Sentence, ...]
    evidence: Evidence


def propose(evidence: Evidence, bars: Bars, needed: int | None = None) -> Proposal:
    """What the rules make of the evidence; `needed` labels would settle it, None: no number does.

    Nothing is proposed without a valid sample, nor while what is open could change it.
    """
    hindered = reasons.hindered(evidence, bars, needed)
    if hindered:
        told = (*hindered, *reasons.counted(evidence, bars), *reasons.notes(evidence))
        return Proposal(Advice.NO_DECISION, told, evidence)
    found = traits(evidence, bars)
    rules = possible(found)
    figures = (*reasons.labelled(evidence, bars), *reasons.counted(evidence, bars))
    notes = tuple(reasons.notes(evidence))
    if len({rule.advice for rule in rules}) > 1:
        told = reasons.undecided(evidence, rules, (*figures, *notes), needed)
        return Proposal(Advice.NO_DECISION, told, evidence)
    rule = rules[-1]
    against = arguments.beside(evidence, found, rule.advice)
    return Proposal(rule.advice, (rule.sentence, *figures, *against, *notes), evidence)


def proposals(scenario: Scenario) -> list[Proposal]:
    """The proposal for each channel of a scenario, in its order."""
    return [_proposed(scenario, one) for one in scenario.channels]


def _proposed(scenario: Scenario, one: Described) -> Proposal:
    def known(labels: int) -> Evidence:
        return case.evidence(scenario, one, labels)

    first = propose(known(one.sample), scenario.bars)
    if first.advice is not Advice.NO_DECISION:
        return first
    needed = _needed(known, scenario.bars, one.total)
    return propose(known(one.sample), scenario.bars, needed)


def _needed(known: Callable[[int], Evidence], bars: Bars, total: int) -> int | None:
    """The least number of labels with which the rules decide; more labels never undo that."""

    def decides(labels: int) -> bool:
        return len({rule.advice for rule in possible(traits(known(labels), bars))}) == 1

    low, high = min(bars.labels_needed, total), total
    if not decides(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if decides(middle) else (middle + 1, high)
    return low

"""The figures of a review in sentences, and what is to be done before anything is proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor

from oyez.domain.errors import Sentence, say
from oyez.domain.review.estimate import Estimate
from oyez.domain.review.evidence import Evidence
from oyez.domain.review.expected import Rate
from oyez.domain.review.rules import Bars, Rule

YEAR = 52
FLOOD = 0.5


def percent(share: float) -> int:
    """A share as whole per cent."""
    return round(100 * share)


def hindered(evidence: Evidence, bars: Bars, needed: int | None) -> tuple[Sentence, ...]:
    """What has to be done before the figures are worth anything; nothing when they are."""
    return (*_time(evidence, bars), *sample_faults(evidence, bars, needed))


def _time(evidence: Evidence, bars: Bars) -> Iterator[Sentence]:
    if evidence.period.weeks < bars.weeks_needed:
        template = (
            "Wait until {needed} weeks are counted before anything is proposed: it is {weeks} now."
        )
        yield say(template, needed=bars.weeks_needed, weeks=evidence.period.weeks)


def sample_faults(evidence: Evidence, bars: Bars, needed: int | None = None) -> Iterator[Sentence]:
    """Why the sample carries no decision; nothing where it does, or where nobody wrote anything."""
    sample = evidence.sample
    if not sample.total:
        return
    yield from sample.faults
    if sample.labelled < sample.wanted(bars):
        yield _collect(evidence, max(sample.wanted(bars), needed or 0))
        return
    if sample.cannot_tell > bars.cannot_tell_most * sample.labelled:
        template = (
            "Nobody could tell what {dark} of {labelled} labelled interactions are; at most "
            "{most} % may be so. Make the guide clearer and label a new sample first."
        )
        most = percent(bars.cannot_tell_most)
        yield say(template, dark=sample.cannot_tell, labelled=sample.labelled, most=most)
    least = ceil(bars.labelled_twice_least * sample.labelled)
    if sample.twice is not None and sample.twice < least:
        template = (
            "Let a second person label {least} interactions of the sample first: {twice} have two "
            "labels."
        )
        yield say(template, least=least, twice=sample.twice)


def _collect(evidence: Evidence, needed: int) -> Sentence:
    template = (
        "Collect a sample of {needed} first: {labelled} of {total} interactions are labelled, and "
        "without it no figure about them is for decisions."
    )
    sample = evidence.sample
    return say(template, needed=needed, labelled=sample.labelled, total=sample.total)


def undecided(
    evidence: Evidence, rules: Sequence[Rule], figures: Sequence[Sentence], needed: int | None
) -> tuple[Sentence, ...]:
    """What is to be done first, the figures, and the rules between which they do not decide."""
    unknown = tuple(_unknown(evidence))
    first: tuple[Sentence, ...] = ()
    last: tuple[Sentence, ...] = ()
    if needed is not None:
        first = (_larger(evidence, needed),)
    elif not unknown:
        last = (
            say(
                "No larger sample settles it: a figure lies too near to its bar, or the weeks "
                "differ too much. Look at a longer time, or let a person decide and write down why."
            ),
        )
    between = say("The figures do not tell yet which of these rules holds:")
    return (*first, *unknown, *figures, *last, between, *(rule.sentence for rule in rules))


def _larger(evidence: Evidence, needed: int) -> Sentence:
    template = (
        "Collect a sample of {needed} first: with {labelled} labels the intervals are too wide to "
        "decide."
    )
    return say(template, needed=needed, labelled=evidence.sample.labelled)


def _unknown(evidence: Evidence) -> Iterator[Sentence]:
    if evidence.figures.reach is None:
        yield say("Nobody has counted how many people it reaches. Count them first.")
    if evidence.figures.reports is None:
        yield say("Nobody has counted the reports that come in through it. Count them first.")
    if evidence.figures.community is None:
        yield say(
            "Nobody has counted how many of its people are seen on no other channel. Count them "
            "first."
        )


def labelled(evidence: Evidence, bars: Bars) -> Iterator[Sentence]:
    """What is written there, by the labels."""
    told = evidence.figures
    if told.noise is not None:
        template = (
            "Abusive language and spam are {value} % of {total} interactions, with an interval of "
            "95 % from {low} to {high} % by {labelled} labels. More than {bar} % is much."
        )
        yield say(template, **_share(told.noise), bar=percent(bars.abuse_and_spam_much))
    if told.useful is not None:
        template = (
            "Reports, questions and thanks are {value} % of {total} interactions, with an interval "
            "of 95 % from {low} to {high} % by {labelled} labels. Less than {bar} % is little."
        )
        yield say(template, **_share(told.useful), bar=percent(bars.useful_little))
    if told.useful_a_week is not None:
        template = (
            "That is about {value} useful interactions a week, with an interval of 95 % from {low} "
            "to {high}. A community with more than {bar} is lively."
        )
        yield say(template, **_rate(told.useful_a_week), bar=ceil(bars.community_lively))


def counted(evidence: Evidence, bars: Bars) -> Iterator[Sentence]:
    """What was counted without labels: reach, reports, people."""
    told = evidence.figures
    if told.reach is not None:
        template = (
            "It reaches {value} people a week, with an interval of 95 % from {low} to {high}. "
            "Fewer than {bar} is little."
        )
        yield say(template, **_rate(told.reach), bar=ceil(evidence.little_reach(bars)))
    if told.reports is not None:
        template = (
            "About {value} reports a year come in through it, with an interval of 95 % from {low} "
            "to {high}. Fewer than {few} is hardly any, more than {many} is much."
        )
        few, many = ceil(YEAR * bars.reports_few), ceil(YEAR * bars.reports_many)
        yield say(template, **_rate(told.reports, YEAR), few=few, many=many)
    if told.community is not None:
        template = (
            "Of its people {value} % are seen on no other channel, with an interval of 95 % from "
            "{low} to {high} % by {labelled} people. More than {bar} % is a community of its own."
        )
        share = _share(told.community)
        del share["total"]
        yield say(template, **share, bar=percent(bars.community_large))


def notes(evidence: Evidence) -> Iterator[Sentence]:
    """What whoever reads the figures has to know."""
    if not evidence.sample.total:
        yield say("Nobody wrote anything there, so it is judged by reach, reports and people only.")
    if evidence.period.missing:
        template = "Weeks of the period in which nobody counted the interactions: {missing}."
        yield say(template, missing=evidence.period.missing)
    if evidence.period.fullest > FLOOD:
        template = "One week holds {share} % of all interactions. Look whether machines wrote them."
        yield say(template, share=percent(evidence.period.fullest))


def _share(one: Estimate) -> dict[str, int]:
    return {
        "value": percent(one.value),
        "low": floor(100 * one.low),
        "high": ceil(100 * one.high),
        "labelled": one.labelled,
        "total": one.total,
    }


def _rate(one: Rate, times: int = 1) -> dict[str, int]:
    low, high = floor(times * one.low), ceil(times * one.high)
    return {"value": round(times * one.value), "low": low, "high": high}

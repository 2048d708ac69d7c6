"""What speaks against a proposal, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from typing import Final

from oyez.domain.errors import Sentence, say
from oyez.domain.review.evidence import Evidence
from oyez.domain.review.reasons import percent
from oyez.domain.review.rules import Advice, Trait, Traits

AGAINST: Final = "Against it:"


def speaks_against(sentence: Sentence) -> bool:
    """Whether it argues against what is proposed; kept evidence has the template in English too."""
    return sentence.template.startswith(AGAINST)


def beside(evidence: Evidence, found: Traits, advice: Advice) -> tuple[Sentence, ...]:
    """Everything that whoever decides should have read, strongest first."""
    if advice is Advice.KEEP:
        return tuple(_against_keeping(found))
    return (
        *_with(evidence, found, advice),
        *_against(evidence),
        *_about_successor(evidence, found, advice),
    )


def _against_keeping(found: Traits) -> Iterator[Sentence]:
    if found[Trait.HOSTILE]:
        yield say(
            "Against it: much of what is written there is abusive language or spam. Keep to the "
            "house rules there, and look again at the next review."
        )
    if found[Trait.QUIET] and found[Trait.SILENT]:
        yield say("Against it: it reaches few people and brings hardly any reports.")


def _with(evidence: Evidence, found: Traits, advice: Advice) -> Iterator[Sentence]:
    around = evidence.around
    if advice is Advice.MOVE:
        template = "Its successor is {successor} on {platform}, which is approved."
        yield say(template, successor=around.successor, platform=around.platform)
    if advice is Advice.MOVE and found[Trait.CRITICAL]:
        yield say("People look here when it is urgent. Tell them well before the move.")
    if advice is Advice.CLOSE and around.routes:
        routes = ", ".join(around.routes)
        yield say("Other ways to reach the authority are: {routes}.", routes=routes)
    if advice is Advice.CLOSE and around.routes is None:
        yield say("Nobody has named another way to reach the authority. Name one before it closes.")


def _against(evidence: Evidence) -> Iterator[Sentence]:
    community, reports, useful = (
        evidence.figures.community,
        evidence.figures.reports,
        evidence.figures.useful_a_week,
    )
    if community is not None and percent(community.value):
        template = (
            "Against it: {value} % of its people are seen on no other channel and may be lost."
        )
        yield say(template, value=percent(community.value))
    if reports is not None and reports.value:
        template = (
            "Against it: {count} reports came in there in {weeks} weeks. They need another way."
        )
        yield say(template, count=round(reports.value * reports.weeks), weeks=reports.weeks)
    if useful is not None and useful.value >= 1:
        template = "Against it: {low} to {high} useful interactions a week take place there."
        yield say(template, low=floor(useful.low), high=ceil(useful.high))


def _about_successor(evidence: Evidence, found: Traits, advice: Advice) -> Iterator[Sentence]:
    around = evidence.around
    name = around.successor
    if not name:
        return
    if not around.approved:
        template = "The successor {successor} does not count, because {platform} is not approved."
        yield say(template, successor=name, platform=around.platform)
    elif around.successor_reach is None:
        template = "Nobody has said how many people {successor} reaches. Count them before a move."
        yield say(template, successor=name)
    elif advice is not Advice.MOVE and not found[Trait.WIDE]:
        template = "The successor {successor} reaches {reach} people a week, fewer than here."
        yield say(template, successor=name, reach=round(around.successor_reach))

"""What would go wrong with a step as things stand, said while there is time to change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from oyez.domain.day import Day
from oyez.domain.delivery.abilities import Support
from oyez.domain.errors import Sentence, say
from oyez.domain.plan.kinds import RULES, Deed, Doer


@dataclass(frozen=True, slots=True)
class Announced:
    """The announcement of a step: whether it is approved, for when, and whom it does not reach.

    `shut` names channels that take nothing any more when it goes out.
    """

    code: str
    approved: bool
    at: datetime | None = None
    left_out: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """Old posts that a step deletes: how many are known by now, and the day the last can be gone.

    Without a day the platform leaves a campaign no deletion at all.
    """

    posts: int
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A step with what decides about it; `about` names its channel or unit.

    `hinders` says why the channel that opens could carry nothing then, `removes` how its platform
    deletes, `removed` what it would delete, `routes` whether the unit has ways that an answer could
    name, `answers` whether the platform lets a machine answer.
    """

    deed: Deed
    at: datetime
    about: str
    platform: str = ""
    owned: bool = True
    over: bool = False
    announced: Announced | None = None
    hinders: Sentence | None = None
    removes: Support | None = None
    removed: Removed | None = None
    routes: bool = True
    answers: bool = True
    followed: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know. A grave one means that the step would not do what it is there for."""

    code: str
    sentence: Sentence
    grave: bool = False


def findings(facts: Facts, now: datetime) -> list[Finding]:
    """Everything about a step, what is grave first."""
    if facts.over:
        return []
    found = [one for rule in CHECKS for one in rule(facts, now)]
    return sorted(found, key=lambda one: not one.grave)


def _times(facts: Facts, now: datetime) -> Iterator[Finding]:
    if facts.at <= now:
        yield Finding("late", say("Its time is over."), grave=True)


def _people(facts: Facts, now: datetime) -> Iterator[Finding]:  # noqa: ARG001 (a rule's shape)
    rule = RULES[facts.deed]
    if rule.doer is not Doer.PERSON:
        return
    if not facts.owned:
        yield Finding("no_owner", say("Nobody looks after this. Name somebody."), grave=True)
    template = "{platform} lets no machine do this. A person does it there and says so here."
    yield Finding("by_hand", say(template, platform=facts.platform))


def _no_way_back(facts: Facts, now: datetime) -> Iterator[Finding]:  # noqa: ARG001 (as above)
    if RULES[facts.deed].twice:
        template = "Nothing brings this back. Two people say yes again before it is done."
        yield Finding("no_way_back", say(template))
    if facts.deed is Deed.STOP:
        template = "A closed channel stays closed: the way back is a new entry for its account."
        yield Finding("new_entry", say(template))


def _announcement(facts: Facts, now: datetime) -> Iterator[Finding]:  # noqa: ARG001 (as above)
    if facts.deed is not Deed.ANNOUNCE:
        return
    told = facts.announced
    if told is None:
        template = "The announcement of {about} is not written yet."
        yield Finding("not_written", say(template, about=facts.about), grave=True)
        return
    if not told.approved:
        template = "The announcement {code} is not approved. It is held until it is."
        yield Finding("not_approved", say(template, code=told.code), grave=True)
    if told.at != facts.at:
        template = "The announcement {code} has another time of its own than this step."
        yield Finding("other_time", say(template, code=told.code), grave=told.at is None)
    for name in told.left_out:
        template = "The announcement {code} does not go out on {channel}."
        yield Finding("left_out", say(template, code=told.code, channel=name))
    for name in told.shut:
        template = "{channel} takes nothing any more when the announcement {code} goes out."
        yield Finding("shut", say(template, code=told.code, channel=name), grave=True)


def _answers(facts: Facts, now: datetime) -> Iterator[Finding]:  # noqa: ARG001 (as above)
    if facts.deed is not Deed.ANSWERS:
        return
    if not facts.answers:
        template = "{platform} lets no machine answer, so nobody gets an answer there."
        yield Finding("no_answers", say(template, platform=facts.platform))
    elif not facts.routes:
        template = "{about} has entered no way to reach it, so the answer would be empty."
        yield Finding("no_routes", say(template, about=facts.about), grave=True)


def _opening(facts: Facts, now: datetime) -> Iterator[Finding]:  # noqa: ARG001 (as above)
    if facts.deed is Deed.OPEN and facts.hinders is not None:
        yield Finding("cannot_open", facts.hinders, grave=True)


def _removal(facts: Facts, now: datetime) -> Iterator[Finding]:  # noqa: ARG001 (as above)
    if facts.deed is not Deed.PURGE:
        return
    if facts.removes in (None, Support.NONE, Support.MANUAL):
        template = "{platform} lets no machine delete old posts; a person removes them there."
        yield Finding("cannot_delete", say(template, platform=facts.platform), grave=True)
    elif facts.removed is not None and facts.removed.ends_on is not None:
        yield Finding(
            "forecast", _forecast(facts.platform, facts.removed.posts, facts.removed.ends_on)
        )


def _forecast(platform: str, posts: int, ends_on: date) -> Sentence:
    return say(
        "Old posts known so far: {posts}. As fast as {platform} lets a campaign delete them, the "
        "last is gone on {day}.",
        posts=posts,
        platform=platform,
        day=Day.of(ends_on),
    )


def _successor(facts: Facts, now: datetime) -> Iterator[Finding]:  # noqa: ARG001 (as above)
    if facts.deed is Deed.STOP and not facts.followed:
        template = (
            "The plan names nothing that comes after {about}, so the list of official accounts "
            "only says that it closed."
        )
        yield Finding("nobody_follows", say(template, about=facts.about))


CHECKS: Final[tuple[Callable[[Facts, datetime], Iterator[Finding]], ...]] = (
    _times,
    _people,
    _no_way_back,
    _announcement,
    _answers,
    _opening,
    _removal,
    _successor,
)

"""Drills in words: goals, figures, events and what came of them, with their tones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext_lazy

from oyez.exercise.fault_words import FAULTS, OPERATIONS
from oyez.exercise.figures import Judged, Verdict
from oyez.exercise.figures.report import Figure
from oyez.exercise.models import DrillEvent, Outcome
from oyez.exercise.scenario import Do, Goal, Happening, Kind, Moment
from oyez.platforms.registry import LABELS
from oyez.web import times
from oyez.web.charts import Bar
from oyez.web.words import word


@dataclass(frozen=True, slots=True)
class Word:
    """A state as people read it; the tone is ok, warn, bad or nothing."""

    text: str | Promise
    tone: str = ""


VERDICTS = {
    Verdict.MET: Word(lazy("Met"), "ok"),
    Verdict.MISSED: Word(lazy("Missed"), "bad"),
    Verdict.OPEN: Word(pgettext_lazy("goal", "Open"), "warn"),
    Verdict.VOID: Word(lazy("Did not come up")),
}
GOALS = {
    Goal.APPROVE: lazy("Approve it"),
    Goal.SEND_BACK: lazy("Send it back to the author"),
    Goal.LIVE: lazy("Stand on every channel"),
    Goal.RETRACT: lazy("Take it back"),
    Goal.GONE: lazy("Be gone from every channel a machine can clear"),
    Goal.CORRECT: lazy("Correct it"),
    Goal.CORRECTED: lazy("Stand corrected on every channel"),
    Goal.SETTLE: lazy("Do what only a person can do"),
}
SINCE = {
    Happening.APPROVED: lazy("its approval"),
    Happening.LIVE: lazy("going live"),
    Happening.WARNED: lazy("the first warning"),
    Happening.RETRACTED: lazy("its withdrawal"),
    Happening.CORRECTED: lazy("its correction"),
}
FIGURES = {
    "approval": lazy("From submission to approval"),
    "delivery": lazy("From approval to the last channel"),
    "retraction": lazy("From the first warning to the withdrawal"),
    "removal": lazy("From the withdrawal to gone"),
    "correction": lazy("From the first warning to the correction"),
    "renewal": lazy("From the correction to the last channel"),
}
KINDS = {
    Kind.NOTICE: lazy("Notice"),
    Kind.REPLY: lazy("Reply"),
    Kind.FAULT: lazy("Fault"),
    Kind.CLEAR: lazy("Fault ends"),
    Kind.TELLING: lazy("On the desks"),
    Kind.ACT: lazy("Somebody acts"),
}
DOES = {
    Do.APPROVE: lazy("approves"),
    Do.SEND_BACK: lazy("sends back"),
    Do.RETRACT: lazy("takes back"),
    Do.CORRECT: lazy("corrects"),
    Do.ISSUE_PREPARED: lazy("sends the prepared correction"),
    Do.SETTLE: lazy("answers the task"),
    Do.LOCK: lazy("locks everything"),
}
OUTCOMES = {
    Outcome.PLAYED: Word(lazy("Played"), "ok"),
    Outcome.SKIPPED: Word(lazy("Left out"), "warn"),
    Outcome.FAILED: Word(lazy("Not possible"), "bad"),
}


def goal(one: Judged, names: dict[str, str]) -> dict[str, object]:
    """A goal as a line of the page."""
    expected = one.expected
    return {
        "text": GOALS[expected.goal],
        "notice": names.get(expected.notice, expected.notice),
        "within": expected.within,
        "since": since(expected.after, names),
        "word": VERDICTS[one.verdict],
        "seconds": one.seconds,
        "by": one.by,
    }


def bar(line: dict[str, Any]) -> Bar:
    """The time of a goal beside its limit."""
    label = _("{goal}: {notice}").format(goal=line["text"], notice=line["notice"])
    seconds = line["seconds"]
    return Bar(label, seconds, times.span(seconds), line["word"].tone, goal=line["within"])


def since(moment: Moment, names: dict[str, str]) -> str | Promise:
    """What a goal is counted from."""
    if moment.happening in SINCE:
        return SINCE[moment.happening]
    if moment.name in names:
        return _("its submission")
    return _("“{name}”").format(name=moment.name) if moment.name else _("the beginning")


def figure(one: Figure) -> dict[str, object]:
    """A span of a notice as a line of the page."""
    return {
        "text": FIGURES[one.name],
        "seconds": one.seconds,
        "by": one.by,
        "where": spread(one) if one.spread else "",
    }


def spread(one: Figure) -> str:
    """On how many channels, and with how many a person goes on."""
    found = one.spread
    if found is None:
        return ""
    text = ngettext("{reached} of {n} channel", "{reached} of {n} channels", found.channels)
    text = text.format(reached=found.reached, n=found.channels)
    if not found.people:
        return text
    left = ngettext("{n} left to a person", "{n} left to people", found.people)
    return f"{text}, {left.format(n=found.people)}"


def event(one: DrillEvent, *, running: bool) -> dict[str, object]:
    """An event as a line of the timeline."""
    to_come = Word(_("To come")) if running else Word(_("Not played"))
    return {
        "row": one,
        "kind": KINDS[Kind(one.kind)],
        "text": content(one),
        "at": clock(one, one.done_at or one.due_at),
        "word": OUTCOMES[Outcome(one.outcome)] if one.outcome else to_come,
        "waits": "" if one.done_at or one.due_at else one.after,
    }


def clock(one: DrillEvent, at: datetime | None) -> str:
    """Minutes and seconds on the drill's own clock."""
    if at is None:
        return ""
    seconds = max(0, round((at - one.drill.started_at).total_seconds() * one.drill.speed))
    return f"{seconds // 60}:{seconds % 60:02d}"


def content(one: DrillEvent) -> str:
    """What an event is about."""
    return TEXTS[Kind(one.kind)](one.data)


def _reply(data: dict[str, Any]) -> str:
    where = word(LABELS.get(data["platform"], data["platform"]))
    words = _("{author} on {platform}: “{text}”")
    return words.format(author=data["author"], platform=where, text=data["text"])


def _fault(data: dict[str, Any]) -> str:
    where = word(LABELS.get(data["platform"], _("Every platform")))
    words = _("{platform}, {operation}: {fault}")
    what = OPERATIONS[data["operation"]]
    return words.format(platform=where, operation=what, fault=FAULTS[data["fault"]])


def _clear(data: dict[str, Any]) -> str:
    words = _("The fault “{fault}” is over.") if data["fault"] else _("All faults are over.")
    return words.format(fault=data["fault"])


def _act(data: dict[str, Any]) -> str:
    return _("{person} {does}").format(person=word(data["by"]), does=DOES[Do(data["do"])])


TEXTS: dict[Kind, Callable[[dict[str, Any]], str]] = {
    Kind.NOTICE: lambda data: str(data["headline"]),
    Kind.REPLY: _reply,
    Kind.FAULT: _fault,
    Kind.CLEAR: _clear,
    Kind.TELLING: lambda data: str(data["text"]),
    Kind.ACT: _act,
}

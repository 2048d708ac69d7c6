"""Every key that a scenario may have, table by table and kind by kind."""

from __future__ import annotations

from oyez.domain.notice import Urgency
from oyez.exercise.scenario.fields import (
    Field,
    flag,
    member,
    name,
    number,
    one_of,
    some,
    span,
    words,
)
from oyez.exercise.scenario.parts import Do, Goal, Kind
from oyez.simulator.faults import KINDS, OPERATIONS
from oyez.simulator.played import ANSWERINGS, STANDS

# Somebody is named by address, or by a role that they have for the unit.
PERSON = words(254)
ANSWERED = tuple(ANSWERINGS)
FAULTY = (*STANDS, "email", "*")
MOST_EVENTS = 500

TOP: dict[str, Field] = {
    "title": Field(words(120)),
    "story": Field(words(5000)),
    "unit": Field(words(460)),
    "language": Field(words(10), "en"),
    "length": Field(span),
    "event": Field(some(lambda value: value), []),
    "act": Field(some(lambda value: value), []),
    "expect": Field(some(lambda value: value), []),
}
TIMES: dict[str, Field] = {
    "name": Field(name, ""),
    "at": Field(span, 0.0),
    "after": Field(words(60), ""),
}
WORDING: dict[str, Field] = {"headline": Field(words(200)), "body": Field(words(20_000))}

EVENTS: dict[Kind, dict[str, Field]] = {
    Kind.NOTICE: {
        **WORDING,
        "by": Field(PERSON, "author"),
        "urgency": Field(member(Urgency), Urgency.ROUTINE.value),
        "area": Field(words(200), ""),
        "submit": Field(flag, True),  # noqa: FBT003 (a default value)
        "approved_by": Field(PERSON, ""),
        "correction_headline": Field(words(200), ""),
        "correction_body": Field(words(20_000), ""),
    },
    Kind.REPLY: {
        "notice": Field(name),
        "platform": Field(one_of(ANSWERED)),
        "author": Field(words(60)),
        "text": Field(words(500)),
        "warning": Field(flag, False),  # noqa: FBT003 (a default value)
    },
    Kind.FAULT: {
        "platform": Field(one_of(FAULTY)),
        "operation": Field(one_of((*OPERATIONS, "*")), "*"),
        "fault": Field(one_of(KINDS)),
        "account": Field(words(200), ""),
        "times": Field(number, 0),
        "probability": Field(number, 1.0),
        "seconds": Field(number, -1.0),
    },
    Kind.CLEAR: {"fault": Field(name, "")},
    Kind.TELLING: {"text": Field(words(250)), "to": Field(some(PERSON), [])},
}
ACT: dict[str, Field] = {
    "do": Field(member(Do)),
    "by": Field(PERSON),
    "notice": Field(name, ""),
    "reason": Field(words(300), ""),
    "instead": Field(words(2000), ""),
    "headline": Field(words(200), ""),
    "body": Field(words(20_000), ""),
    "note": Field(words(300), ""),
    "approved_by": Field(PERSON, ""),
    "platform": Field(words(30), ""),
    "stands": Field(flag, False),  # noqa: FBT003 (a default value)
}
# What an act needs beyond who does it.
NEEDS: dict[Do, tuple[str, ...]] = {
    Do.APPROVE: (),
    Do.SEND_BACK: ("reason",),
    Do.RETRACT: ("reason",),
    Do.CORRECT: ("headline", "body", "note", "approved_by"),
    Do.ISSUE_PREPARED: (),
    Do.SETTLE: ("platform",),
    Do.LOCK: ("reason",),
}
EXPECT: dict[str, Field] = {
    "goal": Field(member(Goal)),
    "notice": Field(name, ""),
    "within": Field(span),
    "after": Field(words(60), ""),
}

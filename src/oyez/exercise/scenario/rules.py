"""What holds between the parts of a scenario: names lead somewhere, and nothing waits for ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from oyez.domain.errors import Sentence, say
from oyez.exercise.scenario.errors import Problem
from oyez.exercise.scenario.parts import Do, Event, Expectation, Happening, Kind, Moment
from oyez.exercise.scenario.tables import NEEDS
from oyez.simulator.faults import FaultError, read_fault

SIMULATED = {"email": "mail"}


def problems(events: Sequence[Event], goals: Sequence[Expectation], length: float) -> list[Problem]:
    """Everything that does not fit together."""
    known = {event.name: event for event in events}
    found = [*_names(events), *_goals(goals, known)]
    for event in events:
        check = CHECKS.get(event.kind)
        sentences = [*_moment(event.after, known), *(check(event, known) if check else ())]
        if event.at > length:
            sentences.append(say("This would happen after the end of the drill."))
        found += [Problem(event.line, sentence) for sentence in sentences]
    return found + [Problem(event.line, IN_A_RING) for event in _rings(events, known)]


IN_A_RING = say("This event waits for itself, so it would never happen.")


def fault_of(data: Mapping[str, object]) -> dict[str, object]:
    """The fault of an event as the simulator takes it."""
    words: dict[str, object] = {
        "platform": SIMULATED.get(str(data["platform"]), data["platform"]),
        "operation": data["operation"],
        "fault": data["fault"],
        "probability": data["probability"],
    }
    if data["account"]:
        words["account"] = data["account"]
    if data["times"] != 0:
        words["times"] = data["times"]
    if data["seconds"] != -1.0:
        words["seconds"] = data["seconds"]
    return words


def _names(events: Sequence[Event]) -> Iterator[Problem]:
    seen: set[str] = set()
    for event in events:
        if event.name in seen:
            sentence = say("The name “{name}” stands twice; each is used once.", name=event.name)
            yield Problem(event.line, sentence)
        seen.add(event.name)


def _moment(moment: Moment, known: dict[str, Event]) -> Iterator[Sentence]:
    event = known.get(moment.name)
    if moment.name and event is None:
        yield say("There is no event named “{name}”.", name=moment.name)
    elif event and moment.happening is not Happening.PLAYED and event.kind is not Kind.NOTICE:
        yield say("“{name}” is not a notice, so it is never {happening}.",
                  name=moment.name, happening=moment.happening.value)  # fmt: skip


def _rings(events: Sequence[Event], known: dict[str, Event]) -> Iterator[Event]:
    for event in events:
        seen, at = {event.name}, event.after.name
        while at and at in known and at not in seen:
            seen.add(at)
            at = known[at].after.name
        if at == event.name:
            yield event


def _goals(goals: Sequence[Expectation], known: dict[str, Event]) -> Iterator[Problem]:
    for goal in goals:
        if not goal.notice:
            sentence = say("Say which notice is meant: notice = “NAME”.")
            yield Problem(goal.line, sentence)
            continue
        for sentence in (*_notice(goal.notice, known), *_moment(goal.after, known)):
            yield Problem(goal.line, sentence)
            break


def _notice(name: str, known: dict[str, Event]) -> Iterator[Sentence]:
    if name not in known or known[name].kind is not Kind.NOTICE:
        yield say("There is no notice named “{name}” among the events.", name=name)


def _check_notice(event: Event, known: dict[str, Event]) -> Iterator[Sentence]:  # noqa: ARG001 (a row of the table)
    data = event.data
    ready = (bool(data["correction_headline"]), bool(data["correction_body"]))
    if ready[0] is not ready[1] or (data["urgency"] == "critical" and not all(ready)):
        yield say(
            "A prepared correction has correction_headline and correction_body; a critical notice "
            "needs both."
        )
    if data["approved_by"] and not data["submit"]:
        yield say("What is not submitted cannot be approved; leave submit out.")


def _check_reply(event: Event, known: dict[str, Event]) -> Iterator[Sentence]:
    yield from _notice(str(event.data["notice"]), known)


def _check_fault(event: Event, known: dict[str, Event]) -> Iterator[Sentence]:  # noqa: ARG001 (as above)
    try:
        read_fault(fault_of(event.data))
    except FaultError as error:
        yield say("The simulator cannot play this fault: {reason}.", reason=str(error))


def _check_clear(event: Event, known: dict[str, Event]) -> Iterator[Sentence]:
    name = str(event.data["fault"])
    if name and (name not in known or known[name].kind is not Kind.FAULT):
        yield say("There is no fault named “{name}” among the events.", name=name)


def _check_act(event: Event, known: dict[str, Event]) -> Iterator[Sentence]:
    do, data = Do(str(event.data["do"])), event.data
    if do is not Do.LOCK:
        yield from _notice(str(data["notice"]), known)
    lacking = [key for key in NEEDS[do] if not data[key]]
    if lacking:
        yield say("To {do} needs: {keys}.", do=do.value, keys=", ".join(lacking))


CHECKS = {
    Kind.NOTICE: _check_notice,
    Kind.REPLY: _check_reply,
    Kind.FAULT: _check_fault,
    Kind.CLEAR: _check_clear,
    Kind.ACT: _check_act,
}

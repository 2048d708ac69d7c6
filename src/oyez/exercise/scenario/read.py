"""From the text of a scenario to its parts; everything that is wrong is told at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from oyez.domain.errors import Sentence, say
from oyez.exercise.scenario import rules
from oyez.exercise.scenario.errors import FieldError, Problem, ScenarioError
from oyez.exercise.scenario.fields import NEEDED, Field, one_of
from oyez.exercise.scenario.lines import Place, places
from oyez.exercise.scenario.parts import (
    SINCE,
    Event,
    Expectation,
    Goal,
    Happening,
    Kind,
    Moment,
    Scenario,
)
from oyez.exercise.scenario.tables import ACT, EVENTS, EXPECT, MOST_EVENTS, TIMES, TOP

LARGEST = 200_000
WHERE = re.compile(r"\(at line (\d+)")
KIND = Field(one_of(EVENTS))


def read(source: str) -> Scenario:
    """The scenario, or ScenarioError with every sentence that a trainer needs to mend it."""
    if len(source) > LARGEST:
        sentence = say("A scenario has at most {most} characters.", most=LARGEST)
        raise ScenarioError([Problem(0, sentence)])
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError([_not_toml(error, source)]) from None
    return Reader(source, places(source)).scenario(data)


def _not_toml(error: tomllib.TOMLDecodeError, source: str) -> Problem:
    where, last = WHERE.search(str(error)), source.rstrip().count("\n") + 1
    reason = str(error).partition(" (at")[0]
    return Problem(
        int(where[1]) if where else last,
        say("This is not TOML as it should be: {reason}.", reason=reason),
    )


@dataclass
class Reader:
    """Reads the tables of one text and collects what is wrong."""

    source: str
    lines: Mapping[Place, int]
    problems: list[Problem] = field(default_factory=list)

    def scenario(self, data: Mapping[str, object]) -> Scenario:
        """All of it."""
        top = self.table(("", 0), data, TOP)
        events = self.events(top)
        goals = self.goals(top, events)
        if not self.problems:
            self.problems += rules.problems(events, goals, float(str(top["length"])))
        if self.problems:
            raise ScenarioError(self.problems)
        return Scenario(
            title=str(top["title"]),
            story=str(top["story"]),
            unit=f"/{str(top['unit']).strip('/')}/",
            language=str(top["language"]),
            length=float(str(top["length"])),
            events=tuple(events),
            expectations=tuple(goals),
            source=self.source,
        )

    def complain(self, where: tuple[str, int], key: str, sentence: Sentence) -> None:
        """Note what is wrong, with the line of the key or of its table."""
        places = [(*where, key), (key, 0, ""), (*where, ""), ("", 0, where[0])]
        if where != ("", 0):
            del places[1]  # only at the top a key may be the head of a table
        line = next((self.lines[one] for one in places if one in self.lines), 0)
        self.problems.append(Problem(line, sentence))

    def table(
        self, where: tuple[str, int], given: object, fields: Mapping[str, Field]
    ) -> dict[str, object]:
        """The keys of one table, each read, or its default."""
        if not isinstance(given, Mapping):
            self.complain(where, "", say("A table is needed here."))
            return {}
        for key in given:
            if key not in fields:
                known = ", ".join(fields)
                sentence = say(
                    "There is no key “{key}” here. Known: {known}.", key=key, known=known
                )
                self.complain(where, key, sentence)
        return {key: self.value(where, given, key, one) for key, one in fields.items()}

    def value(
        self, where: tuple[str, int], given: Mapping[str, object], key: str, one: Field
    ) -> object:
        """One key; what is missing or wrong is noted and becomes nothing."""
        if key not in given:
            if one.default is NEEDED:
                self.complain(where, "", say("The key “{key}” is missing.", key=key))
            return None if one.default is NEEDED else one.default
        try:
            return one.read(given[key])
        except FieldError as error:
            self.complain(where, key, error.sentence)
            return None

    def events(self, top: Mapping[str, object]) -> list[Event]:
        """The events, and the acts after them."""
        found: list[Event] = []
        for table, given in (("event", top["event"]), ("act", top["act"])):
            for number, one in enumerate(given if isinstance(given, list) else []):
                found.append(self.event((table, number), one, len(found) + 1))
        notices = [event.name for event in found if event.kind is Kind.NOTICE]
        if len(notices) == 1:
            for event in found:
                if event.kind is Kind.ACT and not event.data.get("notice"):
                    event.data["notice"] = notices[0]
        if not found and not self.problems:
            self.complain(("", 0), "", say("A scenario needs at least one [[event]]."))
        if len(found) > MOST_EVENTS:
            self.complain(
                ("", 0), "", say("A scenario has at most {most} events.", most=MOST_EVENTS)
            )
        return found

    def event(self, where: tuple[str, int], given: object, number: int) -> Event:
        """One event or act."""
        kind, fields = Kind.ACT, ACT
        rest = dict(given) if isinstance(given, Mapping) else given
        if where[0] == "event" and isinstance(rest, dict):
            before = len(self.problems)
            word = self.value(where, rest, "kind", KIND)
            rest.pop("kind", None)
            if len(self.problems) > before:
                return Event(number, 0, "", kind, 0.0, Moment(), {})
            kind = Kind(str(word))
            fields = EVENTS[kind]
        found = self.table(where, rest, TIMES | fields)
        return Event(
            number=number,
            line=self.lines.get((*where, ""), 0),
            name=str(found.get("name") or f"{where[0]}-{where[1] + 1}"),
            kind=kind,
            at=float(str(found.get("at") or 0)),
            after=self.moment(where, str(found.get("after") or "")),
            data={key: found.get(key) for key in fields},
        )

    def moment(self, where: tuple[str, int], text: str) -> Moment:
        """What `after` names."""
        try:
            return Moment.of(text)
        except ValueError:
            sentence = say(
                "“{text}” names no moment. It is the name of an event, and for a notice also "
                "one of these after a space: {known}.",
                text=text,
                known=", ".join(one.value for one in Happening if one.value),
            )
            self.complain(where, "after", sentence)
            return Moment()

    def goals(self, top: Mapping[str, object], events: list[Event]) -> list[Expectation]:
        """What is expected; with one notice only, it need not be named."""
        notices = [event.name for event in events if event.kind is Kind.NOTICE]
        found = []
        given = top["expect"]
        for number, one in enumerate(given if isinstance(given, list) else []):
            where = ("expect", number)
            table = self.table(where, one, EXPECT)
            if not table.get("goal") or table.get("within") is None:
                continue
            goal = Goal(str(table["goal"]))
            notice = str(table["notice"] or (notices[0] if len(notices) == 1 else ""))
            after = self.moment(where, str(table["after"] or ""))
            since = after if after.name else Moment(notice, SINCE[goal])
            line = self.lines.get((*where, ""), 0)
            within = float(str(table["within"]))
            found.append(Expectation(line, goal, notice, within, since))
        return found

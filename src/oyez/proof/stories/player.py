"""Plays a story in the terminal: acts with their times, and expectations that hold or do not."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from oyez.domain.errors import NotAllowed

T = TypeVar("T")
PATIENCE = 7.0  # seconds to wait for what has no promise of its own
AFTERWARDS = 0.1  # and once something did not hold, so that a broken story ends soon
TICK = 0.04
READING = (OSError, ValueError, LookupError)  # a look that fails has not found what it should
OPENING = "The story begins."


class StoryOver(Exception):
    """An act was not possible, so what follows it has no meaning; the player has noted why."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What was expected after a step, and whether it held; seconds count from the step."""

    step: str
    seconds: float
    expected: str
    held: bool
    found: str = ""  # what was seen instead

    def as_json(self) -> dict[str, object]:
        """For machines."""
        return {
            "step": self.step,
            "seconds": round(self.seconds, 3),
            "expected": self.expected,
            "held": self.held,
        }


@dataclass(slots=True)
class Player:
    """One performance; `write` takes each line for people, `clock` says when it was."""

    story: str
    write: Callable[[str], None]
    report: Path | None = None  # where an incident report is kept
    played: list[Expectation] = field(default_factory=list)
    step: str = OPENING
    clock: Callable[[], str] = lambda: datetime.now().astimezone().strftime("%H:%M:%S")
    began: float = field(default_factory=time.monotonic)

    @property
    def held(self) -> bool:
        """Whether everything that was expected held, and something was."""
        return bool(self.played) and all(one.held for one in self.played)

    def as_json(self) -> dict[str, object]:
        """The whole performance."""
        steps = [one.as_json() for one in self.played]
        return {"story": self.story, "held": self.held, "steps": steps}

    def chapter(self, text: str) -> None:
        """A heading."""
        self.write(f"\n{text}")

    def tell(self, text: str) -> None:
        """What a reader has to know; nothing is done or expected."""
        self.write(f"{'':{len(self.clock()) + 11}} {text}")

    def act(self, step: str, deed: Callable[[], T]) -> T:
        """Do it and start the clock of what follows; a rule that says no ends the story."""
        self.step, self.began = step, time.monotonic()
        try:
            done = deed()
        except NotAllowed as refused:
            self._note(step, held=False, found=f"refused: {refused}")
            raise StoryOver(step) from refused
        self._line(self.seconds(), step)
        return done

    def expect(
        self,
        expected: str,
        look: Callable[[], object],
        wanted: object = True,
        *,
        within: float | None = None,
    ) -> None:
        """Look until `wanted` is seen; `within` promises the seconds since the act began."""
        last = self.seconds() + self.patience
        if within is not None:
            last = min(within, last) if self.broken else within
        while True:
            found, at = self._look(look), self.seconds()
            if found == wanted or at >= last:
                break
            time.sleep(TICK)
        self._note(expected, held=found == wanted and at <= max(last, 0), found=found)

    def stays(
        self, expected: str, look: Callable[[], object], wanted: object, *, seconds: float
    ) -> None:
        """Look for some time: `wanted` has to be seen at every glance."""
        until = self.seconds() + min(seconds, self.patience)
        found = self._look(look)
        while found == wanted and self.seconds() < until:
            time.sleep(TICK)
            found = self._look(look)
        self._note(expected, held=found == wanted, found=found)

    def refused(self, step: str, deed: Callable[[], object], sentence: str) -> None:
        """An act that a rule has to refuse, with a sentence that says this."""
        self.step, self.began = step, time.monotonic()
        told = None
        try:
            deed()
        except NotAllowed as no:
            told = str(no.reason)
        self._line(self.seconds(), step)
        held = told is not None and sentence in told
        self._note(f"Refused: “{sentence}”", held=held, found=told or "nobody refused it")

    def seconds(self) -> float:
        """Since the act began."""
        return time.monotonic() - self.began

    @property
    def broken(self) -> bool:
        """Whether something did not hold."""
        return not all(one.held for one in self.played)

    @property
    def patience(self) -> float:
        """How long to wait now."""
        return AFTERWARDS if self.broken else PATIENCE

    def _look(self, look: Callable[[], object]) -> object:
        try:
            return look()
        except READING as error:
            return f"{type(error).__name__}: {error}"

    def _note(self, expected: str, *, held: bool, found: object) -> None:
        seconds, first = self.seconds(), not held and not self.broken
        seen = "" if held else f" Found: {found}"
        self.played.append(Expectation(self.step, seconds, expected, held, seen))
        mark = "   held  " if held else "   NOT held  "
        self._line(seconds, mark + expected + seen)
        if first:
            self.tell("Something did not hold: from here on nothing is waited for.")

    def _line(self, seconds: float, text: str) -> None:
        self.write(f"{self.clock()} {f'+{seconds:.2f} s':>10} {text}")

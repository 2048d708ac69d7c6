"""What a trainer is told when a scenario cannot be played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oyez.domain.errors import Sentence


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; line 0 is the file as a whole."""

    line: int
    sentence: Sentence


class ScenarioError(Exception):
    """The scenario cannot be played; `problems` says why, in the order of the lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__("\n".join(f"line {p.line}: {p.sentence}" for p in self.problems))


class FieldError(Exception):
    """One value is wrong; whoever reads the table knows its line."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence

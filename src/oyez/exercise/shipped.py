"""The scenarios that come with the product."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from oyez.exercise.scenario import Scenario, read

FOLDER = Path(__file__).parent / "scenarios"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A scenario under the name of its file."""

    slug: str
    scenario: Scenario


@cache
def shipped() -> tuple[Shipped, ...]:
    """All of them, by name."""
    files = sorted(FOLDER.glob("*.toml"))
    return tuple(Shipped(one.stem, read(one.read_text(encoding="utf-8"))) for one in files)


def shipped_as(slug: str) -> Scenario | None:
    """The scenario with this name."""
    return next((one.scenario for one in shipped() if one.slug == slug), None)

"""Whom the replies of blind timelines would page; run as a script it writes the figures down.

Only what people say counts here, weighed by the real scorer and the real rules without a database,
so that many timelines take seconds. What links and foreign posts add is in test_replay_command.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from oyez.domain.alarm import Said, Stage, Surroundings, weigh
from oyez.proof.replay.timeline import Answer, Change, Foreign, Spoken, Timeline, read
from oyez.scoring import Scored, Text, load

HERE = Path(__file__).parent
FIGURES = HERE / "heard_figures.json"
SETS = ("first", "second", "third")
START = datetime(2026, 1, 1, 20, tzinfo=UTC)
LATEST = 60.0


@cache
def timelines(name: str) -> dict[str, tuple[Timeline, dict[str, Any]]]:
    """The timelines of a set that replies alone decide, and what their author expects."""
    told = {path.stem: json.loads(path.read_text()) for path in (HERE / "heard" / name).glob("*")}
    found = {stem: (read(one), one["expect"]) for stem, one in sorted(told.items())}
    return {stem: one for stem, one in found.items() if not _decided_elsewhere(one[0])}


def _decided_elsewhere(timeline: Timeline) -> bool:
    return any(isinstance(one, Change | Foreign) for one in timeline.events)


@cache
def verdicts(name: str) -> dict[str, str]:
    """Each timeline of a set: right, late, missed, or paged in vain."""
    return {
        stem: verdict(timeline, expected) for stem, (timeline, expected) in timelines(name).items()
    }


def verdict(timeline: Timeline, expected: dict[str, Any]) -> str:
    """What came of one timeline."""
    loud = first_loud(timeline)
    if not expected["paged"]:
        return "right" if loud is None else "in vain"
    if loud is None:
        return "missed"
    return "right" if loud <= expected["from"] + LATEST else "late"


def first_loud(timeline: Timeline) -> float | None:
    """The second of the first loud page, or None."""
    for post in timeline.posts:
        answers = [e for e in timeline.events if isinstance(e, Answer) and e.on == post.id]
        around = Surroundings(link=bool(post.links))
        for second, said in _growing(answers, scored(post, tuple(answers))):
            if weigh(said, around, START + timedelta(seconds=second)).stage is Stage.ALARM:
                return second
    return None


@cache
def scored(post: Spoken, answers: tuple[Answer, ...]) -> Sequence[Scored]:
    """What the shipped scorer says of the replies below a post."""
    return load("fast").judge([Text(one.text, post=post.text) for one in answers])


def _growing(
    answers: Sequence[Answer], judged: Sequence[Scored]
) -> Iterator[tuple[float, list[Said]]]:
    said: list[Said] = []
    for number, (one, seen) in enumerate(zip(answers, judged, strict=True)):
        at = START + timedelta(seconds=one.t)
        words = one.text.casefold()
        said.append(Said(number, one.author, at, seen.alarm, seen.abusive, words, one.days))
        yield one.t, said


def figures() -> dict[str, Any]:
    """What is written down, and of which instrument."""
    rows = []
    for name in SETS:
        found = verdicts(name)
        real = {stem for stem, (_, expected) in timelines(name).items() if expected["paged"]}
        for kind, stems in (("real", real), ("harmless", set(found) - real)):
            counts = Counter(found[stem] for stem in stems)
            said = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
            rows.append([name, kind, str(len(stems)), said])
    wrong = {
        stem: said for name in SETS for stem, said in verdicts(name).items() if said != "right"
    }
    return {"fingerprint": load("fast").fingerprint(), "rows": rows, "wrong": wrong}


if __name__ == "__main__":
    FIGURES.write_text(json.dumps(figures(), indent=1) + "\n", encoding="utf-8")

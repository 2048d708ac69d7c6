"""Measuring a scorer on labelled replies, by task and language.

A line is `{"reply", "post", "lang", "label", "urgent"}`; its label says its task: `alarm` or
`not_alarm`, a label of triage, or `abusive` and `not_abusive`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from oyez.scoring import calibration
from oyez.scoring.judging import TRIAGE, Scored
from oyez.scoring.text import Text

TASKS = {
    "alarm": ("alarm", "not_alarm"),
    "abuse": ("abusive", "not_abusive"),
    "triage": TRIAGE,
}


class BadLineError(Exception):
    """A file of labelled replies cannot be read; the sentence names the line."""


class Judge(Protocol):
    """A scorer that puts its probabilities into words."""

    def judge(self, batch: Sequence[Text]) -> list[Scored]:
        """What people see of each text."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled reply."""

    text: Text
    task: str
    label: str
    urgent: bool | None


def read(path: Path) -> list[Labelled]:
    """The labelled replies of a file; BadLineError names the first line that is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise BadLineError(f"{path} cannot be read.") from None
    return [_line(line, number) for number, line in enumerate(lines, start=1) if line.strip()]


def _line(line: str, number: int) -> Labelled:
    try:
        row: Mapping[str, Any] = json.loads(line)
        text = Text(str(row["reply"]), str(row.get("post") or ""), str(row.get("lang") or ""))
        label = str(row["label"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadLineError(f'Line {number} must be an object with "reply" and "label".') from None
    task = next((task for task, labels in TASKS.items() if label in labels), None)
    if task is None:
        raise BadLineError(f"Line {number} has the label {label}, which no task has.")
    urgent = row.get("urgent")
    return Labelled(text, task, label, urgent if isinstance(urgent, bool) else None)


def evaluated(scorer: Judge, labelled: Sequence[Labelled]) -> dict[str, Any]:
    """Figures by task and language, and which instrument they are of."""
    scored = scorer.judge([one.text for one in labelled])
    groups: dict[str, dict[str, list[tuple[Labelled, Scored]]]] = defaultdict(dict)
    for one, said in zip(labelled, scored, strict=True):
        groups[one.task].setdefault(one.text.lang or said.lang, []).append((one, said))
    tasks = {
        task: {lang: _figures(task, pairs) for lang, pairs in sorted(by_language.items())}
        for task, by_language in groups.items()
    }
    by = {(one.scorer, one.version, one.fingerprint) for one in scored}
    named = [
        dict(zip(("scorer", "version", "fingerprint"), one, strict=True)) for one in sorted(by)
    ]
    return {"tasks": tasks, "by": named}


def _figures(task: str, pairs: Sequence[tuple[Labelled, Scored]]) -> dict[str, Any]:
    if task == "triage":
        return _triage(pairs)
    truth = np.array([one.label in ("alarm", "abusive") for one, _ in pairs])
    if task == "alarm":
        p, said = [s.alarm for _, s in pairs], [s.alarming for _, s in pairs]
    else:
        p, said = [s.abuse for _, s in pairs], [s.abusive for _, s in pairs]
    return {"n": len(pairs)} | _yes_or_no(np.array(p), np.array(said), truth)


def _yes_or_no(p: Any, said: Any, truth: Any) -> dict[str, Any]:
    f1 = [_f1(said, truth), _f1(~said, ~truth)]
    return {
        "recall": _share(said[truth]),
        "false": _share(said[~truth]),
        "macro_f1": round(sum(f1) / 2, 4),
        "ece": round(calibration.expected_error(p, truth), 4),
    }


def _triage(pairs: Sequence[tuple[Labelled, Scored]]) -> dict[str, Any]:
    labels = np.array([one.label for one, _ in pairs])
    said = np.array([scored.triage for _, scored in pairs])
    f1 = {label: _f1(said == label, labels == label) for label in TRIAGE if label in labels}
    known = [(one.urgent, scored.urgent) for one, scored in pairs if one.urgent is not None]
    truth, flagged = (
        (np.array(column, dtype=bool) for column in zip(*known, strict=True))
        if (known)
        else (np.empty(0, bool), np.empty(0, bool))
    )
    return {
        "n": len(pairs),
        "accuracy": round(float((said == labels).mean()), 4),
        "macro_f1": round(sum(f1.values()) / len(f1), 4),
        "urgent_recall": _share(flagged[truth]),
        "urgent_false": _share(flagged[~truth]),
    }


def _share(flags: Any) -> float | None:
    return round(float(flags.mean()), 4) if len(flags) else None


def _f1(said: Any, truth: Any) -> float:
    both = int((said & truth).sum())
    return round(2 * both / (int(said.sum()) + int(truth.sum())), 4) if both else 0.0

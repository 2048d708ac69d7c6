"""A tier of the artefact in memory: spaces, heads by task and language, calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from oyez.scoring.calibration import Platt
from oyez.scoring.features import Features, Prepared
from oyez.scoring.judging import ANY, TRIAGE, Thresholds
from oyez.scoring.linear import Brake, Head, Rows, sigmoid, softmax
from oyez.scoring.memory import Memory
from oyez.scoring.spaces import Floats, Space
from oyez.scoring.store import Artefact

TASKS = ("abuse", "alarm", "emergency", "triage")
BRAKED = "alarm"

ByLanguage = Mapping[str, Head]


@dataclass(frozen=True, slots=True)
class Tier:
    """Everything that turns prepared texts into probabilities."""

    features: Features
    heads: Mapping[str, ByLanguage]
    platt: Mapping[str, Mapping[str, Platt]]
    thresholds: Thresholds
    brake: Brake | None = None

    def logits(self, task: str, rows: Rows, langs: Sequence[str]) -> Floats:
        """Calibrated logits of a task, each text by the head of its language."""
        heads, found = self.heads[task], np.empty(0)
        pull = self.brake.pull(rows) if self.brake and task == BRAKED else 0.0
        for lang in sorted(set(langs)):
            head = heads.get(lang, heads.get(ANY))
            if head is None:
                raise ValueError(f"no head for {task}")
            line = self.platt.get(task, {}).get(lang, Platt())
            mine = line(head.logits(rows) + pull)
            if not len(found):
                found = np.empty_like(mine)
            chosen = np.array([one == lang for one in langs])
            found[chosen] = mine[chosen]
        return found

    def probabilities(self, batch: Sequence[Prepared]) -> dict[str, Floats]:
        """One row a text: one column for a yes or no, and one a label for triage."""
        if not batch:
            return {}
        rows, langs = self.features.rows(batch), [one.lang for one in batch]
        found = {}
        for task in TASKS:
            logits = self.logits(task, rows, langs)
            found[task] = softmax(logits) if logits.shape[1] == len(TRIAGE) else sigmoid(logits)
        return found


def tier(artefact: Artefact, name: str) -> Tier:
    """The tier of an artefact by its name."""
    settings, arrays = artefact.settings, artefact.arrays
    wanted: Mapping[str, Any] = settings["tiers"][name]
    heads: dict[str, dict[str, Head]] = {}
    for task, by_language in wanted["heads"].items():
        for lang, parts in by_language.items():
            prefix = f"head.{name}.{task}.{lang}"
            weights = {part: arrays[f"{prefix}.{part}"] for part in parts}
            head = Head(weights, arrays[f"{prefix}.bias"])
            heads.setdefault(task, {})[lang] = head
    return Tier(
        features=_features(artefact, wanted),
        heads=heads,
        platt={
            task: {lang: Platt(*line) for lang, line in lines.items()}
            for task, lines in wanted["platt"].items()
        },
        thresholds=wanted["thresholds"],
        brake=Brake(heads["brake"][ANY], **wanted["brake"]) if "brake" in heads else None,
    )


def _features(artefact: Artefact, wanted: Mapping[str, Any]) -> Features:
    arrays, memory = artefact.arrays, None
    if wanted["vectors"] and "memory.vectors" in arrays:
        remembered = (arrays["memory.vectors"], arrays["memory.signs"])
        memory = Memory(*(array.astype(np.float32) for array in remembered))
    signs, spaces = artefact.settings["signs"], _spaces(artefact, wanted["spaces"])
    return Features(spaces, signs, vectors=wanted["vectors"], memory=memory)


def _spaces(artefact: Artefact, names: Sequence[str]) -> dict[str, Space]:
    found = {}
    for name in names:
        how, prefix = artefact.settings["spaces"][name], f"space.{name}"
        keys, idf = artefact.arrays[f"{prefix}.keys"], artefact.arrays[f"{prefix}.idf"]
        found[name] = Space(how["kind"], keys, idf, sublinear=how["sublinear"])
    return found

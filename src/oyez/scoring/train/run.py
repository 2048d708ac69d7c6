"""The whole training: read, fit every task of both tiers, write the artefact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from oyez.scoring import encoder, words
from oyez.scoring.features import Features
from oyez.scoring.judging import ANY
from oyez.scoring.linear import Head
from oyez.scoring.memory import Memory
from oyez.scoring.spaces import Space
from oyez.scoring.store import Artefact, write
from oyez.scoring.text import PREPROCESSING
from oyez.scoring.train import abuse, alarm, own, sources, triage
from oyez.scoring.train.corpus import Corpus, corpus, features, table
from oyez.scoring.train.profanity import NAME, Profanity, profanity
from oyez.scoring.train.recipe import BRAKE, VERSION
from oyez.scoring.train.trained import Ground, Trained

# The names of thresholds are those of probabilities, of heads those of tasks.
LIMITS = {"abuse": "abusive", "alarm": "alarm", "emergency": "emergency"}

Arrays = dict[str, NDArray[Any]]
Say = Callable[[str], None]


def train(data: Path, out: Path, *, folder: Path = own.OWN_TEXTS, say: Say) -> Artefact:
    """Train on the shared data and our own texts, and write the artefact into `out`.

    The same texts give the same bytes on the same machine. MissingDataError when a file of
    `data` is not there.
    """
    with threadpool_limits(limits=1):
        texts = corpus(data, folder)
        say(f"{len(texts.prepared)} texts")
        made_by, lexical = features(texts.prepared, vectors=True), profanity()
        rows = table(texts.prepared, made_by)
        say("rows are made")
        tiers, memory = {}, None
        for name in ("fast", "tiny"):
            ground = Ground(texts, rows, vectors=name == "fast")
            tasks, remembered = _tasks(ground, lexical, say)
            memory = remembered or memory
            tiers[name] = tasks
        if memory is None:
            raise AssertionError("a tier with vectors remembers")
        about = _about(data, folder, texts, tiers)
        found = _artefact(made_by, lexical, memory, tiers=tiers, about=about)
        write(found, out)
        return found


def _tasks(
    ground: Ground, lexical: Profanity, say: Say
) -> tuple[dict[str, Trained], Memory | None]:
    """All tasks of one tier."""
    memory = None
    found = {"abuse": abuse.trained(ground, lexical)}
    say("abuse is trained")
    if ground.vectors:
        found["alarm"], memory = alarm.remembered(ground)
    else:
        found["alarm"] = alarm.linear(ground)
    say("alarm is trained")
    found["triage"], found["emergency"] = triage.trained(ground), triage.emergency(ground)
    say("triage is trained")
    return found, memory


def _artefact(
    made_by: Features,
    lexical: Profanity,
    memory: Memory,
    *,
    tiers: Mapping[str, Mapping[str, Trained]],
    about: Mapping[str, Any],
) -> Artefact:
    spaces: dict[str, Space] = {**made_by.spaces, NAME: lexical.space}
    arrays: Arrays = {
        "memory.vectors": memory.vectors.astype(np.float16),
        "memory.signs": memory.signs.astype(np.float16),
    }
    for name, space in spaces.items():
        arrays[f"space.{name}.keys"], arrays[f"space.{name}.idf"] = space.keys, space.idf
    settings = {
        "version": VERSION,
        "preprocessing": PREPROCESSING,
        "lexicon": words.digest(),
        "encoder": encoder.version(),
        "signs": list(made_by.signs),
        "spaces": {n: {"kind": s.kind, "sublinear": s.sublinear} for n, s in spaces.items()},
        "tiers": {name: _tier(name, tasks, spaces, arrays) for name, tasks in tiers.items()},
    }
    return Artefact(arrays, settings, about)


def _tier(
    name: str, tasks: Mapping[str, Trained], spaces: Mapping[str, Space], arrays: Arrays
) -> dict[str, Any]:
    """The settings of a tier; its weights go into the arrays."""
    heads: dict[str, dict[str, list[str]]] = {}
    found: dict[str, Mapping[str, Head]] = {task: done.heads for task, done in tasks.items()}
    for done in tasks.values():
        found |= {"brake": {ANY: done.brake}} if done.brake else {}
    for task, by_language in found.items():
        for lang, head in by_language.items():
            prefix = f"head.{name}.{task}.{lang}"
            arrays |= {f"{prefix}.{part}": weight for part, weight in head.weights.items()}
            arrays[f"{prefix}.bias"] = head.bias
            heads.setdefault(task, {})[lang] = sorted(head.weights)
    return {
        "vectors": name == "fast",
        "brake": BRAKE,
        "spaces": sorted(spaces),
        "heads": heads,
        "platt": {
            task: {lang: [line.slope, line.shift] for lang, line in done.platt.items()}
            for task, done in tasks.items()
        },
        "thresholds": {LIMITS[t]: done.thresholds for t, done in tasks.items() if t in LIMITS},
    }


def _about(
    data: Path, folder: Path, texts: Corpus, tiers: Mapping[str, Mapping[str, Trained]]
) -> dict[str, Any]:
    """What the model card says: what was read, and the figures out of fold."""
    names, counts = np.unique(texts.source, return_counts=True)
    return {
        "texts": dict(zip(names.tolist(), counts.tolist(), strict=True)),
        "digests": sources.digests(data)
        | {f"own {task}": own.digest(task, folder) for task in ("alarm", "triage")},
        "figures": {
            name: {task: done.figures for task, done in tasks.items()}
            for name, tasks in tiers.items()
        },
    }

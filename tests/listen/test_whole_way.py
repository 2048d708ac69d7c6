"""Through real processes: said on the platform, asked for by a worker, linked to the notice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_an_answer_comes_back_once_though_workers_are_killed() -> None:
    script = Path(__file__).with_name("whole_way.py")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=170, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["items"] == [["First answer", found["notice"]], ["Second answer", found["notice"]]]
    assert found["crashes"] == 0

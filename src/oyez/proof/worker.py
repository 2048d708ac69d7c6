"""A worker process for proofs: the product's own loop, whole or broken on purpose.

`python -m oyez.proof.worker` says `ready` on stdout and ends when its stdin closes. The product
has no switch for sabotage; only this harness patches the rules before the loop starts.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable

import django


def main() -> None:
    """Work until told to stop or left alone."""
    django.setup()
    from oyez.proof.chaos.sabotage import Sabotage  # noqa: PLC0415 (needs Django set up)
    from oyez.work.loop import Worker  # noqa: PLC0415
    from oyez.work.wake import make_wake  # noqa: PLC0415

    if name := os.environ.get("OYEZ_PROOF_SABOTAGE"):
        from oyez.proof.chaos.processes_sabotage import break_heart  # noqa: PLC0415

        break_heart(Sabotage(name))
    worker = Worker(make_wake())
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    threading.Thread(target=_end_with_parent, args=(worker.stop,), daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    worker.run()


def _end_with_parent(stop: Callable[[], None]) -> None:
    sys.stdin.buffer.read()
    stop()


if __name__ == "__main__":
    main()

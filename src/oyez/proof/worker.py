"""`oyez worker` for proofs: the product's own command, with a heart whole or broken on purpose.

`python -m oyez.proof.worker` ends when its stdin closes, so that nothing outlives a proof. The
product has no switch for sabotage; only this harness patches the rules before the loop starts.
"""

from __future__ import annotations

import os
import signal
import sys
import threading

from oyez.cli import main
from oyez.cli.setup import ready
from oyez.proof import clock


def end_with_parent() -> None:
    """Stop as after SIGTERM once nobody holds the other end of stdin."""
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def work() -> int:
    """Work until told to stop or left alone."""
    clock.wear()
    if name := os.environ.get("PROOF_SABOTAGE"):
        ready()
        from oyez.proof.chaos.processes_sabotage import break_heart  # noqa: PLC0415 (Django)
        from oyez.proof.chaos.sabotage import Sabotage  # noqa: PLC0415 (Django)
        from oyez.proof.stories.carelessness import Carelessness, break_room  # noqa: PLC0415

        if name in set(Carelessness):
            break_room(Carelessness(name))
        else:
            break_heart(Sabotage(name))
    threading.Thread(target=end_with_parent, daemon=True).start()
    return main(["worker"])


if __name__ == "__main__":
    sys.exit(work())

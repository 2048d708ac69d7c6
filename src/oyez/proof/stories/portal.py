"""The embedded portal in a process of its own, ended when its stdin closes.

`python -m oyez.proof.stories.portal PORT` serves the tree of OYEZ_HOME on loopback.
"""

from __future__ import annotations

import os
import sys
import threading

from oyez.reach.listen import serve
from oyez.reach.server import app


def main() -> None:
    """Serve until the parent is gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    serve(app.root, "127.0.0.1", int(sys.argv[1]), budget=app.budget)


def _end_with_parent() -> None:
    os.read(0, 1)  # not sys.stdin: its lock must not be held when the interpreter ends
    os._exit(0)  # it holds nothing that would have to be written or said


if __name__ == "__main__":
    main()

"""`oyez portal`: serve the published tree; needs neither database nor settings."""

from __future__ import annotations

import argparse
import sys

from oyez.environment import BadSetting


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8001, help="port to listen on (8001)")


def run(arguments: argparse.Namespace) -> int:
    """Serve until a signal says stop."""
    try:
        from oyez.reach.listen import serve  # noqa: PLC0415  (loads the server only when it runs)
        from oyez.reach.server import app  # noqa: PLC0415
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 2
    print(f"The portal listens on http://{arguments.host}:{arguments.port}", flush=True)
    serve(app.root, arguments.host, arguments.port, budget=app.budget)
    return 0

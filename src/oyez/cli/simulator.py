"""oyez simulator: play the platforms on loopback, with faults and a wall."""

from __future__ import annotations

import argparse

from oyez.simulator import options


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    options.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Play until the end; 4 when a port is taken."""
    return options.start(arguments)

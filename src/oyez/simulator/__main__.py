"""python -m oyez.simulator."""

from __future__ import annotations

import argparse
import sys

from oyez.simulator.options import add_arguments, start

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m oyez.simulator")
    add_arguments(parser)
    sys.exit(start(parser.parse_args()))

"""The arguments of the simulator, shared by `oyez simulator` and `python -m oyez.simulator`."""

from __future__ import annotations

import argparse
import sys

from oyez.simulator.faults import KINDS, FaultError
from oyez.simulator.server import NotLoopbackError, PortTakenError, serve

WRONG_INPUT = 2
NO_ANSWER = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
    parser.add_argument("--port", type=port, default=8002, help="of the web server, 0 for any")
    parser.add_argument("--smtp-port", type=port, default=8025, help="of the mail sink, 0 for any")
    parser.add_argument("--latency-ms", type=float, default=0.0, help="added to every answer")
    parser.add_argument("--seed", type=int, default=0, help="for faults with a probability")
    parser.add_argument("--portal", default="", help="address of the own page, for the wall")
    parser.add_argument(
        "--wall",
        action="store_true",
        help="show every platform on the wall, and say in plain words where it is",
    )
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="PLATFORM:OPERATION:FAULT[:TIMES]",
        help=f"may be repeated; * is any platform or operation; faults: {', '.join(KINDS)}",
    )


def port(text: str) -> int:
    """A port number."""
    number = int(text)
    if not 0 <= number <= 65_535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


def start(arguments: argparse.Namespace) -> int:
    """Play until the end; the exit code is 0, 2 for wrong input, 4 when a port is taken."""
    try:
        serve(
            arguments.host,
            arguments.port,
            arguments.smtp_port,
            latency_ms=arguments.latency_ms,
            seed=arguments.seed,
            portal=arguments.portal,
            faults=arguments.fault,
            wall=arguments.wall,
        )
    except (NotLoopbackError, FaultError) as error:
        return complain(error, WRONG_INPUT)
    except PortTakenError as error:
        return complain(error, NO_ANSWER)
    return 0


def complain(error: Exception, code: int) -> int:
    """One sentence on stderr."""
    sys.stderr.write(f"{error}\n")
    return code

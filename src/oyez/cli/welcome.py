"""What `oyez run` prints when everything listens."""

from __future__ import annotations

from itertools import groupby

from oyez.cli import home
from oyez.cli.places import Ports
from oyez.cli.prepare import PEOPLE

FIRST = "oyez person EMAIL --name NAME --role administrator --scope /"


def welcome(ports: Ports, seconds: float, *, exercise: bool) -> str:
    """The addresses, who can sign in or how they are let in, and how to stop."""
    lines = [
        "",
        f"Oyez is ready in {seconds:.1f} s." + (" This is an exercise." if exercise else ""),
        "",
        f"  console      {ports.url('console')}",
        f"  public page  {ports.url('portal')}",
    ]
    if exercise:
        wall = "what the public sees on every simulated platform"
        lines += [f"  wall         {ports.url('simulator')}/wall  ({wall})", *people()]
    else:
        lines += ["", "  To let somebody in, for example the first administrator:", f"    {FIRST}"]
    return "\n".join([*lines, "", "Ctrl-C stops everything.", ""])


def people() -> list[str]:
    """Who can sign in, by authority, as noted when the exercise world was made."""
    file = home.home() / PEOPLE
    try:
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    except OSError:
        return [
            "",
            f"  {file} is missing, so the people are not listed.",
        ]
    lines = ["", f"  people, with the password  {rows[0][4]}"] if rows else []
    for authority, group in groupby(rows, key=lambda row: row[3]):
        lines += ["", f"  {authority}"]
        lines += [f"    {role:<14} {email:<32} {name}" for email, name, role, *_ in group]
    return lines

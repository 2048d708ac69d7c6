"""`oyez check`: what is missing or wrong in this installation, in sentences."""

from __future__ import annotations

import argparse
import json
import os
from typing import TYPE_CHECKING

import django

from oyez.cli.acting import BROKEN, DONE
from oyez.cli.home import adopt
from oyez.environment import BadSetting

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_KEY = 32


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how far to look."""
    parser.add_argument(
        "--probe",
        action="store_true",
        help="also ask every platform whether it takes the credentials; nothing visible is sent",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 when all is well, 1 with a sentence for everything that is not."""
    found = list(findings(probe=arguments.probe))
    if arguments.json:
        print(json.dumps({"well": not found, "findings": found}))
    else:
        print("\n".join(found) if found else "All is well.")
    return BROKEN if found else DONE


def findings(*, probe: bool) -> Iterator[str]:
    """Everything that is not as it should be; what stands on something broken is not asked."""
    adopt()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oyez.settings")
    try:
        django.setup()
    except BadSetting as error:
        yield str(error)
        return
    yield from _settings()
    trouble = _database()
    if trouble:
        yield trouble
        return
    from oyez.cli import channels  # noqa: PLC0415  (needs Django set up)

    yield from channels.findings(probe=probe)


def _settings() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415  (needs Django set up)
    from django.core.checks import ERROR, run_checks  # noqa: PLC0415

    from oyez.govern.vault import VaultError, encrypt  # noqa: PLC0415

    for name in ("SECRET_KEY", "LEDGER_KEY"):
        if len(getattr(settings, name)) < SHORTEST_KEY:
            yield f"OYEZ_{name} is shorter than {SHORTEST_KEY} characters; make a longer one."
    try:
        encrypt(0, {"a": "b"})
    except VaultError as error:
        yield str(error)
    for one in run_checks():
        if one.level >= ERROR:
            yield f"{one.msg} {one.hint or ''}".strip()
    if not settings.HTTPS and not settings.EXERCISE:
        yield "OYEZ_CONSOLE_URL is not https, so passwords travel in the open."


def _database() -> str:
    from django.db import DatabaseError  # noqa: PLC0415  (needs Django set up)

    from oyez.cli.acting import OutsideError  # noqa: PLC0415
    from oyez.cli.database import demand_migrated  # noqa: PLC0415

    try:
        demand_migrated()
    except DatabaseError as error:
        return f"The database cannot be reached: {str(error).strip()}"
    except OutsideError as error:
        return str(error)
    return ""

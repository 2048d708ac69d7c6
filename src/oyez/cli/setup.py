"""Commands that need the database begin here."""

from __future__ import annotations

import os
import sys

import django

from oyez.cli.home import adopt
from oyez.environment import BadSetting


def ready() -> None:
    """Set Django up; a bad setting becomes a sentence and exit code 2."""
    adopt()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oyez.settings")
    try:
        django.setup()
    except BadSetting as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error

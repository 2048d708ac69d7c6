"""Whether what reads replies can be had."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from oyez.scoring import SHIPPED

PLUG_INS = "oyez.scorers"


def check_scorer(app_configs: Sequence[Any] | None = None, **_more: Any) -> list[CheckMessage]:  # noqa: ARG001  (Django's shape)
    """An error with a hint where nothing of the name is installed."""
    plug_ins = {point.name for point in metadata.entry_points(group=PLUG_INS)}
    if settings.SCORER in {*SHIPPED, *plug_ins}:
        return []
    known = ", ".join(sorted({*SHIPPED, *plug_ins}))
    return [
        Error(
            f"OYEZ_SCORER names {settings.SCORER}, and nothing of that name is installed.",
            hint=f"There are {known}. See docs/settings.md.",
            id="oyez.E020",
        )
    ]

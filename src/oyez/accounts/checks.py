"""Whether the way to the authority's own directory is configured as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error

NEEDED = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")


def check_signing_in(app_configs: Sequence[Any] | None = None, **_more: Any) -> list[CheckMessage]:  # noqa: ARG001  (Django's shape)
    """What is missing or wrong, each with a hint."""
    return [*_directory(), *_minutes()]


def _directory() -> list[CheckMessage]:
    given = [name for name in (*NEEDED, "OIDC_NAME") if getattr(settings, name)]
    missing = [f"OYEZ_{name}" for name in NEEDED if not getattr(settings, name)]
    if not given:
        return []
    if missing:
        return [
            Error(
                f"The directory is configured by half: {', '.join(missing)} is not set.",
                hint="Set issuer, client id and client secret, or none of them. "
                "See docs/settings.md.",
                id="oyez.E001",
            )
        ]
    if urlsplit(settings.OIDC_ISSUER).scheme != "https" and not settings.EXERCISE:
        return [
            Error(
                "OYEZ_OIDC_ISSUER does not begin with https.",
                hint="What the directory says is believed because of TLS; only an exercise "
                "may do without.",
                id="oyez.E002",
            )
        ]
    return []


def _minutes() -> list[CheckMessage]:
    wrong = [n for n in ("STEP_UP_MINUTES", "STEP_UP_RETRACT_MINUTES") if getattr(settings, n) < 0]
    return [
        Error(
            f"OYEZ_{name} is less than 0.",
            hint="It takes minutes; 0 asks each time.",
            id="oyez.E003",
        )
        for name in wrong
    ]

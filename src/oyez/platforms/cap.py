"""The feed of CAP 1.2 warnings, for warning apps and aggregators."""

from __future__ import annotations

from dataclasses import replace

from oyez.platforms import page

PROFILE = replace(
    page.PROFILE,
    platform="cap",
    version="CAP 1.2",
    source="https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html",
)

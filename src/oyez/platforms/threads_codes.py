"""Threads' own codes beside the ones of all Meta platforms, and why a container failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from oyez.platforms.graph_codes import COMMON, F, table

# 24/4279009: the container is not known yet, or not any more.
CODES: Final[Mapping[str, F]] = {
    **COMMON,
    **table({F.NOT_FOUND: "24 24/4279009", F.QUOTA: "9 /2207042"}),
}
UNPUBLISHED: Final = frozenset({"IN_PROGRESS", "FINISHED", "ERROR", "EXPIRED"})
# What the author has to change; after anything else the container is made anew.
SPOILT: Final[frozenset[str]] = frozenset(
    {
        "INVALID_ASPEC_RATIO",  # the manual's own spelling
        "INVALID_ASPECT_RATIO",
        "INVALID_BIT_RATE",
        "INVALID_DURATION",
        "INVALID_FRAME_RATE",
        "INVALID_AUDIO_CHANNELS",
        "INVALID_AUDIO_CHANNEL_LAYOUT",
    }
)

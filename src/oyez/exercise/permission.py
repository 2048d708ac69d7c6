"""Whether drills may be played here at all: in an exercise, on the simulator of this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings

from oyez.domain.errors import NotAllowed, Sentence, say

REAL = say(
    "This installation is real, so no drill is played here. Start an exercise of its own with "
    "“make run”, in a home of its own."
)
NO_SIMULATOR = say(
    "This exercise has no simulator on this machine: OYEZ_SIMULATOR_URL names none. “oyez run” "
    "sets it by itself."
)


def refusal() -> Sentence | None:
    """Why no drill can be played here, or nothing."""
    if not settings.EXERCISE:
        return REAL
    return None if _on_this_machine(settings.SIMULATOR_URL) else NO_SIMULATOR


def refuse_unless_exercise() -> None:
    """NotAllowed where a drill could meet real channels, or nobody plays the platforms."""
    if sentence := refusal():
        raise NotAllowed(sentence)


def _on_this_machine(url: str) -> bool:
    parts = urlsplit(url)
    try:
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False

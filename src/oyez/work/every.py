"""Doing something at most so often."""

from __future__ import annotations

import time


class Every:
    """Calling it is True once per `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.next = 0.0

    def __call__(self) -> bool:
        """Whether it is time again; if so, the time is used up."""
        now = time.monotonic()
        if now < self.next:
            return False
        self.next = now + self.seconds
        return True

    def soon(self) -> None:
        """Let it be time again at once, because there is more to do."""
        self.next = 0.0

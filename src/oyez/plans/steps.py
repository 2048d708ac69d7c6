"""The step that carries plans out: modes first, then everything else that is due."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import OperationalError

from oyez.govern.actions import apply_modes
from oyez.govern.planned import due
from oyez.plans.actions.take_turn import put_off, take_turn
from oyez.plans.queries import due_steps
from oyez.work.every import Every
from oyez.work.registry import Claimed

log = logging.getLogger("oyez.plans")


class PlansDue:
    """Rows alone, so nothing is called in a thread; each change and each step is one commit."""

    name = "plans"
    lanes: Mapping[str, int] = MappingProxyType({"routine": 1})

    def __init__(self, pause: float = 0.25) -> None:
        self.time = Every(pause)

    def claim(self, lane: str, free: int, now: datetime, worker: str) -> Claimed:  # noqa: ARG002
        """Write what is due; what crashes is looked at later and stops nothing else."""
        if self.time():
            for channel in due(now):
                _safely(lambda one=channel: apply_modes(one, at=now))  # type: ignore[misc]
            for step in due_steps(now):
                if not _safely(lambda one=step: take_turn(one, at=now)):  # type: ignore[misc]
                    put_off(step, at=now)
        return Claimed()

    def run(self, errand: Any) -> Any:
        """Nothing is left for a thread."""
        return errand

    def record(self, results: Sequence[tuple[Any, Any]], now: datetime) -> None:
        """Nothing comes back from one."""


def _safely(action: Callable[[], object]) -> bool:
    """Whether it went well. A database that does not answer is the worker's own affair."""
    try:
        action()
    except OperationalError:
        raise
    except Exception:
        log.exception("a step of a plan crashed")
        return False
    return True

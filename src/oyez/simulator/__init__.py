"""The platforms' wire protocols, played on loopback; imports nothing of the house."""

from __future__ import annotations

from oyez.simulator.client import Running, running
from oyez.simulator.server import serve

__all__ = ["Running", "running", "serve"]

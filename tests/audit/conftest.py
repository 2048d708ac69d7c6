from __future__ import annotations

from together import shared_database

__all__ = ["shared_database"]

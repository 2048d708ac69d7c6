"""What speaks against a notice before it goes out. Pure rules, one family a file.

A rule never fetches and never fails on any text. Each has its version in `shapes.VERSION`.
"""

from __future__ import annotations

from oyez.domain.screening.run import addresses_of, screen
from oyez.domain.screening.shapes import Context, Draft, Finding, Kind, Level, Media
from oyez.domain.screening.words import CODES, WORDS

__all__ = [
    "CODES",
    "WORDS",
    "Context",
    "Draft",
    "Finding",
    "Kind",
    "Level",
    "Media",
    "addresses_of",
    "screen",
]

"""A legal basis and a privacy assessment, as a person enters them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Basis:
    """What was entered; empty words and days are none."""

    legal_basis: str = ""
    assessed_on: date | None = None
    assessed_by: str = ""
    check_due: date | None = None
    reference: str = ""

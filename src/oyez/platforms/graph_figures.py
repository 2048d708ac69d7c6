"""Figures about posts, as Meta's platforms tell them; the names change with the versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar
from urllib.parse import quote, urlencode

from pydantic import BaseModel

from oyez.domain.delivery import FailureClass
from oyez.platforms.graph import GraphBase
from oyez.platforms.heard import Measurement
from oyez.platforms.port import Failed, Receipt


class Value(BaseModel):
    """A number, or numbers by kind."""

    value: float | dict[str, float]


class Metric(BaseModel):
    """One figure about a post."""

    name: str
    values: list[Value]


class Insights(BaseModel):
    """Figures about a post; what the platform does not tell is missing."""

    data: list[Metric]


class Figures(GraphBase):
    """Measures posts; `metrics` are the platform's names and ours."""

    metrics: ClassVar[Mapping[str, str]]

    def measure(self, receipts: Sequence[Receipt], at: datetime) -> Sequence[Measurement] | Failed:
        """Every figure that is told; a post that is gone is left out."""
        found = []
        for receipt in receipts:
            figures = self.figures(receipt, tuple(self.metrics), at)
            if isinstance(figures, Failed):
                if figures.cls is FailureClass.NOT_FOUND:
                    continue
                return figures
            found += figures
        return found

    def figures(
        self, receipt: Receipt, names: tuple[str, ...], at: datetime
    ) -> list[Measurement] | Failed:
        """Figures of one post. Where one name is unknown, each is asked for alone."""
        query = urlencode({"metric": ",".join(names)})
        path = f"/{quote(receipt.remote_id, safe='')}/insights?{query}"
        told = self.get(Insights, path, at)
        if not isinstance(told, Failed):
            return [
                Measurement(receipt.remote_id, self.metrics[one.name], total(one.values[-1]), at)
                for one in told.data
                if one.name in self.metrics and one.values
            ]
        if told.cls is not FailureClass.INVALID:
            return told
        found: list[Measurement] = []
        for name in names if len(names) > 1 else ():
            one = self.figures(receipt, (name,), at)
            if isinstance(one, Failed):
                return one
            found += one
        return found


def total(told: Value) -> float:
    """A number, or the sum of numbers by kind."""
    return sum(told.value.values()) if isinstance(told.value, dict) else told.value

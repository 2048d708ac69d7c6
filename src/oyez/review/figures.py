"""Figures as they lie in frozen evidence, and back: in no other form is one kept or shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from oyez.domain.errors import Sentence
from oyez.domain.review.compare import Difference
from oyez.domain.review.estimate import Estimate
from oyez.domain.review.expected import Rate
from oyez.domain.review.ordered import Ordered

Figure = Estimate | Rate | Ordered | Difference
KINDS: Final[Mapping[str, type[Any]]] = {
    "share": Estimate,
    "rate": Rate,
    "ordered": Ordered,
    "difference": Difference,
}
NAMES: Final = {kind: name for name, kind in KINDS.items()}


def kept(figure: Figure | None) -> dict[str, Any] | None:
    """A figure as plain data."""
    return None if figure is None else {"kind": NAMES[type(figure)], **asdict(figure)}


def figure(data: Mapping[str, Any] | None) -> Any:
    """The figure in such data; None where there is none."""
    if data is None:
        return None
    values = dict(data)
    return KINDS[values.pop("kind")](**values)


def sentence(one: Sentence) -> dict[str, Any]:
    """A sentence as plain data, so that it can still be translated."""
    return {"template": one.template, "values": {name: plain(v) for name, v in one.values.items()}}


def plain(value: object) -> object:
    """What JSON knows; everything else as its words."""
    return value if isinstance(value, int | float | str | None) else str(value)


def canonical(evidence: Mapping[str, Any]) -> str:
    """The same evidence gives the same bytes, whoever writes it down."""
    return json.dumps(
        evidence, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def fingerprint(text: str) -> str:
    """The digest of frozen evidence."""
    return hashlib.sha256(text.encode()).hexdigest()

"""Made-up channels for the tests of reviews, as somebody would write them."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

GOOD = {"report": 5, "question": 20, "thanks": 40, "abuse": 5, "spam": 2, "other": 28}
BAD = {"report": 1, "question": 6, "thanks": 5, "abuse": 45, "spam": 13, "other": 30}


def weeks(interactions: Json, many: int = 12, reach: int = 40_000, reports: int = 2) -> list[Json]:
    """So many weeks that are all alike."""
    return [
        {"week": f"2026-W{n:02d}", "interactions": interactions, "reach": reach, "reports": reports}
        for n in range(1, many + 1)
    ]


def channel(interactions: Json, *, reach: int = 40_000, reports: int = 2, **more: Any) -> Json:
    """A channel without a community of its own, four hundred labels, and twelve like weeks."""
    one = {
        "channel": "Here", "labelled": 400, "community_share": 0.05, "people": 500,
        "weeks": weeks(interactions, reach=reach, reports=reports),
    }  # fmt: skip
    return one | more


def scenario(*channels: Json, **more: Any) -> Json:
    """A scenario of an authority that can be telephoned and may use WhatsApp."""
    whole = {"routes": ["telephone 101"], "approved_platforms": ["whatsapp"]}
    return whole | {"channels": list(channels)} | more

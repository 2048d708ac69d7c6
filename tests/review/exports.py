"""Exports as a platform would give them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from reviewing import Round

from oyez.review.analytics.evidence import Period, Tally, from_store
from oyez.review.analytics.store import store

Line = dict[str, Any]
BEGAN = datetime(2024, 1, 30, 9, tzinfo=UTC)


def lines(many: int = 300, **more: object) -> Iterator[Line]:
    kinds = ("report", "question", "thanks", "abuse", "spam", "other")
    for number in range(many):
        yield {
            "id": f"r{number}",
            "at": (BEGAN + timedelta(hours=number)).isoformat(),
            "post": f"p{number // 7}",
            "author": f"@robin{number % 40}@social.example",
            "kind": "reply",
            "text": "Words that are not kept",
            "triage": kinds[number % 6],
            "triage_p": 0.7,
            "abuse": 0.9 if number % 6 == 3 else 0.1,
        } | more


def write(path: Path, rows: Iterator[Line] | list[Line], encoding: str = "utf-8") -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding)
    return path


def tally(round_: Round) -> Tally:
    period = Period([round_.room.mastodon.pk], date(2024, 1, 1), date(2024, 4, 1))
    [found] = from_store(store(), period)
    return found

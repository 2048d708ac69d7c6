"""Whom a notice did not reach: read from the receipts of channels to many people."""

from __future__ import annotations

import pytest

from oyez.publish.missed import missed_by, missed_in
from oyez.publish.models import Receipt

WHEN = "2026-11-21T12:00:00+00:00"


@pytest.mark.parametrize(
    ("version", "counted"),
    [
        ("", {}),
        ("refused:2 unknown:1", {"refused": 2, "unknown": 1}),
        ("gone:3", {"gone": 3}),
        ("unsent:12 held:1", {"unsent": 12, "held": 1}),
        ("refused:0 gone:00", {}),
        ("1700000000:5 etag:9", {}),
        ("refused:two gone: :3", {}),
        ("refused:1234567890", {}),
    ],
)
def test_only_what_counts_people_is_counted(version: str, counted: dict[str, int]) -> None:
    assert missed_in(version) == counted


def test_the_newest_copy_that_stands_tells() -> None:
    first = Receipt(version="refused:4")
    second = Receipt(version="refused:1")
    taken_back = Receipt(version="refused:9", gone_at=WHEN)
    assert missed_by([first, second, taken_back]) == {"refused": 1}
    assert missed_by([taken_back]) == {}
    assert missed_by([]) == {}

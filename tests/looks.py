"""Looks for tests: an ordinary page, and any look at all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from oyez.domain.looking import Failure, Hop, Looked, PictureSeen

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAGE = "https://www.town.example/fair"
BITS = st.integers(0, 2**64 - 1)


def look(**changed: Any) -> Looked:
    """An ordinary page, seen at noon."""
    ordinary: dict[str, Any] = {
        "address": PAGE,
        "at": AT,
        "final_address": PAGE,
        "chain": (Hop(PAGE, 200),),
        "status": 200,
        "title": "The fair",
        "content_type": "text/html",
        "text_fingerprint": 0x0123456789ABCDEF,
    }
    return Looked(**(ordinary | changed))


PICTURES = st.builds(PictureSeen, sha256=st.text("0123456789abcdef", max_size=64), perceptual=BITS)
WORDS = st.lists(st.text(max_size=20), max_size=3).map(tuple)
LOOKS = st.builds(
    Looked,
    address=st.text(),
    at=st.datetimes(timezones=st.just(UTC)),
    final_address=st.text() | st.just(PAGE),
    chain=st.lists(st.builds(Hop, st.text(), st.integers(0, 599)), max_size=5).map(tuple),
    status=st.sampled_from([0, 200, 204, 301, 403, 404, 410, 500]),
    title=st.text(),
    text_fingerprint=BITS,
    labels=WORDS,
    said=WORDS,
    live=st.booleans(),
    live_as=st.text(max_size=20),
    listed=WORDS,
    picture=st.none() | PICTURES,
    nudity=st.none() | st.floats(0, 1),
    login_wall=st.booleans(),
    failure=st.sampled_from(Failure),
    certificate_owner=st.text(max_size=20),
)

"""Failures get the class their code and phase give them; text is compared as readers see it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.errors import failure
from oyez.platforms.port import Answer, Failed
from oyez.platforms.text import links, seen_sha256, visible

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)

mastodon = pytest.mark.parametrize("bench", ["mastodon"], indirect=True)
bluesky = pytest.mark.parametrize("bench", ["bluesky"], indirect=True)
email = pytest.mark.parametrize("bench", ["email"], indirect=True)


def test_links_split_into_spans_become_whole() -> None:
    html = (
        '<p>See <a href="https://a.example/p/1"><span class="invisible">https://</span>'
        "<span>a.example/p/1</span></a><br>now &amp; then</p><p>End</p>"
    )
    seen = visible(html)
    assert seen.hrefs == {"https://a.example/p/1"}
    assert seen.sha256 == seen_sha256("See https://a.example/p/1\nnow & then\n\nEnd")
    assert seen.sha256 != seen_sha256("See https://a.example/p/1\nnow & then")


def test_links_leave_the_punctuation_of_the_sentence() -> None:
    text = "„https://a.example/ä“, (https://b.example/x_(y)). https://c.example/?"
    found = [url for _, _, url in links(text)]
    assert found == ["https://a.example/ä", "https://b.example/x_(y)", "https://c.example/"]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "20"}, 20),
        ({"retry-after": "Sat, 21 Nov 2026 03:00:40 GMT"}, 40),
        ({"x-ratelimit-reset": "2026-11-21T03:05:00.000000Z"}, 300),
        ({"ratelimit-reset": str(int(NOW.timestamp()) + 90)}, 90),
        # Their clock is ten minutes ahead; the difference is what counts.
        (
            {
                "ratelimit-reset": str(int(NOW.timestamp()) + 690),
                "date": "Sat, 21 Nov 2026 03:10:00 GMT",
            },
            90,
        ),
        ({"retry-after": "999999999"}, 3600),
        ({"x-ratelimit-reset": "2001-01-01T00:00:00Z"}, 1),
        ({"retry-after": "soon"}, 60),
        ({}, 60),
    ],
)
def test_when_to_come_back(headers: dict[str, str], seconds: int) -> None:
    failed = failure(Answer("done", 429, headers), NOW)
    assert failed == Failed(F.RATE_LIMITED, "http_429", NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("phase", "create", "read"),
    [
        ("nothing", F.TRANSIENT, F.TRANSIENT),
        ("connected", F.TRANSIENT, F.TRANSIENT),
        ("body_sent", F.AMBIGUOUS, F.TRANSIENT),
        ("a word of the future", F.AMBIGUOUS, F.TRANSIENT),
    ],
)
def test_the_phase_decides(phase: str, create: F, read: F) -> None:
    silence = Answer(phase, None)
    assert failure(silence, NOW, creates=True).cls is create
    assert failure(silence, NOW).cls is read


def test_digits_in_a_body_mean_nothing() -> None:
    answer = Answer("done", 422, {}, b'{"error": "401 429 expired 490"}')
    assert failure(answer, NOW, creates=True) == Failed(F.INVALID, "http_422")

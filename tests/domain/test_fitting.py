from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from twitter_text import parse_tweet

from oyez.domain.errors import NotAllowed
from oyez.domain.fitting import RULES, count, graphemes, segments

VECTORS = json.loads((Path(__file__).parent / "vectors" / "counts.json").read_text("utf-8"))
PIECES = st.sampled_from(
    [
        "a",
        " ",
        "\n",
        ".",
        "polizei.de",
        "https://polizei.de/a",
        "x.y",
        "中",
        "é",
        "é",
        "👍🏽",
        "🇩🇪",
        "1️⃣",
        "1",
        "#",
        "@",
        "https://",
        "münchen.de/ü",
        "…",
        "☎",
        "☎️",
        "👨\u200d👩\u200d👧\u200d👦",
        "\u200d",
        "️",
        "/",
        "(",
        ")",
        "?q=1",
        "-",
        "_",
        "の",
        "。",
        "\t",
        "\u3000",
        "😀",
        "t.co/abc",
        "https://t.co/abc",
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['platform']}: {v['about']}")
def test_counts_as_the_platform(vector: dict[str, object]) -> None:
    assert count(str(vector["platform"]), str(vector["text"])).count == vector["count"]


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_x_agrees_with_the_reference_library(text: str) -> None:
    assert count("x", text).count == parse_tweet(text).weightedLength


@given(st.text(max_size=60), st.sampled_from(sorted(RULES)))
@settings(deadline=None)
def test_any_text_can_be_counted(text: str, platform: str) -> None:
    counted = count(platform, text)
    assert counted.platform == platform
    assert counted.count >= 0


@pytest.mark.parametrize(
    ("platform", "limit"), [("x", 280), ("bluesky", 300), ("mastodon", 500), ("telegram", 4096)]
)
def test_the_limit_is_the_last_that_fits(platform: str, limit: int) -> None:
    assert count(platform, "a" * limit).fits
    assert not count(platform, "a" * (limit + 1)).fits
    assert count(platform, "a" * limit).limit == limit


def test_bluesky_also_limits_bytes() -> None:
    families = count("bluesky", "👨‍👩‍👧‍👦" * 150)
    assert (families.count, families.fits) == (150, False)


def test_an_own_limit_replaces_the_default() -> None:
    assert count("mastodon", "a" * 600, 1000).fits
    assert not count("sms", "a" * 11, 10).fits


def test_pages_and_mail_have_no_limit() -> None:
    assert count("page", "a" * 100_000).fits
    assert count("email", "a").limit is None


def test_unknown_platform_is_refused() -> None:
    with pytest.raises(NotAllowed, match="myspace"):
        count("myspace", "a")


@pytest.mark.parametrize(
    ("text", "lengths", "limit", "unit"),
    [
        ("", [0], 160, "gsm7"),
        ("a" * 160, [160], 160, "gsm7"),
        ("a" * 161, [153, 8], 306, "gsm7"),
        ("a" * 152 + "€" + "b" * 10, [152, 11], 306, "gsm7"),
        ("a" * 158 + "€", [159], 160, "gsm7"),
        ("中" * 70, [70], 70, "ucs2"),
        ("中" * 71, [67, 4], 134, "ucs2"),
        ("中" * 66 + "😀" * 3, [66, 3], 134, "ucs2"),
    ],
)
def test_short_messages_fall_into_parts(
    text: str, lengths: list[int], limit: int, unit: str
) -> None:
    assert [len(part) for part in segments(text)] == lengths
    assert (count("sms", text).limit, count("sms", text).unit) == (limit, unit)


@given(st.text(alphabet="a€[中😀", max_size=400))
@settings(deadline=None)
def test_parts_make_the_whole_and_none_is_too_long(text: str) -> None:
    parts = segments(text)
    assert "".join(parts) == text
    room = 153 if count("sms", text).unit == "gsm7" else 67
    cost = [count("sms", part).count for part in parts]
    assert len(parts) == 1 or count("sms", text).unit == "ucs2" or max(cost) <= room
    assert len(parts) == 1 or max(len(part) for part in parts) <= room


def test_more_than_255_parts_do_not_fit() -> None:
    assert count("sms", "a" * (153 * 255)).fits
    assert not count("sms", "a" * (153 * 255 + 1)).fits


@pytest.mark.parametrize(
    "text", ["https://" + "a." * 5000, "@" + "a." * 5000, "https://a.de/" + "(" * 5000]
)
@pytest.mark.parametrize("platform", ["x", "mastodon"])
def test_hostile_texts_are_counted_too(platform: str, text: str) -> None:
    assert not count(platform, text).fits or platform == "mastodon"


def test_graphemes() -> None:
    assert graphemes("e\u0301🇩🇪x") == ["e\u0301", "🇩🇪", "x"]

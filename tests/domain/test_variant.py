from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oyez.domain.cutting import protected_spans
from oyez.domain.errors import NotAllowed
from oyez.domain.fitting import count, graphemes
from oyez.domain.variant import compose, shorten

MARKER = "https://polizei.de/p/ab12"
PLATFORMS = st.sampled_from(["x", "bluesky", "mastodon", "telegram", "sms"])
PIECES = st.sampled_from(
    [
        "Bitte",
        "nicht",
        "den",
        "Park",
        "betreten.",
        "\n\n",
        "A 38",
        "50 km/h",
        "👨\u200d👩\u200d👧\u200d👦",
        "中文字符。",
        "é",
        "https://a.de/lang/pfad,",
        "@polizei@social.bund.de",
        "z.B.",
        "3. Oktober",
        "[5 €]",
        "–",
        "Ende!",
    ]
)
BODIES = st.lists(PIECES, max_size=40).map(" ".join)


def kept_of(text: str) -> str:
    kept = text.removesuffix(MARKER).rstrip()
    return kept.removesuffix("…").removesuffix("...").rstrip()


@given(BODIES, PLATFORMS, st.integers(60, 300))
@settings(deadline=None)
def test_the_result_fits_and_says_nothing_else(body: str, platform: str, limit: int) -> None:
    result = shorten("", body, MARKER, platform, limit=limit)
    whole = compose("", body)
    assert count(platform, result.text, limit).fits
    assert result.text.endswith(MARKER)
    assert whole.startswith(kept_of(result.text))
    assert result.cut is not (result.text == "\n\n".join(filter(None, (whole, MARKER))))
    clusters = graphemes(kept_of(result.text))
    assert graphemes(whole)[: len(clusters)] == clusters


@given(BODIES, PLATFORMS, st.integers(60, 300))
@settings(deadline=None)
def test_nothing_is_cut_inside_what_belongs_together(body: str, platform: str, limit: int) -> None:
    whole = compose("", body)
    place = len(kept_of(shorten("", body, MARKER, platform, limit=limit).text))
    marks = ",;:–- "
    assert not any(
        start < place < end and whole[place:end].strip(marks)
        for start, end in protected_spans(whole)
    )


@given(BODIES, PLATFORMS, st.integers(60, 300))
@settings(deadline=None)
def test_shortening_again_changes_nothing(body: str, platform: str, limit: int) -> None:
    once = shorten("", body, MARKER, platform, limit=limit).text
    again = shorten("", once.removesuffix(MARKER), MARKER, platform, limit=limit)
    assert (again.text, again.cut) == (once, False)


@given(BODIES, st.sampled_from(["x", "bluesky", "mastodon", "telegram"]), st.integers(60, 300))
@settings(deadline=None)
def test_more_room_never_keeps_less(body: str, platform: str, limit: int) -> None:
    less = shorten("", body, MARKER, platform, limit=limit).text
    more = shorten("", body, MARKER, platform, limit=limit + 20).text
    assert len(kept_of(less)) <= len(kept_of(more))


def test_what_fits_stays_whole() -> None:
    result = shorten("Lage", "Alles gut.", MARKER, "x", prefix="EXERCISE ")
    assert (result.text, result.cut) == (f"EXERCISE Lage\n\nAlles gut.\n\n{MARKER}", False)


def test_a_headline_that_opens_the_body_is_not_repeated() -> None:
    assert compose("Brand in Leer", "Brand in Leer: Fenster zu.") == "Brand in Leer: Fenster zu."
    assert compose("Brand", "Brandung an der Küste.") == "Brand\n\nBrandung an der Küste."
    assert compose("Brand", "") == "Brand"


@pytest.mark.parametrize(
    ("body", "limit", "kept"),
    [
        ("Rauch. Betreten Sie den Park heute nicht.", 50, "Rauch."),
        (
            "Am 3. Oktober sperren wir z.B. den Markt. Umleitung folgt bald.",
            75,
            "Am 3. Oktober sperren wir z.B. den Markt.",
        ),
        ("Wichtig:\n\nGehen Sie nicht hinaus in den Rauch", 45, "Wichtig:\n\nGehen…"),
        ("Auf der Straße gilt heute nur 50 km/h und weniger", 59, "Auf der Straße gilt heute nur…"),
        (
            "Bitte lesen Sie https://a.de/x, danach warten Sie bitte auf uns",
            60,
            "Bitte lesen Sie https://a.de/x …",
        ),
        ("Donaudampfschifffahrtsgesellschaft", 41, "Donaudampfsch…"),
    ],
)
def test_where_it_is_cut(body: str, limit: int, kept: str) -> None:
    result = shorten("", body, MARKER, "bluesky", limit=limit)
    assert result.text == f"{kept}\n\n{MARKER}"
    assert result.cut


def test_a_short_message_keeps_its_alphabet() -> None:
    result = shorten("", "Bitte bleiben Sie in den Gebäuden und warten", MARKER, "sms", limit=50)
    assert count("sms", result.text).unit == "gsm7"
    assert "..." in result.text


def test_without_room_for_the_link_it_is_refused() -> None:
    with pytest.raises(NotAllowed, match="link"):
        shorten("a", "b", MARKER, "bluesky", limit=10)


def test_without_a_link_the_text_stands_alone() -> None:
    assert shorten("a", "b", "", "x").text == "a\n\nb"

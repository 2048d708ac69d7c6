"""Whatever is typed: no rule fails, and every place is a place of the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cases import CONTEXT
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.looking import Failure, Hop, Looked
from oyez.domain.screening import CODES, Draft, Kind, Media, addresses_of, screen
from oyez.domain.screening.listed import listed

PIECES = st.sampled_from(
    sorted(
        listed(
            "Sarah Collins|witness|Herr|Müller|(34)|,|.|07700 900123|+49 (0)541 327|https://|xn--",
            "@|example|.com|[.]|://user:pw@|[::1]|14 Oak Lane|Lindenstraße 12|12 rue|born|geb.",
            "bit.ly/x|12.03.1985|32.13.2026|AB12 CDE|OS-AB 1|DE89 3704|RT @x|THE THIEF WAS CAUGHT",
            "Syrer|until|3 October|today at 25:99|\u202e|\u200b|İ|ß|\U0001f600|\n|“|’|%|(|)|http://[|//",
            "\\|0x7f.1|call|991|991 ",
            sep="|",
        )
    )
)
TEXTS = st.one_of(st.text(), st.lists(PIECES | st.text(max_size=5)).map(" ".join))
DRAFTS = st.builds(
    Draft,
    text=TEXTS,
    lang=st.sampled_from(["en", "de", "fr", "", "pl", "de-AT"]),
    kind=st.sampled_from(Kind),
    links=st.lists(TEXTS, max_size=3).map(tuple),
    media=st.lists(st.builds(Media, type=TEXTS, alt=TEXTS), max_size=2).map(tuple),
)


@given(DRAFTS)
def test_every_finding_points_at_what_it_names(draft: Draft) -> None:
    for one in screen(draft, CONTEXT):
        assert one.code in CODES
        assert str(one.sentence)
        if one.field == "text":
            assert one.start is not None
            assert one.end is not None
            assert 0 <= one.start <= one.end <= len(draft.text)
            assert draft.text[one.start : one.end] == one.evidence
        else:
            assert (one.start, one.end) == (None, None)


@given(DRAFTS)
def test_a_draft_is_judged_the_same_every_time(draft: Draft) -> None:
    assert screen(draft, CONTEXT) == screen(draft, CONTEXT)


@given(DRAFTS, st.sampled_from(Failure), st.integers(0, 599), st.booleans())
def test_any_look_is_taken(draft: Draft, failure: Failure, status: int, live: bool) -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    look = Looked("a", at, "https://b.example/", (Hop("https://x.example"),), status, live=live)
    looked = {address: replace(look, failure=failure) for address in addresses_of(draft)}
    assert {one.code for one in screen(draft, CONTEXT, looked)} <= CODES


@pytest.mark.parametrize(
    "piece", ["Aa ", "12 ", "a.", "A1-", "@a.", "http://", "(0", "SHOUT ", "der "]
)
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    """Patterns that go back and forth would not end here within the life of the test."""
    assert isinstance(screen(Draft(piece * 5_000, "", Kind.NEWS), CONTEXT), list)

"""Who may decide what: the short table behind “set aside” and the answers to questions."""

from __future__ import annotations

import pytest

from oyez.domain.screening import CODES, WORDS, Level
from oyez.domain.screening.deciding import (
    NEVER,
    WATCHED,
    refusal_of_watch,
    refusal_to_approve_own,
    refusal_to_set_aside,
)

LONG = "The club has allowed it on the telephone."
WANTED = {
    "personal_data": "name phone plate address birthdate email iban",
    "link": "live_stream shortener not_official adult_host adult_label punycode_lookalike "
    "plain_http redirects_elsewhere unreachable private_address",
    "media": "missing_alt location_metadata nudity seen_before",
    "repost": "third_party live",
    "wording": "prejudgement nationality_without_reason all_caps_shouting",
    "contact": "unknown_number",
    "date": "in_the_past",
}


def test_the_codes_are_those_that_were_asked_for() -> None:
    wanted = {f"{family}:{name}" for family, names in WANTED.items() for name in names.split()}
    assert wanted == CODES


def test_every_code_says_what_it_is_and_what_would_clear_it() -> None:
    for code, words in WORDS.items():
        assert words.says.template.endswith((".", "?")), code
        assert words.clears.template.endswith("."), code


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_block_is_set_aside_with_a_reason_unless_its_cause_has_to_go(code: str) -> None:
    refused = refusal_to_set_aside(code, Level.BLOCK, LONG) is not None
    assert refused == (code in NEVER)
    assert refusal_to_set_aside(code, Level.ASK, LONG) is not None
    assert refusal_to_set_aside(code, Level.BLOCK, " short ") is not None


@pytest.mark.parametrize(
    ("minutes", "watched", "refused"),
    [(30, True, False), (1, True, False), (31, True, True), (0, True, True), (None, True, True),
     (20, False, True)],
)  # fmt: skip
def test_a_stream_has_a_watcher_and_an_end(
    minutes: int | None, watched: bool, refused: bool
) -> None:
    for code in WATCHED:
        assert (refusal_of_watch(code, minutes, watched=watched) is not None) == refused
    assert refusal_of_watch("link:adult_host", None, watched=False) is None


def test_whoever_set_it_aside_approves_nothing_of_it() -> None:
    assert refusal_to_approve_own(1, 1) is not None
    assert refusal_to_approve_own(1, 2) is None
    assert refusal_to_approve_own(1, None) is None

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from looks import AT, BITS, LOOKS, PAGE, look
from oyez.domain.drift import RULES, DriftCode, drift, place
from oyez.domain.looking import Failure, Hop, Looked, PictureSeen
from oyez.domain.simhash import distance, simhash

FAIR = (
    "The town fair opens on Saturday at noon. Roads around the market stay closed until Sunday "
    "evening; buses stop at the station instead. Please leave your car at home, bring water for "
    "warm hours and keep the lanes free for ambulances. The police have an office beside the "
    "fountain, where lost children wait for their parents. "
) * 2
CASINO = (
    "Play the best slots tonight and win a fortune without any deposit. Hundreds of new games, "
    "generous bonuses for fresh players and instant withdrawals wait behind one click. Register, "
    "spin the wheel, invite your friends and collect golden coins every hour of the day. "
) * 2


def codes(before: Looked, after: Looked) -> list[DriftCode]:
    return [change.code for change in drift(before, after)]


@given(LOOKS)
def test_the_same_look_is_no_drift(looked: Looked) -> None:
    assert drift(looked, replace(looked, at=AT)) == ()


@given(LOOKS, LOOKS)
def test_any_two_looks_are_judged_and_every_change_has_a_sentence(
    before: Looked, after: Looked
) -> None:
    for change in drift(before, after):
        assert str(change.sentence).endswith(".")


@given(LOOKS, LOOKS)
def test_a_change_is_told_once_a_code(before: Looked, after: Looked) -> None:
    found = codes(before, after)
    assert len(found) == len(set(found)) <= len(RULES)


@given(BITS, st.sets(st.integers(0, 63), max_size=64))
def test_the_text_is_another_from_sixteen_bits_on(fingerprint: int, flipped: set[int]) -> None:
    other = fingerprint ^ sum(1 << bit for bit in flipped)
    found = codes(look(text_fingerprint=fingerprint), look(text_fingerprint=other))
    assert (DriftCode.REPLACED in found) == (len(flipped) >= 16 and fingerprint != 0)


def test_digits_and_a_small_edit_are_the_same_text_and_a_replaced_page_is_not() -> None:
    counted = FAIR + "Seen 12 times. Updated 2026-11-21 12:00."
    assert simhash(counted) == simhash(FAIR + "Seen 99999 times. Updated 2027-01-02 23:59.")
    assert distance(simhash(FAIR), simhash(FAIR.replace("Saturday", "Friday"))) < 8
    assert distance(simhash(FAIR), simhash(CASINO)) >= 16


@given(st.text())
def test_any_text_has_a_fingerprint_of_64_bits(text: str) -> None:
    assert 0 <= simhash(text) < 2**64


def test_what_is_new_on_the_page_is_named() -> None:
    assert codes(look(), look(live=True, live_as="Twitch")) == [DriftCode.NEWLY_LIVE]
    assert codes(look(), look(labels=("adult",))) == [DriftCode.NEWLY_LABELLED]
    assert codes(look(), look(listed=("malware",))) == [DriftCode.NEWLY_LISTED]
    assert codes(look(), look(status=404)) == [DriftCode.GONE]
    assert codes(look(), look(login_wall=True)) == [DriftCode.LOGIN_WALL]
    assert codes(look(), look(status=403)) == [DriftCode.LOGIN_WALL]


def test_what_was_so_before_is_not_told_again() -> None:
    grave = look(live=True, labels=("adult",), listed=("malware",), nudity=0.9, login_wall=True)
    assert drift(grave, grave) == ()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (0.1, 0.39, False),
        (0.1, 0.41, True),
        (0.79, 0.81, True),
        (0.85, 0.95, False),
        (None, 0.5, False),
        (None, 0.81, True),
        (0.5, None, False),
    ],
)
def test_the_nudity_signal_counts_when_it_rises(
    before: float | None, after: float | None, told: bool
) -> None:
    found = codes(look(nudity=before), look(nudity=after))
    assert found == ([DriftCode.NUDITY] if told else [])


def test_another_host_counts_and_a_prefix_or_a_parameter_does_not() -> None:
    there = look(final_address="https://casino.example/")
    assert codes(look(), there) == [DriftCode.OTHER_HOST]
    for same in ("https://town.example/fair", "https://m.town.example/x?utm_source=1"):
        assert drift(look(), look(final_address=same)) == ()


def test_a_host_is_compared_without_the_prefixes_for_phones() -> None:
    assert place("https://www.town.example./x") == "town.example"
    assert place("http://[broken") == ""


def test_pictures_and_certificates() -> None:
    one, near = PictureSeen("a", 0), PictureSeen("b", 0b1111)
    other = PictureSeen("c", 2**20 - 1)
    assert drift(look(picture=one), look(picture=near)) == ()
    assert codes(look(picture=one), look(picture=other)) == [DriftCode.PICTURE]
    assert drift(look(picture=one, live=True), look(picture=other, live=True)) == ()
    town, shop = look(certificate_owner="Town"), look(certificate_owner="Shop")
    assert codes(town, shop) == [DriftCode.CERTIFICATE]
    assert drift(town, look()) == ()


@pytest.mark.parametrize("failure", [Failure.UNREACHABLE, Failure.TIMEOUT])
def test_an_outage_is_no_drift(failure: Failure) -> None:
    missed = look(failure=failure, status=0, chain=(Hop(PAGE),), text_fingerprint=0)
    assert drift(look(), missed) == ()


@pytest.mark.parametrize(
    "failure", [Failure.PRIVATE_ADDRESS, Failure.TOO_MANY_REDIRECTS, Failure.DOWNGRADE]
)
def test_a_link_that_turned_bad_is_drift_once(failure: Failure) -> None:
    bad = look(failure=failure, status=302, text_fingerprint=0)
    assert codes(look(), bad) == [DriftCode.TURNED_BAD]
    assert drift(bad, bad) == ()

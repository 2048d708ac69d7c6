"""When a sample may carry a decision, and what a decision takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.errors import NotAllowed
from oyez.domain.review.deciding import ENDING, KINDS, TAKING, check, needs_two
from oyez.domain.review.estimate import decidable, of_counts, standing, unsound
from oyez.domain.review.evidence import Circumstances, Evidence, Figures, Period, Sample
from oyez.domain.review.likely import SHARES, likely
from oyez.domain.review.people import digest, first_after, plain, quarter_of, quarters
from oyez.domain.review.proposal import propose
from oyez.domain.review.reasons import sample_faults
from oyez.domain.review.rules import Advice, Bars
from oyez.domain.review.schedule import months_on, next_on, period
from oyez.domain.review.validity import Basis, faults, gaps

WHY = "Nobody has written there for two years."
NOTHING = Figures(None, None, None, None, None, None, None, None)
SOUND = Sample(labelled=150, total=4000, cannot_tell=5, twice=40)


def wrong(sample: Sample) -> list[str]:
    found = Evidence("Here", NOTHING, sample, Period(12), Circumstances())
    return [str(one) for one in sample_faults(found, Bars())]


def test_a_sound_sample_has_no_fault() -> None:
    assert wrong(SOUND) == []
    assert wrong(Sample(30, 30, 1, 8)) == [], "everything there is, is enough"
    assert wrong(Sample(0, 0, 0, 0)) == [], "where nobody writes, nothing is labelled"


@pytest.mark.parametrize(
    ("sample", "sentence"),
    [
        (replace(SOUND, labelled=99, twice=30), "Collect a sample of 100"),
        (replace(SOUND, cannot_tell=16), "Nobody could tell"),
        (replace(SOUND, twice=29), "second person label 30"),
        (replace(SOUND, faults=tuple(faults(Basis(same=False)))), "Draw a new sample"),
        (replace(SOUND, faults=tuple(faults(Basis(other=3)))), "scored again"),
    ],
)
def test_every_rule_of_a_sample_is_asked(sample: Sample, sentence: str) -> None:
    assert any(sentence in one for one in wrong(sample)), wrong(sample)
    evidence = Evidence("Here", NOTHING, sample, Period(12), Circumstances())
    assert propose(evidence, Bars()).advice is Advice.NO_DECISION


def test_gaps_of_the_frame_are_told_and_forbid_nothing() -> None:
    basis = Basis(known=1000, heard=900, unscored=7, imported=50)
    assert basis.complete == 0.9
    assert list(faults(basis)) == []
    told = " ".join(map(str, gaps(basis)))
    assert "Of 1000 replies that the platform counts 900 came" in told
    assert "7 interactions" in told
    assert "50 interactions" in told
    assert list(gaps(Basis(known=1000, heard=960))) == []
    assert Basis(known=10, heard=12).complete == 1.0
    assert Basis().complete is None


def test_what_rests_on_an_unsound_sample_is_never_cited() -> None:
    one = of_counts(30, 200, 5000)
    assert decidable(one)
    assert not decidable(unsound(one))
    assert standing(unsound(one)) == "model output, not for decisions"


@pytest.mark.parametrize("kind", KINDS)
def test_what_takes_something_away_needs_a_sample_or_a_reason_for_none(kind: Advice) -> None:
    fault = list(faults(Basis(same=False)))
    check(kind, WHY, "", [])
    if kind in TAKING:
        with pytest.raises(NotAllowed, match="Draw a new sample"):
            check(kind, WHY, "", fault)
        with pytest.raises(NotAllowed, match="in a sentence"):
            check(kind, WHY, "because", fault)
        check(kind, WHY, "The ministry has ended the contract.", fault)
    else:
        check(kind, WHY, "", fault)
    assert needs_two(kind) == (kind in ENDING)


def test_a_decision_says_what_and_why() -> None:
    with pytest.raises(NotAllowed, match="Choose"):
        check(Advice.NO_DECISION, WHY, "", [])
    with pytest.raises(NotAllowed, match="why"):
        check(Advice.KEEP, "  so  ", "", [])


@given(st.floats(0, 1), st.sampled_from(["report", "abuse", "spam", "x"]), st.floats(0, 1))
def test_whatever_a_scorer_says_each_share_lies_between_0_and_1(
    abuse: float, triage: str, chance: float
) -> None:
    found = likely(abuse, triage, chance)
    assert set(found) == set(SHARES)
    assert all(0 <= one <= 1 for one in found.values())
    assert found["noise"] >= max(found["abuse"], found["spam"]) - 1e-9


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 900))
def test_quarters_follow_each_other(day: date, days: int) -> None:
    end = date.fromordinal(day.toordinal() + days)
    found = quarters(day, end)
    assert found == sorted(set(found))
    if days:
        assert found[0] == quarter_of(day)
        assert first_after(found[-1]) >= end
    assert quarter_of(first_after(quarter_of(day))) > quarter_of(day)


def test_a_name_is_the_same_on_every_platform_and_nobody_else_in_another_quarter() -> None:
    assert plain("@Robin@social.example") == plain("robin ") == "robin"
    assert digest(b"a", "Robin") == digest(b"a", "@robin@x.example")
    assert digest(b"a", "Robin") != digest(b"b", "Robin")
    assert plain("@") == ""


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 36), st.integers(0, 2000))
def test_the_next_review_is_always_to_come(day: date, months: int, late: int) -> None:
    today = date.fromordinal(day.toordinal() + late)
    assert next_on(day, months, today) > today
    begins, ends = period(day, months)
    assert (begins < ends, ends) == (True, day)
    assert months_on(date(2026, 1, 31), 1) == date(2026, 2, 28)

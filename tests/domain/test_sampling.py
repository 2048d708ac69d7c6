"""A sample is the same for the same seed, and its chances are those with which things came in."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.sampling import SECOND, Method, digest_of, draw, group_of

FRAMES = st.dictionaries(st.integers(1, 10_000), st.integers(0, 30), min_size=1, max_size=400)


@given(FRAMES, st.integers(1, 300), st.integers(0, 2**31), st.sampled_from(Method))
def test_the_same_seed_draws_the_same_and_nothing_twice(
    frame: dict[int, int], size: int, seed: int, method: Method
) -> None:
    drawn = draw(frame, size, seed, method)
    assert drawn == draw(dict(reversed(frame.items())), size, seed, method)
    items = [one.item for one in drawn]
    assert len(items) == len(set(items))
    assert set(items) <= set(frame)
    assert all(0 < one.chance <= 1 for one in drawn)
    assert all(one.group == frame[one.item] for one in drawn)
    assert sum(one.twice for one in drawn) >= SECOND * len(drawn)


@given(FRAMES, st.integers(0, 99), st.sampled_from(Method))
def test_a_frame_that_is_no_larger_is_taken_whole(
    frame: dict[int, int], seed: int, method: Method
) -> None:
    drawn = draw(frame, len(frame), seed, method)
    assert {one.item for one in drawn} == set(frame)
    assert {one.chance for one in drawn} == {1.0}


UNEVEN = {n: 1 if n <= 300 else 2 if n <= 320 else 3 if n <= 323 else 0 for n in range(1, 361)}


@pytest.mark.parametrize("method", list(Method))
def test_the_chances_are_those_with_which_things_came_in(method: Method) -> None:
    draws, seen, told = 3000, Counter[int](), dict[int, float]()
    for seed in range(draws):
        for one in draw(UNEVEN, 60, seed, method):
            seen[UNEVEN[one.item]] += 1
            told[UNEVEN[one.item]] = one.chance
    for group, members in Counter(UNEVEN.values()).items():
        share = seen[group] / draws / members
        assert share == pytest.approx(told[group], abs=0.01)


@pytest.mark.parametrize("method", list(Method))
def test_about_as_many_as_were_asked_for(method: Method) -> None:
    sizes = [len(draw(UNEVEN, 60, seed, method)) for seed in range(400)]
    assert sum(sizes) / len(sizes) == pytest.approx(60, rel=0.1)
    assert min(sizes) > 40, "one post with most replies does not swallow the sample"


def test_the_digest_is_of_the_whole_frame() -> None:
    assert digest_of([3, 1, 2]) == digest_of({1: 0, 2: 5, 3: 0})
    assert digest_of([1, 2]) != digest_of([1, 23])
    assert digest_of([12]) != digest_of([1, 2])


@given(st.integers(0, 2**53), st.text(max_size=30))
def test_a_post_is_one_group_and_no_delivery(delivery: int, about: str) -> None:
    assert group_of(delivery, about) == delivery or not delivery
    alone = group_of(None, about)
    assert alone == group_of(0, about)
    assert (alone == 0) == (about == "")
    assert alone == 0 or 2**53 < alone < 2**63, "it fits the column, and is no delivery's number"

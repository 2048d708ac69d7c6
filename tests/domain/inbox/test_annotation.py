"""Whose turn it is to label, and which word counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.inbox.annotation import (
    CANNOT_TELL,
    WORD_KEYS,
    WORDS,
    Said,
    Turn,
    pairs,
    settled,
    turn_for,
)

WORDS_SAID = st.builds(
    Said,
    person=st.integers(1, 5),
    label=st.sampled_from(WORDS),
    abusive=st.booleans(),
    warning=st.booleans(),
)


@given(st.booleans(), st.lists(WORDS_SAID, max_size=12))
def test_people_come_in_any_order_and_three_different_ones_at_most(
    twice: bool, coming: list[Said]
) -> None:
    said: dict[Turn, Said] = {}
    for one in coming:
        turn = turn_for(one.person, said, twice=twice)
        if turn is None:
            continue
        assert turn not in said
        assert one.person not in {each.person for each in said.values()}
        said[turn] = one
    assert len(said) <= (3 if twice else 1)
    if Turn.THIRD in said:
        assert said[Turn.FIRST].words != said[Turn.SECOND].words
    word = settled(said, twice=twice)
    if word is not None:
        assert word in said.values()
        assert not twice or Turn.SECOND in said
    elif said:
        assert any(turn_for(person, said, twice=twice) for person in range(1, 9))


def test_a_word_counts_when_both_say_it() -> None:
    first, same, other = Said(1, "spam"), Said(2, "spam"), Said(2, "spam", abusive=True)
    assert settled({Turn.FIRST: first}, twice=False) == first
    assert settled({Turn.FIRST: first}, twice=True) is None
    assert settled({Turn.FIRST: first, Turn.SECOND: same}, twice=True) == first
    assert settled({Turn.FIRST: first, Turn.SECOND: other}, twice=True) is None
    third = Said(3, "other")
    said = {Turn.FIRST: first, Turn.SECOND: other, Turn.THIRD: third}
    assert settled(said, twice=True) == third
    assert pairs([said, {Turn.FIRST: first}]) == [(first, other)]


def test_every_word_has_a_key_of_its_own() -> None:
    assert len(set(WORD_KEYS.values())) == len(WORDS)
    assert WORD_KEYS[CANNOT_TELL] == "0"

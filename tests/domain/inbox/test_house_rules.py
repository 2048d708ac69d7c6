"""The house rules as a table: what each label allows, and who has to agree."""

from __future__ import annotations

from itertools import product

import pytest

from oyez.domain.inbox.house_rules import (
    ALLOWS,
    FINAL,
    PLAIN,
    Breach,
    Deed,
    allowed,
    needs_second,
    refuse,
)
from oyez.domain.inbox.labels import KEYS, SETTLES, Label, label_of, suggested


@pytest.mark.parametrize(("deed", "label"), list(product(Deed, [None, *Label])))
def test_what_the_table_does_not_allow_is_refused(deed: Deed, label: Label | None) -> None:
    free = deed in {Deed.REPLY, Deed.UNHIDE}
    open_to = free or (label is not None and deed in ALLOWS[label])
    assert (refuse(deed, label, Breach.SPAM) is None) == open_to
    assert (deed in allowed(label)) == (open_to and not free)


def test_a_rule_has_to_be_named() -> None:
    assert refuse(Deed.HIDE, Label.ABUSE, None) is not None
    assert refuse(Deed.UNHIDE, None, None) is None


def test_questions_thanks_and_calls_for_help_are_never_touched() -> None:
    for label in (Label.QUESTION, Label.THANKS, Label.URGENT):
        assert allowed(label) == frozenset()
    assert allowed(None) == frozenset()


@pytest.mark.parametrize(("deed", "breach"), list(product(Deed, Breach)))
def test_what_cannot_be_undone_takes_two_unless_it_is_plain(deed: Deed, breach: Breach) -> None:
    assert needs_second(deed, breach) == (deed in FINAL and breach not in PLAIN)


def test_every_label_has_a_key_of_its_own_and_what_settles_waits_for_nobody() -> None:
    assert len(set(KEYS.values())) == len(Label)
    assert Label.URGENT not in SETTLES
    assert Label.REPORT not in SETTLES
    assert Label.QUESTION not in SETTLES


def test_a_suggestion_is_a_label_whatever_a_scorer_says() -> None:
    assert suggested("question", urgent=False) is Label.QUESTION
    assert suggested("question", urgent=True) is Label.URGENT
    assert suggested("poetry", urgent=False) is Label.OTHER
    assert label_of("") is None
    assert label_of("spam") is Label.SPAM

"""Rules over intervals: what is proposed, why, and that more labels never turn it round."""

from __future__ import annotations

from dataclasses import fields
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_scenes import BAD, GOOD, Json, channel, scenario, weeks

from oyez.domain.inbox.labels import Label
from oyez.domain.review.proposal import Proposal, proposals
from oyez.domain.review.rules import RULES, Advice, Bars, Trait, deciding, possible
from oyez.domain.review.scenario import read

PAGE = Path(__file__).resolve().parents[3] / "docs/howto/propose_a_review.md"
AFTER = {"channel": "There", "platform": "whatsapp"}
SMALL = {"reach": 800, "reports": 0}
COUNTS = st.dictionaries(st.sampled_from([*map(str, Label)]), st.integers(0, 300))


@st.composite
def described(draw: st.DrawFn) -> Json:
    """A channel with anything from nothing to a flood in it."""
    week = st.fixed_dictionaries(
        {},
        optional={
            "interactions": st.none() | COUNTS,
            "reach": st.none() | st.integers(0, 30_000),
            "reports": st.none() | st.integers(0, 20),
        },
    )
    return {
        "channel": "Here",
        "audience": draw(st.sampled_from(["general", "urgent", "critical"])),
        "community_share": draw(st.none() | st.floats(0, 1)),
        "people": draw(st.none() | st.integers(0, 5000)),
        "successor": draw(st.none() | st.just(AFTER) | st.just(AFTER | {"reach": 5000})),
        "weeks": draw(st.lists(week, max_size=12)),
    }


def one(*channels: Json, **more: Any) -> Proposal:
    return proposals(read(scenario(*channels, **more)))[0]


def said(proposal: Proposal) -> str:
    return "\n".join(map(str, proposal.reasons))


@given(described(), st.integers(0, 4000))
def test_everything_gets_a_proposal_with_sound_figures(data: Json, labelled: int) -> None:
    found = one(data | {"labelled": labelled})
    assert found.advice in set(Advice)
    assert said(found)
    figures = found.evidence.figures
    for share in (figures.noise, figures.abuse, figures.spam, figures.useful, figures.community):
        assert share is None or 0 <= share.low <= share.value <= share.high <= 1
    for rate in (figures.reach, figures.reports, figures.useful_a_week):
        assert rate is None or 0 <= rate.low <= rate.value <= rate.high


@given(described(), st.lists(st.integers(0, 4000), min_size=2, max_size=5))
def test_more_labels_never_turn_a_proposal_round(data: Json, sizes: list[int]) -> None:
    found = [one(data | {"labelled": labelled}).advice for labelled in sorted(sizes)]
    decided = [advice for advice in found if advice is not Advice.NO_DECISION]
    assert len(set(decided)) <= 1
    assert found[len(found) - len(decided) :] == decided, "and never make it open again"


@pytest.mark.parametrize(
    ("data", "advice", "why"),
    [
        (channel(GOOD), Advice.KEEP, "No rule speaks against"),
        (channel(GOOD, **SMALL), Advice.CLOSE, "has no community of its own is closed"),
        (channel(BAD), Advice.REDUCE, "still reaches people"),
        (channel(BAD, audience="critical"), Advice.CRITICAL_ONLY, "look there when it is urgent"),
        (channel(BAD, reports=20), Advice.REDUCE, "many reports come in there"),
        (channel(BAD, successor=AFTER), Advice.MOVE, "Its successor is There on whatsapp"),
        (channel(BAD, audience="urgent", successor=AFTER), Advice.MOVE, "well before the move"),
        (channel(BAD, successor=AFTER | {"reach": 9}), Advice.REDUCE, "fewer than here"),
        (channel(BAD, **SMALL), Advice.CLOSE, "Other ways to reach the authority"),
        (channel(BAD, **SMALL, audience="urgent"), Advice.CRITICAL_ONLY, "stays for critical"),
        (channel(BAD, **SMALL, successor=AFTER), Advice.MOVE, "moves to its successor"),
        (channel(BAD, **SMALL, routes=[]), Advice.KEEP, "no other way to reach the authority"),
        (channel(BAD, **SMALL, routes=None), Advice.KEEP, "no other way to reach the authority"),
        (channel(BAD, **SMALL, community_share=0.6), Advice.KEEP, "lively community"),
        (channel(BAD, community_share=0.6), Advice.KEEP, "Against it: much of what is written"),
    ],
)
def test_the_rules(data: Json, advice: Advice, why: str) -> None:
    found = one(data)
    assert (found.advice, why in said(found)) == (advice, True), said(found)


def test_a_successor_counts_on_an_approved_platform_only() -> None:
    found = one(channel(BAD, **SMALL, successor=AFTER), approved_platforms=["facebook"])
    assert found.advice is Advice.CLOSE
    assert "does not count, because whatsapp is not approved" in said(found)


def test_little_reach_is_little_beside_the_widest_channel_too() -> None:
    here = channel(GOOD, reach=9_000, reports=0)
    assert one(here).advice is Advice.KEEP
    assert one(here, channel(GOOD, channel="There", reach=300_000)).advice is Advice.CLOSE


@pytest.mark.parametrize("labelled", [0, 1, 99])
def test_without_enough_labels_a_sample_comes_first(labelled: int) -> None:
    found = one(channel(BAD, labelled=labelled))
    assert found.advice is Advice.NO_DECISION
    assert f"Collect a sample of 100 first: {labelled} of 1200 interactions" in said(found)
    assert "Abusive language and spam are" not in said(found), "no figure that is not for decisions"
    assert one(channel(BAD, labelled=100)).advice is Advice.REDUCE


def test_a_small_channel_is_labelled_whole() -> None:
    few = {"abuse": 3, "other": 2}
    assert "Collect a sample of 60 first" in said(one(channel(few, **SMALL, labelled=59)))
    assert one(channel(few, **SMALL, labelled=60)).advice is Advice.CLOSE


def test_near_a_bar_the_sample_that_settles_it_is_named_and_does() -> None:
    near = {"thanks": 20, "abuse": 30, "other": 50}
    found = one(channel(near, labelled=150, weeks=weeks(near, 40)))
    assert found.advice is Advice.NO_DECISION
    assert "which of these rules holds" in said(found)
    needed = int(str(found.reasons[0]).split("a sample of ")[1].split()[0])
    assert 150 < needed < 4000
    assert one(channel(near, labelled=needed, weeks=weeks(near, 40))).advice is Advice.REDUCE
    fewer = one(channel(near, labelled=needed - 1, weeks=weeks(near, 40)))
    assert fewer.advice is Advice.NO_DECISION


def test_where_no_sample_settles_it_a_person_decides() -> None:
    on_the_bar = {"abuse": 25, "other": 75}
    found = one(channel(on_the_bar, labelled=1200))
    assert found.advice is Advice.NO_DECISION
    assert "No larger sample settles it" in said(found)
    assert "a sample of" not in said(found)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"weeks": weeks(BAD, 3)}, "Wait until 4 weeks are counted before anything is proposed"),
        ({"weeks": []}, "it is 0 now"),
        ({"cannot_tell": 41}, "at most 10 % may be so"),
        ({"labelled_twice": 79}, "Let a second person label 80 interactions of the sample first"),
        ({"community_share": None}, "seen on no other channel. Count them first."),
        ({"weeks": [{"interactions": BAD, "reports": 0}] * 8}, "how many people it reaches"),
        ({"weeks": [{"interactions": BAD, "reach": 90}] * 8}, "the reports that come in through"),
    ],
)
def test_what_is_missing_is_said(more: Json, why: str) -> None:
    found = one(channel(BAD, **SMALL) | more)
    assert (found.advice, why in said(found)) == (Advice.NO_DECISION, True), said(found)


def test_what_is_missing_does_not_matter_where_it_changes_nothing() -> None:
    unreported = [{"interactions": GOOD, "reach": 40_000}] * 8
    assert one(channel(GOOD, weeks=unreported, community_share=None)).advice is Advice.KEEP


def test_gaps_and_floods_are_named() -> None:
    flood = [*weeks(GOOD), {"week": "2026-W20", "interactions": GOOD | {"spam": 5000}}]
    found = said(one(channel(GOOD, weeks=flood)))
    assert "Weeks of the period in which nobody counted the interactions: 7." in found
    assert "One week holds 81 % of all interactions." in found


def test_one_flood_closes_nothing() -> None:
    flood = [*weeks(GOOD, 11), weeks(GOOD | {"spam": 5000}, 12)[-1]]
    assert one(channel(GOOD, weeks=flood)).advice is Advice.NO_DECISION


def test_what_was_so_in_one_half_only_is_not_enough() -> None:
    calm = {"thanks": 30, "abuse": 200, "spam": 10, "other": 760}
    wild = {"thanks": 30, "abuse": 600, "spam": 10, "other": 360}
    data = channel(BAD, weeks=weeks(calm, 12)[:6] + weeks(wild, 12)[6:], labelled=1000)
    assert one(data).advice is Advice.NO_DECISION


def test_a_channel_where_nobody_writes_needs_no_sample() -> None:
    found = one(channel({}, **SMALL, labelled=0))
    assert found.advice is Advice.CLOSE
    assert "it is judged by reach, reports and people only" in said(found)
    assert one(channel({}, labelled=0)).advice is Advice.KEEP
    assert one(channel({}, **SMALL, labelled=0, community_share=0.6)).advice is Advice.KEEP


def test_an_authority_sets_its_own_bars() -> None:
    assert one(channel(BAD), rules={"abuse_and_spam_much": 0.8}).advice is Advice.KEEP
    assert one(channel(GOOD, **SMALL), rules={"reach_little": 100}).advice is Advice.KEEP
    assert one(channel(BAD), rules={"labels_needed": 500}).advice is Advice.NO_DECISION


def test_some_rule_holds_whatever_is_found_and_each_rule_somewhere() -> None:
    every = [dict(zip(Trait, v, strict=True)) for v in product((True, False), repeat=11)]
    assert {id(deciding(found)) for found in every} == {id(rule) for rule in RULES}
    nothing_known = dict.fromkeys(Trait)
    assert possible(nothing_known) == RULES


def test_the_page_has_every_rule_and_every_bar() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [str(rule.sentence) for rule in RULES if str(rule.sentence) not in page] == []
    rows = {line.split("`")[1]: line.split("|")[-2].strip() for line in page.splitlines()
            if line.startswith("| `") and line.count("|") == 4}  # fmt: skip
    assert {bar.name: float(rows[bar.name]) for bar in fields(Bars)} == {
        bar.name: getattr(Bars(), bar.name) for bar in fields(Bars)
    }

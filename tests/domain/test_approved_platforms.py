from __future__ import annotations

from datetime import date

import pytest

from oyez.domain.approved_platforms import OWN_OUTLETS, Approval, deciders, refusal

TODAY = date(2026, 9, 1)
MINISTRY, POLICE, LOCAL = "/nds/", "/nds/os/", "/nds/os/emsland/"


def approval(by: str = MINISTRY, **days: date) -> Approval:
    return Approval("whatsapp", by, **({"starts_on": date(2026, 1, 1)} | days))


def test_all_above_decide_and_the_top_decides_for_itself() -> None:
    assert deciders(LOCAL) == (MINISTRY, POLICE)
    assert deciders(POLICE) == (MINISTRY,)
    assert deciders(MINISTRY) == (MINISTRY,)


@pytest.mark.parametrize(
    ("authority", "by", "allowed"),
    [
        (POLICE, MINISTRY, True),
        (LOCAL, MINISTRY, True),
        (LOCAL, POLICE, True),
        (POLICE, POLICE, False),
        (MINISTRY, MINISTRY, True),
        (MINISTRY, POLICE, False),
        (POLICE, "/bremen/", False),
        ("/nds-west/", MINISTRY, False),
    ],
)
def test_who_may_approve_for_whom(authority: str, by: str, allowed: bool) -> None:
    assert (refusal("whatsapp", authority, [approval(by)], TODAY) is None) == allowed


def test_an_approval_holds_for_its_platform_only() -> None:
    sentence = refusal("x", POLICE, [approval()], TODAY)
    assert str(sentence) == "x is not approved; the authority above has to approve it first."


def test_both_ends_belong_to_it_and_the_sentences_say_the_days() -> None:
    dated = [approval(starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))]
    before = refusal("whatsapp", POLICE, dated, date(2026, 8, 31))
    assert str(before) == "whatsapp is approved from 1 September 2026 on, not before."
    assert refusal("whatsapp", POLICE, dated, date(2026, 9, 1)) is None
    assert refusal("whatsapp", POLICE, dated, date(2026, 9, 30)) is None
    after = refusal("whatsapp", POLICE, dated, date(2026, 10, 1))
    assert str(after) == "The approval of whatsapp ended on 30 September 2026."


@pytest.mark.parametrize("platform", sorted(OWN_OUTLETS))
def test_our_own_outlets_need_nobody(platform: str) -> None:
    assert refusal(platform, POLICE, [], TODAY) is None

"""WhatsApp to many: what concerns one, what concerns all, and what nobody knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Answer, Done, Failed, NeedsPerson, Receipt

from .canned import lost, said
from .cloud import NOW, A, B, C, D, V, bodies, cloud, no, taken


@pytest.mark.parametrize("code", [131026, 131030, 131047, 131049, 131050])
def test_a_refusal_that_concerns_one_is_counted(code: int) -> None:
    adapter, _ = cloud(no(code), taken("2"))
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    assert done.receipt.version == "refused:1"
    assert done.receipt.parts == (f"{B}:wamid.2",)


@pytest.mark.parametrize("answer", [lost(), said(500, {}), said(200, {"messages": []}), no(131000)])
@pytest.mark.parametrize("first", [True, False])
def test_one_lost_answer_is_counted_and_never_repeated(answer: Answer, first: bool) -> None:
    adapter, door = cloud(*((answer, taken("2")) if first else (taken("1"), answer)))
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    assert done.receipt.version == "unknown:1"
    good, doubtful = (f"{B}:wamid.2", f"{A}:") if first else (f"{A}:wamid.1", f"{B}:")
    assert done.receipt.parts == (good, doubtful)
    assert len(door.asked) == 2


def test_two_lost_answers_in_a_row_end_it() -> None:
    listed = ",".join((A, B, C, "33612345678"))
    adapter, door = cloud(taken("1"), lost(), lost(), recipients=listed)
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    assert done.receipt.version == "unknown:2 unsent:1"
    adapter, door = cloud(lost(), lost(), recipients=listed)
    assert adapter.publish(V, D) == Failed(F.AMBIGUOUS, "timeout")
    assert len(door.asked) == 2


def test_nobody_accepted_and_one_lost_is_ambiguous() -> None:
    adapter, _ = cloud(no(131026), lost(), no(190), recipients=f"{A},{B},{C}")
    assert adapter.publish(V, D) == Failed(F.AMBIGUOUS, "timeout")


@pytest.mark.parametrize(
    ("code", "cls"),
    [
        (0, F.AUTH),
        (190, F.AUTH),
        (3, F.PERMISSION),
        (10, F.PERMISSION),
        (131005, F.PERMISSION),
        (368, F.SUSPENDED),
        (131031, F.SUSPENDED),
        (130497, F.SUSPENDED),
        (4, F.RATE_LIMITED),
        (80007, F.RATE_LIMITED),
        (130429, F.RATE_LIMITED),
        (131048, F.RATE_LIMITED),
        (131056, F.RATE_LIMITED),
        (131064, F.QUOTA),
        (131042, F.BUDGET),
        (131044, F.BUDGET),
        (100, F.INVALID),
        (131008, F.INVALID),
        (131009, F.INVALID),
        (131051, F.INVALID),
        (132000, F.INVALID),
        (132001, F.INVALID),
        (132005, F.INVALID),
        (132012, F.INVALID),
        (132007, F.POLICY),
        (132015, F.POLICY),
        (132016, F.POLICY),
        (131057, F.TRANSIENT),
    ],
)
def test_what_concerns_all_ends_it(code: int, cls: F) -> None:
    adapter, door = cloud(no(code))
    failed = adapter.publish(V, D)
    assert isinstance(failed, Failed)
    assert (failed.cls, failed.code, failed.support_id) == (cls, str(code), "A1")
    adapter, door = cloud(taken("1"), no(code), recipients=f"{A},{B},{C}")
    done = adapter.publish(V, D)
    assert isinstance(done, Done), "a repeat would reach the first one twice"
    assert done.receipt.version == "unsent:2"
    assert len(door.asked) == 2


@pytest.mark.parametrize(("code", "cls"), [(131026, F.INVALID), (131050, F.POLICY)])
def test_when_all_are_refused_nobody_has_it(code: int, cls: F) -> None:
    adapter, _ = cloud(no(code), no(code))
    failed = adapter.publish(V, D)
    assert isinstance(failed, Failed)
    assert (failed.cls, failed.code) == (cls, str(code))


def test_what_is_held_back_for_now_is_told() -> None:
    adapter, _ = cloud(taken("1", "held_for_quality_assessment"), taken("2"))
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    assert done.receipt.version == "held:1"
    assert len(done.receipt.parts) == 2


def test_the_withdrawal_goes_to_exactly_those_who_got_it() -> None:
    adapter, door = cloud(taken("8"), taken("9"), recipients=B)
    told = adapter.retract(
        Receipt("wamid.1", None, NOW, parts=(f"{A}:wamid.1", f"{C}:")), replace(V, text="Wrong."), D
    )
    assert isinstance(told, NeedsPerson)
    assert "everybody who had received" in told.task
    asked = [(one["to"], one["biz_opaque_callback_data"]) for one in bodies(door)]
    assert asked == [(A, f"7-1.withdrawn:{A}"), (C, f"7-1.withdrawn:{C}")]
    assert bodies(door)[0]["context"] == {"message_id": "wamid.1"}


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ((lost(), lost()), Failed(F.TRANSIENT, "timeout")),
        ((no(190),), Failed(F.AUTH, "190", None, "A1")),
        ((no(131026), lost()), Failed(F.TRANSIENT, "timeout")),
    ],
)
def test_a_withdrawal_is_said_again_rather_than_lost(
    answers: tuple[Answer, ...], outcome: Failed
) -> None:
    adapter, _ = cloud(*answers)
    receipt = Receipt("wamid.1", None, NOW, parts=(f"{A}:wamid.1", f"{B}:wamid.2"))
    assert adapter.retract(receipt, V, D) == outcome


@pytest.mark.parametrize("answers", [(taken("8"), lost()), (no(131026), no(131050))])
def test_who_could_not_be_told_is_a_persons_task(answers: tuple[Answer, ...]) -> None:
    adapter, _ = cloud(*answers)
    receipt = Receipt("wamid.1", None, NOW, parts=(f"{A}:wamid.1", f"{B}:wamid.2"))
    told = adapter.retract(receipt, V, D)
    assert isinstance(told, NeedsPerson)
    assert "in person" in told.task
    assert isinstance(adapter.retract(replace(receipt, parts=()), V, D), NeedsPerson)

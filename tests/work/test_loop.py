from __future__ import annotations

import threading

import pytest
from plain_step import PlainStep, Quiet, at_work, until

from oyez.work import loop, registry
from oyez.work.loop import Worker
from oyez.work.registry import STEPS, register


def test_everything_due_is_run_and_recorded(step: PlainStep) -> None:
    step.add("routine", *(f"r{number}" for number in range(20)))
    step.add("critical", "c1")
    with at_work(step, Worker(Quiet())):
        until(lambda: len(step.done) == 21)
    assert set(step.done) == {"C1", *(f"R{number}" for number in range(20))}
    assert len(step.batches) <= 21


def test_a_takedown_runs_while_every_routine_slot_hangs(step: PlainStep) -> None:
    step.add("routine", *(f"hang{number}" for number in range(9)))
    with at_work(step, Worker(Quiet())):
        until(lambda: len(step.running) == 3)
        step.add("retract", "t1", "t2", "t3", "t4", "t5")
        until(lambda: len(step.done) == 5, seconds=2)
        assert set(step.done) == {"T1", "T2", "T3", "T4", "T5"}
        assert len(step.running) == 3


def test_a_critical_notice_runs_while_takedowns_and_routine_hang(step: PlainStep) -> None:
    step.add("routine", "hang1", "hang2", "hang3")
    step.add("retract", "hang4", "hang5")
    with at_work(step, Worker(Quiet())):
        until(lambda: len(step.running) == 5)
        step.add("critical", "c1")
        until(lambda: step.done == ["C1"], seconds=2)


def test_no_more_is_claimed_than_there_are_slots(step: PlainStep) -> None:
    step.add("routine", *(f"hang{number}" for number in range(9)))
    with at_work(step, Worker(Quiet())):
        until(lambda: len(step.running) == 3)
        assert len(step.due["routine"]) == 6
        step.gate.set()
        until(lambda: len(step.done) == 9)
    assert step.most == 3


def test_a_crash_records_nothing_frees_its_slot_and_ends_no_worker(
    step: PlainStep, caplog: pytest.LogCaptureFixture
) -> None:
    step.add("routine", *(f"crash{number}" for number in range(6)), "fine")
    with at_work(step, Worker(Quiet())):
        until(lambda: step.done == ["FINE"])
    assert any(record.exc_info for record in caplog.records)


def test_a_failure_to_record_ends_no_worker(
    step: PlainStep, caplog: pytest.LogCaptureFixture
) -> None:
    step.breaks = 1
    step.add("routine", "lost")
    with at_work(step, Worker(Quiet())):
        until(lambda: step.breaks == 0)
        step.add("routine", "kept")
        until(lambda: step.done == ["KEPT"])
    assert caplog.records


def test_an_outcome_that_cannot_be_written_takes_no_other_with_it(step: PlainStep) -> None:
    worker = Worker(Quiet())
    for result in ("ONE", "POISON", "TWO"):
        worker.lanes[0].busy += 1
        worker.done.put((worker.lanes[0], result.lower(), result))
    worker.collect()
    assert sorted(step.done) == ["ONE", "TWO"]
    assert worker.lanes[0].busy == 0


def test_stopping_waits_for_what_is_under_way_and_takes_nothing_new(step: PlainStep) -> None:
    step.add("routine", "hang1")
    worker = Worker(Quiet())
    thread = threading.Thread(target=worker.run)
    thread.start()
    until(lambda: step.running == {"hang1"})
    worker.stop()
    step.add("routine", "too late")
    thread.join(0.3)
    assert thread.is_alive()
    assert step.done == []
    step.gate.set()
    thread.join(5)
    assert not thread.is_alive()
    assert step.done == ["HANG1"]
    assert list(step.due["routine"]) == ["too late"]


def test_patient_steps_wait_while_something_is_sent_but_not_for_long(
    step: PlainStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "PATIENT", {"patient"})
    monkeypatch.setattr(loop, "PATIENT", {"patient"})
    patient = PlainStep("patient", lanes={"routine": 1})
    STEPS.append(patient)
    patient.add("routine", "p1")
    worker = Worker(Quiet())
    worker.claim_all()
    until(lambda: not worker.done.empty())
    worker.collect()
    assert patient.done == ["P1"], "nothing is sent, so nobody waits"
    step.add("routine", "hang1")
    patient.add("routine", "p2")
    worker.claim_all()
    assert list(patient.due["routine"]) == ["p2"], "something is sent"
    worker.patient_at -= loop.PATIENCE
    worker.claim_all()
    assert not patient.due["routine"], "it has waited long enough"
    step.gate.set()


def test_it_works_until_it_is_told_so(step: PlainStep) -> None:
    step.add("routine", "r1")
    Worker(Quiet()).run(until=lambda: bool(step.done))
    assert step.done == ["R1"]


def test_two_workers_have_two_names(step: PlainStep) -> None:
    assert Worker(Quiet()).name != Worker(Quiet()).name


def test_a_second_step_of_a_name_takes_the_place_of_the_first(step: PlainStep) -> None:
    other, newer = PlainStep("other"), PlainStep("plain")
    register(other)
    register(newer)
    assert [other, newer] == STEPS

"""The life of a plan and of each of its steps, as tables."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from oyez.domain.errors import NotAllowed, Sentence, say


class PlanState(StrEnum):
    """Nothing happens before AGREED; STOPPED keeps what was done, UNDONE took it back."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    UNDONE = "undone"


class StepState(StrEnum):
    """DUE is one whose time has come and which waits for something or somebody."""

    WAITING = "waiting"
    DUE = "due"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNDONE = "undone"


P, S = PlanState, StepState

PLAN_MOVES: Final[dict[PlanState, frozenset[PlanState]]] = {
    P.DRAFT: frozenset({P.PROPOSED}),
    P.PROPOSED: frozenset({P.DRAFT, P.AGREED}),
    P.AGREED: frozenset({P.RUNNING, P.STOPPED}),
    P.RUNNING: frozenset({P.DONE, P.STOPPED}),
    P.DONE: frozenset({P.UNDONE}),
    P.STOPPED: frozenset({P.UNDONE}),
    P.UNDONE: frozenset(),
}

STEP_MOVES: Final[dict[StepState, frozenset[StepState]]] = {
    S.WAITING: frozenset({S.DUE, S.RUNNING, S.DONE, S.FAILED, S.SKIPPED}),
    S.DUE: frozenset({S.RUNNING, S.DONE, S.FAILED, S.SKIPPED}),
    S.RUNNING: frozenset({S.DONE, S.FAILED, S.SKIPPED}),
    S.FAILED: frozenset({S.DUE, S.DONE, S.SKIPPED}),
    S.DONE: frozenset({S.UNDONE}),
    S.SKIPPED: frozenset(),
    S.UNDONE: frozenset(),
}

OPEN: Final = frozenset({S.WAITING, S.DUE, S.RUNNING, S.FAILED})  # something is left to do
IN_FORCE: Final = frozenset({P.AGREED, P.RUNNING})  # the machine works on it
OVER: Final = frozenset({P.DONE, P.STOPPED, P.UNDONE})


# Mostly somebody else was quicker, so whoever comes later reads how it stands now.
STANDS: Final[dict[PlanState, Sentence]] = {
    P.DRAFT: say("This plan is a draft. It has to be proposed first."),
    P.PROPOSED: say("This plan is proposed and waits for the yes of a second person."),
    P.AGREED: say("This plan is agreed already."),
    P.RUNNING: say("This plan is agreed, and its first steps have come."),
    P.DONE: say("This plan is done."),
    P.STOPPED: say("This plan is stopped."),
    P.UNDONE: say("This plan was taken back."),
}


def refusal_to_agree(by: int, proposer: int | None) -> Sentence | None:
    """None if this person may agree to the plan, or why not: it takes a second one."""
    if proposer is None or by == proposer:
        return say("You have proposed this plan. A second person has to agree to it.")
    return None


def demand_move(old: PlanState, new: PlanState) -> None:
    """NotAllowed where a plan in this state cannot go there."""
    if new not in PLAN_MOVES[old]:
        raise NotAllowed(STANDS[old])


def _check() -> None:
    """A dead end nobody meant, or a state that nothing leads to, is found on import."""
    if set(PLAN_MOVES) != set(P) or set(STEP_MOVES) != set(S):
        raise AssertionError("a state is missing from its table of moves")
    ends = {one for one, moves in PLAN_MOVES.items() if not moves}
    step_ends = {one for one, moves in STEP_MOVES.items() if not moves}
    if ends != {P.UNDONE} or step_ends != {S.SKIPPED, S.UNDONE}:
        raise AssertionError("a plan or a step ends where it should not")
    if set().union(*PLAN_MOVES.values()) != set(P):
        raise AssertionError("a state of a plan is never reached")
    if set().union(*STEP_MOVES.values()) != set(S) - {S.WAITING}:
        raise AssertionError("a state of a step is never reached")


_check()

"""The verbs of plans."""

from __future__ import annotations

from oyez.plans.actions.agree_plan import agree_plan
from oyez.plans.actions.announce import attach_announcement, write_announcement
from oyez.plans.actions.change_step import change_step
from oyez.plans.actions.draft_plan import Wish, draft_plan
from oyez.plans.actions.finish_step import confirm_step, finish_step, skip_step
from oyez.plans.actions.propose_plan import propose_plan, return_plan
from oyez.plans.actions.stop_plan import stop_plan
from oyez.plans.actions.take_turn import put_off, take_turn
from oyez.plans.actions.undo_step import undo_step

__all__ = [
    "Wish",
    "agree_plan",
    "attach_announcement",
    "change_step",
    "confirm_step",
    "draft_plan",
    "finish_step",
    "propose_plan",
    "put_off",
    "return_plan",
    "skip_step",
    "stop_plan",
    "take_turn",
    "undo_step",
    "write_announcement",
]

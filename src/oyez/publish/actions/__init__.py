"""The verbs of publishing, one a file."""

from __future__ import annotations

from oyez.publish.actions.approve import approve
from oyez.publish.actions.autosave import autosave
from oyez.publish.actions.break_glass import break_glass
from oyez.publish.actions.call_back import call_back
from oyez.publish.actions.close_review import close_review
from oyez.publish.actions.compose import compose
from oyez.publish.actions.correct import correct, issue_prepared
from oyez.publish.actions.discard import discard
from oyez.publish.actions.drop_link import drop_link
from oyez.publish.actions.edit import edit
from oyez.publish.actions.jot import claim, jot, throw_away
from oyez.publish.actions.leave_by_hand import leave_by_hand
from oyez.publish.actions.let_go import let_go
from oyez.publish.actions.look_by_hand import Sight, look_by_hand
from oyez.publish.actions.post_by_hand import post_by_hand
from oyez.publish.actions.remove_by_hand import remove_by_hand
from oyez.publish.actions.reopen import reopen
from oyez.publish.actions.retract import retract
from oyez.publish.actions.screen import screen
from oyez.publish.actions.see import see
from oyez.publish.actions.send_back import send_back
from oyez.publish.actions.set_aside import Watching, set_aside
from oyez.publish.actions.settle import settle
from oyez.publish.actions.submit import submit
from oyez.publish.actions.take_by_hand import take_by_hand
from oyez.publish.actions.take_seat import take_seat

__all__ = [
    "Sight",
    "Watching",
    "approve",
    "autosave",
    "break_glass",
    "call_back",
    "claim",
    "close_review",
    "compose",
    "correct",
    "discard",
    "drop_link",
    "edit",
    "issue_prepared",
    "jot",
    "leave_by_hand",
    "let_go",
    "look_by_hand",
    "post_by_hand",
    "remove_by_hand",
    "reopen",
    "retract",
    "screen",
    "see",
    "send_back",
    "set_aside",
    "settle",
    "submit",
    "take_by_hand",
    "take_seat",
    "throw_away",
]

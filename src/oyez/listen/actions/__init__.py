"""What is done with what comes back."""

from oyez.listen.actions.add_note import add_note
from oyez.listen.actions.agree import agree, leave
from oyez.listen.actions.annotate import annotate
from oyez.listen.actions.answer import answer
from oyez.listen.actions.assign import assign
from oyez.listen.actions.draw_sample import Wish, draw_sample
from oyez.listen.actions.export_labels import export_labels
from oyez.listen.actions.finish_item import finish_item, reopen_item
from oyez.listen.actions.hear import hear
from oyez.listen.actions.keep_inbox import Kept, keep_channel, keep_inbox
from oyez.listen.actions.label_item import label_item
from oyez.listen.actions.make_webhook import make_webhook
from oyez.listen.actions.moderate import Ground, moderate
from oyez.listen.actions.read_item import read_item
from oyez.listen.actions.replay import replay
from oyez.listen.actions.save_answer import Saved, end_answer, save_answer
from oyez.listen.actions.settle_deed import settle_deed

__all__ = [
    "Ground",
    "Kept",
    "Saved",
    "Wish",
    "add_note",
    "agree",
    "annotate",
    "answer",
    "assign",
    "draw_sample",
    "end_answer",
    "export_labels",
    "finish_item",
    "hear",
    "keep_channel",
    "keep_inbox",
    "label_item",
    "leave",
    "make_webhook",
    "moderate",
    "read_item",
    "reopen_item",
    "replay",
    "save_answer",
    "settle_deed",
]

"""What comes back from platforms, how it reaches us, and what we do about it."""

from __future__ import annotations

from oyez.listen.models.deed import Deed
from oyez.listen.models.event import Event
from oyez.listen.models.inbox_item import InboxItem
from oyez.listen.models.label import Label
from oyez.listen.models.note import Note
from oyez.listen.models.polling import Polling
from oyez.listen.models.sample import Sample, SampleItem
from oyez.listen.models.saved_answer import SavedAnswer
from oyez.listen.models.score import Score
from oyez.listen.models.unit_inbox import ChannelInbox, UnitInbox
from oyez.listen.models.webhook import Webhook

__all__ = [
    "ChannelInbox",
    "Deed",
    "Event",
    "InboxItem",
    "Label",
    "Note",
    "Polling",
    "Sample",
    "SampleItem",
    "SavedAnswer",
    "Score",
    "UnitInbox",
    "Webhook",
]

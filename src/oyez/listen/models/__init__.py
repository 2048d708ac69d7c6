"""What comes back from platforms, and how it reaches us."""

from __future__ import annotations

from oyez.listen.models.event import Event
from oyez.listen.models.inbox_item import InboxItem
from oyez.listen.models.polling import Polling
from oyez.listen.models.webhook import Webhook

__all__ = ["Event", "InboxItem", "Polling", "Webhook"]

"""What is archived of a channel, for its page."""

from __future__ import annotations

from datetime import datetime

from oyez.accounts.models import Person
from oyez.archive.queries import runs_of
from oyez.govern.models import Channel
from oyez.platforms.registry import OWN
from oyez.publish.panels import Panel


def panel(person: Person, channel: Channel, now: datetime) -> Panel | None:  # noqa: ARG001 - a panel's words
    """The newest run and the way to the archive; nothing for our own pages."""
    if channel.platform in OWN:
        return None
    return Panel("archive/panel.html", {"channel": channel, "run": runs_of(channel).first()})

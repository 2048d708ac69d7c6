"""Take something off one's own desk once it was read."""

from __future__ import annotations

from datetime import datetime

from oyez.accounts.models import Person
from oyez.publish.models import Telling


def see(by: Person, telling: int, at: datetime) -> None:
    """Mark what the person was told as seen; what others were told is out of reach."""
    Telling.objects.filter(pk=telling, person=by, seen_at=None).update(seen_at=at)

"""The ways by which people and places are paged; one way a file, all of them independent."""

from __future__ import annotations

from typing import Final

from oyez.guard.ways.call import Call, Way
from oyez.guard.ways.mail import Mail
from oyez.guard.ways.matrix import Matrix
from oyez.guard.ways.phone import Phone
from oyez.guard.ways.push import Push
from oyez.guard.ways.sms import Sms

DESK: Final = "desk"  # always there: open alarms stand on top of every page of the console
WAYS: Final[dict[str, Way]] = {way.name: way for way in (Push(), Phone(), Sms(), Matrix(), Mail())}

__all__ = ["DESK", "WAYS", "Call", "Way"]

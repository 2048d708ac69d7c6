"""The eyes of this installation: one looker, with the door and the lists that the settings name."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from oyez.looking.door import AGENT, Door
from oyez.looking.lists.store import Lists
from oyez.looking.look import Looker
from oyez.looking.screenshot import screenshot


@cache
def looker() -> Looker:
    """For all threads to share."""
    shoot = screenshot if settings.LOOK_SCREENSHOTS else None
    return Looker(door(), lists().categories, shoot=shoot)


def lists() -> Lists:
    """The block-lists that were imported here."""
    return Lists(settings.HOME / "blocklists")


def door() -> Door:
    """The door to strangers. In an exercise every name is played by the stand-in, or by nobody."""
    agent = f"{AGENT} (+{settings.PUBLIC_URL})"
    if settings.EXERCISE:
        return Door.to_stand_in(settings.STAND_IN, agent)
    return Door(settings.LOOK_NETWORKS, agent=agent)

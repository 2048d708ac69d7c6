"""What the guard and its people do about danger."""

from __future__ import annotations

from oyez.guard.actions.accept_look import accept_look
from oyez.guard.actions.acknowledge import acknowledge
from oyez.guard.actions.allow_host import allow_host
from oyez.guard.actions.close_incident import close_incident, describe_incident
from oyez.guard.actions.contain import contain
from oyez.guard.actions.draft_words import draft_words
from oyez.guard.actions.enter_way import enter_way, remove_way
from oyez.guard.actions.import_blocklist import import_blocklist, remove_blocklist
from oyez.guard.actions.look_again import look_again, look_closer
from oyez.guard.actions.open_incident import open_incident
from oyez.guard.actions.promise import promise, say_done
from oyez.guard.actions.raise_about_reply import raise_about_reply
from oyez.guard.actions.raise_alarm import Danger, raise_alarm, raise_by_hand
from oyez.guard.actions.remove_stranger import remove_stranger, say_removed
from oyez.guard.actions.resolve import resolve
from oyez.guard.actions.set_automatic import set_automatic
from oyez.guard.actions.station import station, unstation
from oyez.guard.actions.try_ways import say_arrived, try_ways
from oyez.guard.actions.write_words import write_words

__all__ = [
    "Danger",
    "accept_look",
    "acknowledge",
    "allow_host",
    "close_incident",
    "contain",
    "describe_incident",
    "draft_words",
    "enter_way",
    "import_blocklist",
    "look_again",
    "look_closer",
    "open_incident",
    "promise",
    "raise_about_reply",
    "raise_alarm",
    "raise_by_hand",
    "remove_blocklist",
    "remove_stranger",
    "remove_way",
    "resolve",
    "say_arrived",
    "say_done",
    "say_removed",
    "set_automatic",
    "station",
    "try_ways",
    "unstation",
    "write_words",
]

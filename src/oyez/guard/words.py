"""Alarms, stations and incidents in words, with the tone that colours them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oyez.domain.alarm import AlarmState, Cause, Outcome, Station
from oyez.domain.incident import Happening, Wish

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Word:
    """A state as people read it; the tone is ok, warn, bad or nothing."""

    text: Text
    tone: str = ""


STATES: dict[str, Word] = {
    AlarmState.RAISED: Word(pgettext_lazy("alarm", "Nobody has it yet"), "bad"),
    AlarmState.ACKNOWLEDGED: Word(pgettext_lazy("alarm", "Somebody acts"), "warn"),
    AlarmState.CONTAINED: Word(pgettext_lazy("alarm", "Contained"), "ok"),
    AlarmState.RESOLVED: Word(pgettext_lazy("alarm", "Closed")),
}
CAUSES: dict[str, Text] = {
    Cause.WARNINGS: _("People warn"),
    Cause.DRIFT: _("What is linked has changed"),
    Cause.STRANGER: _("Not in our books"),
    Cause.PERSON: _("Raised by hand"),
    Cause.SILENCE: _("Nothing can be read"),
    Cause.AGED: _("Waits too long"),
    Cause.LIFE: _("Life in danger"),
}
OUTCOMES: dict[str, Text] = {
    Outcome.TAKEN_DOWN: _("Taken down"),
    Outcome.CORRECTED: _("Corrected"),
    Outcome.ANSWERED: _("Answered"),
    Outcome.FALSE: _("False: nothing was wrong"),
    Outcome.PRANK: _("A prank, or people who wanted to harm us"),
    Outcome.HARMLESS: _("True, but harmless"),
}
STATIONS: dict[str, Text] = {
    Station.ON_CALL: _("On call"),
    Station.DEPUTY: _("Deputy"),
    Station.FINAL: _("Always staffed"),
    Station.HEAD: _("Head of press"),
}
HAPPENINGS: dict[str, Text] = {
    Happening.POSTED: _("Published"),
    Happening.CHANGED: _("What is linked changed"),
    Happening.FOREIGN: _("A post that is not in our books"),
    Happening.SIGN: _("First warning"),
    Happening.QUIET: _("Noticed by the guard"),
    Happening.RAISED: _("Alarm"),
    Happening.PAGED: _("Paged"),
    Happening.ACKNOWLEDGED: _("Somebody has it"),
    Happening.LOCKED: _("Everything locked"),
    Happening.FROZEN: _("Frozen"),
    Happening.ASKED: _("Takedown asked for"),
    Happening.GONE: _("Read as gone"),
    Happening.ALL_GONE: _("Gone everywhere, proved"),
    Happening.CORRECTION: _("Correction sent"),
    Happening.CORRECTED: _("Correction stands"),
    Happening.ALL_CORRECTED: _("Corrected everywhere"),
    Happening.SAID: _("Another notice about it"),
    Happening.CONTAINED: _("Contained"),
    Happening.RESOLVED: _("Closed"),
}
SPANS: dict[str, Text] = {
    "noticed": _("From the first warning until somebody was paged"),
    "acknowledged": _("From the page until somebody had it"),
    "decided": _("From then until somebody decided"),
    "removed": _("From the decision until it was gone everywhere, proved"),
    "said": _("From the alarm until the truth was said"),
    "stood": _("From publishing until it was gone everywhere"),
}
WISHES: dict[str, Text] = {
    Wish.CORRECTION: _("Correction"),
    Wish.APOLOGY: _("Apology"),
    Wish.STATEMENT: _("Statement that accounts are not ours"),
    Wish.ALL_CLEAR: _("All clear after such a statement"),
}
RULES: dict[str, Text] = {
    "": _("A task"),
    "platform": _("A rule: which platforms are approved"),
    "channel": _("A rule: how a channel is used"),
    "people": _("A rule: who may do what"),
    "rota": _("A rule: who is on call, and how people are paged"),
    "authority": _("A rule: what the guard may do by itself"),
}
DESK = _("On the desk")


def station(code: str) -> Text:
    """A station in words."""
    return STATIONS.get(code, code)

"""Kinds, deeds, states and ways back in the reader's language."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oyez.domain.channel import Mode
from oyez.domain.plan import After, Deed, Kind, PlanState, StepState, Way
from oyez.govern.register.words import MODES, TONES

Text = str | Promise


class Word(NamedTuple):
    """A state in words, and its tone: ok, warn, bad or nothing."""

    text: Text
    tone: str = ""


KINDS: dict[Kind, Text] = {
    Kind.REDUCE: _("Use it less: important notices only"),
    Kind.CRITICAL_ONLY: _("Critical notices only"),
    Kind.CLOSE: _("Close it"),
    Kind.OPEN: _("Open it"),
    Kind.MOVE: _("Move to another channel"),
}
SHORT: dict[Kind, Text] = {
    Kind.REDUCE: pgettext_lazy("plan", "Reduce"),
    Kind.CRITICAL_ONLY: pgettext_lazy("plan", "Critical only"),
    Kind.CLOSE: pgettext_lazy("plan", "Close"),
    Kind.OPEN: pgettext_lazy("plan", "Open"),
    Kind.MOVE: pgettext_lazy("plan", "Move"),
}
AFTERS: dict[After, Text] = {
    After.RESERVE: _("Keep it as a reserved name, so that nobody else takes it"),
    After.PURGE: _("Keep it, and delete its old posts"),
    After.DELETE: _("Delete the account"),
}
DEEDS: dict[Deed, Text] = {
    Deed.ANNOUNCE: _("Announce it, there and everywhere else"),
    Deed.PIN: _("Pin the farewell"),
    Deed.PROFILE: _("Change the text of the profile"),
    Deed.ANSWERS: _("Automatic answers with the other ways to reach us"),
    Deed.OPEN: _("The channel opens"),
    Deed.REDUCE: _("Important and critical notices only"),
    Deed.CRITICAL_ONLY: _("Critical notices only"),
    Deed.CLOSING: _("Nothing new goes out any more, only corrections"),
    Deed.STOP: _("The channel is closed"),
    Deed.ARCHIVE: _("Store everything in the archive"),
    Deed.DIRECTORY: _("The list of official accounts leads to what comes after it"),
    Deed.RESERVE: _("The register keeps the name as reserved"),
    Deed.PURGE: _("Delete old posts, paced"),
    Deed.DELETE: _("Delete the account in the platform’s own settings"),
}
WAYS: dict[Way, Text] = {
    Way.CORRECT: _("Way back: the announcement is corrected or taken back."),
    Way.BY_HAND: _("Way back: a person puts it back where it stands."),
    Way.SWITCH: _("Way back: answered as before."),
    Way.MODE: _("Way back: the mode of before."),
    Way.NEW_ENTRY: _("Way back: a new entry for the same account; a closed channel stays closed."),
    Way.ENTRY: _("Way back: the entry of before."),
    Way.STAYS: _("Nothing to take back: it is a copy."),
    Way.NONE: _("No way back. Two people say yes again before it is done."),
}
PLAN_STATES: dict[PlanState, Word] = {
    PlanState.DRAFT: Word(pgettext_lazy("plan", "Draft")),
    PlanState.PROPOSED: Word(pgettext_lazy("plan", "Proposed"), "warn"),
    PlanState.AGREED: Word(pgettext_lazy("plan", "Agreed"), "ok"),
    PlanState.RUNNING: Word(pgettext_lazy("plan", "Running"), "ok"),
    PlanState.DONE: Word(pgettext_lazy("plan", "Done"), "ok"),
    PlanState.STOPPED: Word(pgettext_lazy("plan", "Stopped"), "bad"),
    PlanState.UNDONE: Word(pgettext_lazy("plan", "Taken back"), "bad"),
}
STEP_STATES: dict[StepState, Word] = {
    StepState.WAITING: Word(pgettext_lazy("step", "To come")),
    StepState.DUE: Word(pgettext_lazy("step", "Due"), "warn"),
    StepState.RUNNING: Word(pgettext_lazy("step", "Under way"), "ok"),
    StepState.DONE: Word(pgettext_lazy("step", "Done"), "ok"),
    StepState.FAILED: Word(pgettext_lazy("step", "Failed"), "bad"),
    StepState.SKIPPED: Word(pgettext_lazy("step", "Left out")),
    StepState.UNDONE: Word(pgettext_lazy("step", "Taken back"), "bad"),
}
HELD: Word = Word(pgettext_lazy("step", "Held"), "bad")


def mode_word(mode: str) -> Word:
    """The mode of a channel with its tone."""
    return Word(MODES[Mode(mode)], TONES.get(Mode(mode), "warn"))


def step_word(deed: str, state: str) -> Word:
    """The state of a step; an announcement whose hour has come without a yes is held."""
    if deed == Deed.ANNOUNCE and state == StepState.DUE:
        return HELD
    return STEP_STATES[StepState(state)]

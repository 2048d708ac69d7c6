"""States in words, with the tone that colours them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from oyez.domain.delivery import HANDS, Held, Task
from oyez.domain.notice import NoticeState, RevisionState
from oyez.publish.models import Delivery, Notice


@dataclass(frozen=True, slots=True)
class Word:
    """A state as people read it; the tone is ok, warn, bad or nothing."""

    text: str | Promise
    tone: str = ""


NOTICES: dict[str, Word] = {
    NoticeState.DRAFT: Word(lazy("Draft")),
    NoticeState.SUBMITTED: Word(lazy("Waits for approval"), "warn"),
    NoticeState.RETURNED: Word(lazy("Sent back"), "warn"),
    NoticeState.APPROVED: Word(lazy("Approved, going out"), "warn"),
    NoticeState.LIVE: Word(lazy("Live"), "ok"),
    NoticeState.CORRECTED: Word(lazy("Live, corrected"), "ok"),
    NoticeState.RETRACTED: Word(lazy("Taken down"), "bad"),
    NoticeState.EXPIRED: Word(lazy("Time over")),
}
REVISIONS: dict[str, Word] = {
    RevisionState.DRAFT: Word(lazy("Draft")),
    RevisionState.SUBMITTED: Word(lazy("Waits for approval"), "warn"),
    RevisionState.RETURNED: Word(lazy("Sent back"), "warn"),
    RevisionState.APPROVED: Word(lazy("Approved"), "ok"),
    RevisionState.ISSUED: Word(lazy("Gone out"), "ok"),
}
KINDS = {
    "first": lazy("First text"),
    "correction": lazy("Correction"),
    "prepared": lazy("Prepared correction"),
}
URGENCIES: dict[str, Word] = {
    "routine": Word(lazy("Routine")),
    "important": Word(lazy("Important"), "warn"),
    "critical": Word(lazy("Critical"), "bad"),
}
VERBS = {
    "publish": lazy("Sending"),
    "correct": lazy("Correcting"),
    "retract": lazy("Removing"),
}


def of_notice(notice: Notice, now: datetime) -> Word:
    """The notice's state."""
    later = notice.scheduled_at
    if notice.state == NoticeState.APPROVED and later and later > now:
        return Word(_("Approved, waits for its time"), "warn")
    return NOTICES[notice.state]


def of_delivery(
    row: Delivery, now: datetime, *, seen: bool = False, otherwise: bool = False
) -> Word:
    """The delivery's state: what is wanted, against what is known.

    Only what was `seen` from outside is called live; before that the platform's word is all.
    `otherwise` says that other words than ours were seen there.
    """
    if row.held == Held.NEEDS_PERSON:
        return Word(_("A person has to act"), "bad")
    if row.held == Held.REFUSED:
        return Word(_("Not sent"), "bad")
    if row.held == Held.UNKNOWN:
        return Word(_("Unknown, being looked up"), "warn")
    if row.held == Held.SENDING and row.taken_by_id:
        return Word(_("A person is doing it"), "warn")
    if row.held == Held.SENDING:
        return Word(VERBS.get(row.verb, _("Sending")), "warn")
    if row.held == Held.GONE:
        return Word(_("Gone") if row.attempt else _("Never went out"), "ok")
    if row.held == Held.LIVE:
        return _standing(row, seen=seen, otherwise=otherwise)
    return _not_yet(row, now)


def _standing(row: Delivery, *, seen: bool, otherwise: bool) -> Word:
    if row.wanted is None and row.task == Task.SECOND_LOOK:
        return Word(_("Removed, not yet seen by a second person"), "warn")
    if row.wanted is None and row.retract_at:
        return Word(_("Removed, being looked at"), "warn")
    if row.wanted is None:
        return Word(_("Asked to remove"), "warn")
    if row.wanted != row.revision:
        return Word(_("To be corrected"), "warn")
    if otherwise:
        return Word(_("Shown otherwise, being set right"), "warn")
    if row.unseen:
        return Word(_("Posted, not yet seen by a second person"), "warn")
    return Word(_("Live"), "ok") if seen else Word(_("Sent, confirmed"))


def _not_yet(row: Delivery, now: datetime) -> Word:
    if row.wanted is None:
        return Word(_("Asked to remove"), "warn")
    if row.reason:
        return Word(_("Held"), "warn")
    if row.failures:
        return Word(_("Trying again"), "warn")
    if row.due_at and row.due_at > now and not row.attempt:
        return Word(_("Waits for its time"))
    return Word(_("In line"), "warn")


def moving(row: Delivery, now: datetime) -> bool:
    """Whether a page that follows this delivery has something new to show soon."""
    if row.task in HANDS:
        return False  # people take their time
    if row.held in {Held.SENDING, Held.UNKNOWN}:
        return True
    if row.held == Held.LIVE:
        return row.wanted != row.revision
    if row.held != Held.NOTHING or row.reason:
        return False
    return row.attempt > 0 or row.due_at is None or row.due_at <= now


def seconds(row: Delivery, notice: Notice) -> float | None:
    """From the wish to its fulfilment, where that is known."""
    begun = max(filter(None, (row.wanted_at, notice.scheduled_at)))
    if row.wanted is None:
        begun, ended = row.wanted_at, row.gone_at
    else:
        ended = row.live_at
    return (ended - begun).total_seconds() if ended and ended >= begun else None

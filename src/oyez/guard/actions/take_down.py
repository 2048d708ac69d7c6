"""Take down without a person, where the authority allows it and our own look confirms it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from oyez.audit.actions import record
from oyez.domain.alarm.automatic import Confirmed, Ground, automatic
from oyez.domain.drift import DriftCode
from oyez.domain.errors import NotAllowed
from oyez.domain.notice import RETRACTABLE
from oyez.govern.models import Authority
from oyez.guard.actions.raise_alarm import MACHINE
from oyez.guard.actions.remove_stranger import wish_gone
from oyez.guard.models import Drift, Stranger
from oyez.guard.queries.automatic import switches_of
from oyez.guard.targets import allowed_streams
from oyez.publish.actions import retract
from oyez.publish.models import Notice
from oyez.publish.queries import issued_revision, watched_too_long

NOTICE, FEW = "screening__revision__notice", 50
LABELS = frozenset({DriftCode.NEWLY_LABELLED, DriftCode.NEWLY_LISTED})


@transaction.atomic
def take_down_drifted(notice: Notice, now: datetime) -> Ground | None:
    """Take the notice back where what it links to is confirmed as dangerous; the ground, or None.

    No reply is read here: what people say is never enough.
    """
    if notice.state not in RETRACTABLE:
        return None
    issued = issued_revision(notice)
    switches, seen = switches_of(notice.unit.authority), confirmed(notice)
    if issued is not None and (streams := allowed_streams(issued)):
        over = min(streams.values()) <= now
        switches, seen = switches.for_allowed_stream(), replace(seen, overtime=over)
    ground = automatic(switches, seen)
    if ground is None:
        return None
    try:
        retract(None, notice, _reason(notice, ground), at=now, machine=MACHINE)
    except NotAllowed:
        return None  # a person was faster
    record(MACHINE, "guard.take_down", f"notice:{notice.code}", ground=ground.value)
    return ground


def take_down_overtime(now: datetime) -> None:
    """Take back every notice whose live stream was allowed for a time that is over."""
    standing = watched_too_long(now).filter(**{f"{NOTICE}__state__in": RETRACTABLE})
    for finding in standing.select_related(f"{NOTICE}__unit__authority").order_by("ends_at")[:FEW]:
        take_down_drifted(finding.screening.revision.notice, now)


def confirmed(notice: Notice) -> Confirmed:
    """What our own looks show of the notice's links now."""
    lasting = Drift.objects.filter(watch__notice=notice, over_at=None)
    found = dict(lasting.order_by("times").values_list("code", "times"))
    return Confirmed(
        labelled=bool(LABELS & set(found)), over_bar=found.get(DriftCode.NUDITY.value, 0)
    )


@transaction.atomic
def take_down_stranger(stranger: Stranger, now: datetime) -> Ground | None:
    """Have a post removed that is not in our books, if the authority lets a machine do it."""
    authority: Authority = stranger.channel.unit.authority
    seen = Confirmed(stranger=stranger.cleared_at is None)
    ground = automatic(switches_of(authority), seen)
    if ground is None:
        return None
    wish_gone(stranger, None, now)
    record(MACHINE, "guard.take_down", f"channel:{stranger.channel_id}", ground=ground.value)
    return ground


def _reason(notice: Notice, ground: Ground) -> str:
    """What the public reads, in the language in which the notice was said."""
    revision = issued_revision(notice) or notice.revisions.earliest("number")
    with override(str(revision.texts[0]["language"])):
        if ground is Ground.OVERTIME:
            return _("This notice showed a live stream for a limited time. That time is over.")
        return _("A link or a picture in this notice showed something else than we meant.")

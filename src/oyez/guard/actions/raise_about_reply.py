"""Raise an alarm because of something that somebody said."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.domain.alarm import Cause
from oyez.domain.errors import NotAllowed, say
from oyez.domain.notice import RETRACTABLE
from oyez.domain.roles import Verb
from oyez.guard.actions.raise_alarm import Danger, Witness, raise_alarm
from oyez.guard.models import Alarm
from oyez.listen.models import InboxItem


@transaction.atomic
def raise_about_reply(by: Person, item: InboxItem, *, note: str, at: datetime) -> Alarm:
    """About the notice that it answers, as long as that is out; otherwise about what was said."""
    path = item.channel.unit.path
    actor = demand(by, Verb.RETRACT, path)
    if not note.strip():
        raise NotAllowed(say("Write in a sentence what is wrong."), "note")
    notice = item.delivery.notice if item.delivery else None
    about_notice = notice is not None and notice.state in RETRACTABLE
    danger = Danger(
        about=f"notice:{notice.code}" if notice and about_notice else f"item:{item.pk}",
        cause=Cause.PERSON,
        loud=True,
        path=notice.unit.path if notice and about_notice else path,
        reason=say("{person} says: {note}", person=by.name, note=note.strip()[:300]),
        notice=notice if about_notice else None,
        channel=None if about_notice else item.channel,
        url=item.url,
        first_sign_at=item.first_seen,
    )
    signs = [Witness("reply", item.first_seen, item.pk)]
    return raise_alarm(danger, at=at, signs=signs, actor=actor)[0]

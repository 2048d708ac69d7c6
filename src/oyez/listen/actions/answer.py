"""Answer somebody through the channel."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.errors import NotAllowed, say
from oyez.domain.inbox.answering import Matter, may_answer, needs_second, refuse_text
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.labels import Label
from oyez.domain.notice import Urgency
from oyez.domain.roles import Verb
from oyez.domain.verdict import GO
from oyez.govern.queries import standings
from oyez.listen.abilities import can, counted
from oyez.listen.asking import enter, entered, refuse_blind, refuse_silent, refuse_twice
from oyez.listen.keeping import Keeping
from oyez.listen.models import Deed, InboxItem, SavedAnswer
from oyez.listen.models.inbox_item import Place
from oyez.listen.wording import ready_answers, routes_text


@transaction.atomic
def answer(
    by: Person | None,
    item: InboxItem,
    text: str,
    *,
    at: datetime,
    seen: int = 0,
    form_key: str = "",
) -> Deed:
    """Have a text sent as the channel's answer; the same form twice answers once.

    It is official speech. What was agreed to before, and own words on routine matters, go out at
    once; other words wait for a second person. `seen` is the last deed that the page showed.
    """
    actor = demand(by, Verb.ANSWER, item.channel.unit.path)
    InboxItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if known := entered(form_key):
        return known
    refuse_silent(item)
    refuse_here(item, text, at)
    refuse_blind(item, seen)
    refuse_twice(item, Kind.REPLY)
    saved, agreed = agreed_words(item, text, at)
    second = needs_second(matter_of(item), saved=agreed)
    words = {"text": text.strip(), "saved": saved, "asked_by": by, "form_key": form_key or None}
    deed = enter(item, Kind.REPLY, at, second=second, **words)
    facts = {"deed": deed.pk, "saved": saved.pk if saved else 0, "second": second}
    record(actor, "listen.answer", f"inbox:{item.pk}", **facts)
    return deed


def refuse_here(item: InboxItem, text: str, at: datetime) -> None:
    """Refuse no text, a channel that may not speak now or cannot answer, and too long a text."""
    if refused := refuse_text(text):
        raise NotAllowed(refused, "text")
    standing = standings([item.channel_id], at)[item.channel_id]
    verdict = may_answer(standing)
    if verdict is not GO and verdict.reason is not None:
        raise NotAllowed(verdict.reason)
    if Kind.REPLY not in can(item, standing).platform:
        raise NotAllowed(say("No machine can answer here. Open it on the platform."))
    measured = counted(item, text)
    if not measured.fits:
        template = "The answer has {count} characters here; there is room for {limit}."
        limit = measured.limit or 0
        raise NotAllowed(say(template, count=measured.count, limit=limit), "text")


def agreed_words(item: InboxItem, text: str, at: datetime) -> tuple[SavedAnswer | None, bool]:
    """The saved answer that these words are, and whether they were agreed to before."""
    keeping, words = Keeping(), text.replace("\r\n", "\n").strip()
    for one in ready_answers(item, keeping):
        if one.text.replace("\r\n", "\n").strip() == words:
            return one.row, True
    return None, words == routes_text(item, keeping, at)


def matter_of(item: InboxItem) -> Matter:
    """What is at stake."""
    delivery = item.delivery
    return Matter(
        urgent=item.place == Place.URGENT or item.label == Label.URGENT,
        warning=item.place == Place.WARNING,
        critical=delivery is not None and delivery.notice.urgency == Urgency.CRITICAL,
    )

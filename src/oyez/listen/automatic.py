"""Answers by a machine, where nobody is there: once a person, channel and day, with the routes."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from oyez.audit.actions import record
from oyez.domain.channel import Standing
from oyez.domain.inbox.answering import Heard as Circumstances
from oyez.domain.inbox.answering import answers_by_itself, may_answer
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.labels import label_of, suggested
from oyez.domain.verdict import GO
from oyez.govern.queries import standings
from oyez.listen.abilities import can, counted
from oyez.listen.asking import enter
from oyez.listen.keeping import Keeping
from oyez.listen.models import ChannelInbox, InboxItem, Score
from oyez.listen.queries.replies import newest_scores
from oyez.listen.wording import automatic_text
from oyez.platforms.heard import Heard

RECENT = timedelta(hours=1)  # what is older when we hear it is not answered by a machine


def answer_automatically(items: Sequence[int], now: datetime) -> int:
    """Enter answers to those of the items that get one; how many. Called once they have scores."""
    ways = {row.pk: row for row in ChannelInbox.objects.filter(automatic=True)}
    if not ways:
        return 0
    rows = InboxItem.objects.filter(pk__in=items, channel__in=ways, at__gte=now - RECENT)
    rows = rows.filter(own=False, deleted_at=None).exclude(author="")
    found = list(rows.select_related("channel__unit", "delivery__notice").order_by("pk"))
    if not found:
        return 0
    scores, keeping = newest_scores([row.pk for row in found]), Keeping()
    known = standings({row.channel_id for row in found}, now)
    return sum(
        _answer(row, ways[row.channel_id], keeping, now)
        for row in found
        if _wanted(row, ways[row.channel_id], scores.get(row.pk), known[row.channel_id])
        and not _staffed(row, ways[row.channel_id], keeping, now)
    )


def _wanted(row: InboxItem, way: ChannelInbox, score: Score | None, standing: Standing) -> bool:
    said = suggested(score.triage, urgent=score.urgent) if score else None
    circumstances = Circumstances(
        switched_on=way.automatic,
        staffed=False,
        direct=row.kind == Heard.MESSAGE,
        public_too=way.public_too,
        can_reply=Kind.REPLY in can(row, standing).platform and may_answer(standing) is GO,
        label=label_of(row.label) or said,
        abusive=score is not None and score.abusive,
    )
    return answers_by_itself(circumstances)


def _staffed(row: InboxItem, way: ChannelInbox, keeping: Keeping, now: datetime) -> bool:
    return way.staffed and keeping.staffed(row.channel, now)


def _answer(row: InboxItem, way: ChannelInbox, keeping: Keeping, now: datetime) -> int:
    """One answer, unless this person had one on this channel today."""
    text = automatic_text(row, way, keeping, now)
    if not text or not counted(row, text).fits:
        return 0
    try:
        with transaction.atomic():
            words = {"text": text, "automatic": True, "once": once(row, now)}
            deed = enter(row, Kind.REPLY, now, second=False, **words)
            record("worker", "listen.answer_automatically", f"inbox:{row.pk}", deed=deed.pk)
    except IntegrityError:
        return 0
    return 1


def once(row: InboxItem, now: datetime) -> str:
    """A digest of person, channel and day: it is another one tomorrow, so it follows nobody."""
    day = timezone.localtime(now, timezone.get_default_timezone()).date()
    words = f"{row.channel_id}\n{row.author}\n{day}".encode("utf-8", "surrogatepass")
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).hexdigest()

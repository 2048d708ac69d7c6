"""From the replies to notices that are out, to alarms."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from oyez.domain.alarm import (
    AlarmState,
    Cause,
    Judgement,
    Said,
    Stage,
    weigh,
)
from oyez.domain.alarm.evidence import EVEN
from oyez.domain.alarm.weigh import WINDOW
from oyez.domain.errors import Sentence, say
from oyez.domain.notice import RETRACTABLE
from oyez.guard.actions.look_again import look_closer
from oyez.guard.actions.raise_alarm import Danger, Witness, raise_alarm
from oyez.guard.models import Alarm, Sign
from oyez.guard.surroundings import surroundings_of
from oyez.listen.models import InboxItem, Score
from oyez.publish.models import Notice

NEWEST = 5000  # replies to one notice that are weighed at once
COLUMNS = (
    *("item", "alarm", "abusive", "item__channel", "item__author"),
    *("item__first_seen", "item__account_days"),
)
FEW = 50  # notices at once


def weigh_due(now: datetime) -> None:
    """Weigh every notice that somebody warns of, and look again at what it links to."""
    for notice in _warned_of(now):
        weigh_notice(notice, now)


def weigh_notice(notice: Notice, now: datetime) -> Judgement:
    """What its replies come to now; an alarm where that is enough."""
    said = said_about(notice, now)
    judged = weigh(said, surroundings_of(notice, now), now)
    if judged.stage >= Stage.LOOK:
        newest = max(one.at for one in said if one.warns)
        look_closer(notice, at=now, since=newest)
    if judged.stage >= Stage.QUIET:
        _raise(notice, judged, said, now)
    return judged


def _warned_of(now: datetime) -> Iterable[Notice]:
    """Notices that are out, and of which a reply of the last half hour may warn."""
    fresh = Score.objects.filter(alarm__gt=EVEN, at__gt=now - WINDOW, item__own=False)
    wanted = fresh.exclude(item__delivery=None).order_by().values("item__delivery__notice")
    rows = Notice.objects.filter(pk__in=wanted.distinct(), state__in=RETRACTABLE)
    return rows.select_related("unit").order_by("-pk")[:FEW]


def said_about(notice: Notice, now: datetime) -> list[Said]:
    """What people said about it in the last half hour, by our clock, with its newest score.

    What spoke for an alarm that is over speaks for no other. Only texts that may warn are read.
    """
    over = Sign.objects.filter(
        alarm__notice=notice, alarm__state=AlarmState.RESOLVED, item__isnull=False
    )
    scores = Score.objects.filter(
        item__delivery__notice=notice,
        item__first_seen__gt=now - WINDOW,
        item__own=False,
        item__deleted_at=None,
    )
    rows = scores.exclude(item__in=over.values("item")).order_by("-at", "-pk").values(*COLUMNS)
    newest: dict[int, dict[str, Any]] = {}
    for row in rows[:NEWEST]:
        newest.setdefault(row["item"], row)
    warning = [pk for pk, row in newest.items() if row["alarm"] > EVEN]
    texts = dict(InboxItem.objects.filter(pk__in=warning).values_list("pk", "text"))
    return [_said(row, texts.get(pk, "")) for pk, row in newest.items()]


def _said(row: dict[str, Any], text: str) -> Said:
    return Said(
        item=row["item"],
        author=f"{row['item__channel']}:{row['item__author']}",
        at=row["item__first_seen"],
        chance=row["alarm"],
        abusive=row["abusive"],
        words=digest_of_words(text),
        days=row["item__account_days"],
    )


def digest_of_words(text: str) -> str:
    """Equal for texts that differ only in signs, blanks and capitals."""
    letters = "".join(c for c in text.casefold() if c.isalnum())
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _raise(notice: Notice, judged: Judgement, said: Sequence[Said], now: datetime) -> Alarm:
    loud = judged.stage is Stage.ALARM
    danger = Danger(
        about=f"notice:{notice.code}",
        cause=Cause.WARNINGS,
        loud=loud,
        path=notice.unit.path,
        reason=reason_of(judged),
        notice=notice,
        judgement=judged,
        first_sign_at=judged.first.at if judged.first else None,
    )
    signs = [Witness("reply", one.at, one.item, one.chance) for one in said if one.warns]
    return raise_alarm(danger, at=now, signs=signs)[0]


def reason_of(judged: Judgement) -> Sentence:
    """What people say, in numbers, and what that means."""
    if judged.stage is Stage.ALARM:
        return say(
            "{authors} people warn about this notice, among {replies} replies. "
            "Something in it is probably wrong.",
            authors=judged.authors,
            replies=judged.replies,
        )
    return say(
        "One reply or a few hints warn about this notice, among {replies} replies. "
        "Have a look when you can.",
        replies=judged.replies,
    )

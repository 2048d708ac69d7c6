"""Reads of what came back."""

from oyez.listen.queries.hooks import Ways, digest_of, ways_of, webhook_of
from oyez.listen.queries.inbox import (
    Asked,
    first_urgent,
    inbox,
    newest,
    news,
    next_after,
    page_after,
)
from oyez.listen.queries.item import (
    Thread,
    carers,
    deed_of,
    deeds_of,
    item_by_id,
    shown_with,
    thread_of,
    waiting_deeds,
)
from oyez.listen.queries.replies import (
    Reply,
    newest_scores,
    replies_to,
    replies_to_notice,
    scored_since,
    usual_rates,
)
from oyez.listen.queries.waiting import Overdue, overdue

__all__ = [
    "Asked",
    "Overdue",
    "Reply",
    "Thread",
    "Ways",
    "carers",
    "deed_of",
    "deeds_of",
    "digest_of",
    "first_urgent",
    "inbox",
    "item_by_id",
    "newest",
    "newest_scores",
    "news",
    "next_after",
    "overdue",
    "page_after",
    "replies_to",
    "replies_to_notice",
    "scored_since",
    "shown_with",
    "thread_of",
    "usual_rates",
    "waiting_deeds",
    "ways_of",
    "webhook_of",
]

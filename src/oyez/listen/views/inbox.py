"""What people say to us, in the order in which it should be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from oyez.accounts.gate import sight_of
from oyez.domain.roles import Verb
from oyez.listen import queries
from oyez.listen.forms.filters import FEW, InboxFilter
from oyez.listen.keeping import Keeping
from oyez.listen.models import InboxItem
from oyez.listen.models.inbox_item import Place
from oyez.listen.queries.inbox import MOST
from oyez.listen.words import KINDS, LABELS, Suggestion, suggestion
from oyez.platforms.heard import Heard
from oyez.publish.queries import Sight, channels_seen, units_seen
from oyez.web.pages import show
from oyez.web.partial import nothing_new, signed_in

LIST_KEYS = (
    ("j", _("The first of what waits")),
    ("l", _("More of them")),
)
TOLD_FROM = 2000  # an earlier year says that the platform did not tell the time
WAITING = 10


@signed_in
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits on the channels that one sees: the urgent first, then warnings, 50 a page."""
    by, now = sight_of(request), timezone.now()
    if not by.scopes(Verb.SEE):
        raise Http404
    form = filter_for(request, by)
    asked = form.asked()
    mark = request.GET.get("after", "")
    page = queries.page_after(by, asked, mark)
    urgent = queries.first_urgent(by) if not mark else None
    context = {
        "form": form,
        "rows": rows_of(page.rows, now),
        "after": page.after,
        "begun": bool(mark),
        "filtered": any(form.cleaned_data.values()),
        "query": query_of(request),
        "newest": queries.newest(by),
        "urgent": urgent,
        "waiting": queries.waiting_deeds(by, WAITING) if not mark else [],
        "may_keep": bool(by.scopes(Verb.MANAGE_INBOX)),
        "may_label": bool(by.scopes(Verb.ANNOTATE)),
        "page_keys": LIST_KEYS,
    }
    return show(request, "listen/inbox.html", context)


@signed_in
@require_GET
def news(request: HttpRequest) -> HttpResponse:
    """How much has come in since the page was made; nothing where nothing has."""
    by = sight_of(request)
    since = request.GET.get("since", "")
    if not by.scopes(Verb.SEE) or not since.isdecimal() or len(since) > 18:
        raise Http404
    count = queries.news(by, filter_for(request, by).asked(), int(since))
    if str(count) == request.GET.get("shown"):
        return nothing_new()
    context = {"count": count, "most": MOST, "query": query_of(request), "since": since}
    return render(request, "listen/news.html", context)


def filter_for(request: HttpRequest, by: Sight) -> InboxFilter:
    """The filter as it was sent, with menus where there are few names."""
    form = InboxFilter(request.GET)
    form.offer("unit", units_seen(by, FEW))
    form.offer("channel", channels_seen(by, request.GET.get("unit", ""), FEW))
    return form


def query_of(request: HttpRequest) -> str:
    """What was asked for, without where the page begins, for links to the same list."""
    names = (*InboxFilter.base_fields,)
    kept = {name: request.GET[name] for name in names if request.GET.get(name)}
    return urlencode(kept)


def rows_of(items: Iterable[InboxItem], now: datetime) -> list[dict[str, object]]:
    """Each item with what is suggested about it, and whether its time is over."""
    rows = list(items)
    scores, keeping = queries.newest_scores([row.pk for row in rows]), Keeping()
    return [
        tags_of(row, suggestion(scores.get(row.pk)), late=is_late(row, keeping, now))
        | {
            "item": row,
            "kind": KINDS[Heard(row.kind)],
            "at": said_at(row),
            "notice": row.delivery.notice if row.delivery else None,
        }
        for row in rows
    ]


def tags_of(row: InboxItem, suggested: Suggestion | None, *, late: bool) -> dict[str, object]:
    """What stands beside an item wherever it is shown."""
    return {
        "label": LABELS.get(row.label, ""),
        "suggestion": suggested,
        "urgent": row.place == Place.URGENT,
        "warning": row.place == Place.WARNING,
        "late": late,
    }


def is_late(row: InboxItem, keeping: Keeping, now: datetime) -> bool:
    """Whether it has waited for too long."""
    if row.open_at is None:
        return False
    limits = keeping.limits(row.channel.unit.path)
    unread = row.place == Place.URGENT and row.read_at is None
    return row.open_at + (limits.urgent if unread else limits.other) <= now


def said_at(item: InboxItem) -> datetime:
    """When it was said, or heard where the platform does not tell."""
    return item.at if item.at.year >= TOLD_FROM else item.first_seen

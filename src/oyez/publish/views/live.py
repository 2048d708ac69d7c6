"""Everything that is public now, and taking several of it down at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from oyez.accounts.gate import sight_of
from oyez.domain.roles import Verb, covers
from oyez.publish import queries
from oyez.publish.forms.filters import FEW, LiveFilter
from oyez.publish.models import Notice
from oyez.publish.queries import SOON, Where
from oyez.publish.views import words
from oyez.web.pages import show


@dataclass(frozen=True, slots=True)
class Standing:
    """One notice of the list."""

    notice: Notice
    word: words.Word
    where: Where
    age: float | None
    ends_soon: bool
    may_retract: bool


@login_required
@require_GET
def live(request: HttpRequest) -> HttpResponse:
    """The list, the newest first, and above it what is being removed and still stands."""
    by, now = sight_of(request), timezone.now()
    if not by.scopes(Verb.SEE):
        raise Http404
    form = filter_for(request, by)
    over = bool(form.cleaned_data.get("over"))
    rows = queries.over_and_standing(by) if over else queries.public_now(by, now)
    rows = queries.at_place(rows, form.asked("unit"), form.asked("channel"))
    page = queries.paged(rows, page_of(request))
    context = {
        "form": form,
        "page": page,
        "rows": standings(page.rows, by.scopes(Verb.RETRACT), now),
        "total": queries.many(rows),
        "most": queries.MANY,
        "removing": [
            {"row": row, "word": words.of_delivery(row, now)} for row in queries.being_removed(by)
        ]
        if page.number == 1
        else [],
        "filtered": any(form.cleaned_data.values()),
        "query": query_of(request),
        "now": now,
    }
    return show(request, "publish/live.html", context)


def filter_for(request: HttpRequest, by: queries.Sight) -> LiveFilter:
    """The filter as it was sent, with menus where there are few names."""
    form = LiveFilter(request.GET)
    form.offer("unit", queries.units_seen(by, FEW))
    form.offer("channel", queries.channels_seen(by, request.GET.get("unit", ""), FEW))
    form.is_valid()
    return form


def standings(rows: Sequence[object], mine: Sequence[str], now: datetime) -> list[Standing]:
    """Each notice with where it stands and how long already."""
    notices = [row for row in rows if isinstance(row, Notice)]
    where = queries.standing_on(notices)
    return [
        Standing(
            one,
            words.of_notice(one, now),
            where.get(one.pk, Where(0, 0, ())),
            (now - one.live_at).total_seconds() if one.live_at else None,
            one.valid_until is not None and now < one.valid_until <= now + SOON,
            any(covers(scope, one.unit.path) for scope in mine),
        )
        for one in notices
    ]


def page_of(request: HttpRequest) -> int:
    """The page's number; nonsense means the first."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 1


def query_of(request: HttpRequest) -> str:
    """What was asked for, without the page, for links to other pages of the same list."""
    kept = [(name, value) for name, value in request.GET.items() if value and name != "page"]
    return urlencode(kept) + "&" if kept else ""

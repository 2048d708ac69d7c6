"""What people say to us, in one list."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from oyez.accounts.gate import person_of
from oyez.domain.roles import Verb
from oyez.listen import queries
from oyez.listen.forms import FEW, InboxFilter
from oyez.platforms.heard import Heard
from oyez.publish.queries import Sight, channels_seen, units_seen
from oyez.web.pages import show
from oyez.web.paging import page_of

KINDS = {
    Heard.REPLY: pgettext_lazy("inbox", "Answer"),
    Heard.MENTION: pgettext_lazy("inbox", "Mention"),
    Heard.QUOTE: pgettext_lazy("inbox", "Quotation"),
    Heard.MESSAGE: pgettext_lazy("inbox", "Message"),
}
TOLD_FROM = 2000  # an earlier year says that the platform did not tell the time


@login_required
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What people say on the channels that one sees, the newest first, 50 a page."""
    by = Sight(person_of(request))
    if not by.scopes(Verb.SEE):
        raise Http404
    form = InboxFilter(request.GET)
    form.offer("unit", units_seen(by, FEW))
    form.offer("channel", channels_seen(by, request.GET.get("unit", ""), FEW))
    form.is_valid()
    page = page_of(request, queries.inbox(by, form.asked("unit"), form.asked("channel")))
    rows = [
        {
            "item": item,
            "kind": KINDS[Heard(item.kind)],
            "at": item.at if item.at.year >= TOLD_FROM else item.first_seen,
            "notice": item.delivery.notice if item.delivery else None,
        }
        for item in page.rows
    ]
    filtered = bool(form.asked("unit") or form.asked("channel"))
    context = {"form": form, "page": page, "rows": rows, "filtered": filtered}
    return show(request, "listen/inbox.html", context)

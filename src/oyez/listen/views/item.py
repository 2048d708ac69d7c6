"""One item: what was said, what is suggested, and everything that can be done about it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.gate import sight_of
from oyez.domain.inbox.labels import KEYS
from oyez.domain.roles import Verb
from oyez.listen import queries
from oyez.listen.abilities import counted
from oyez.listen.actions import read_item
from oyez.listen.models import InboxItem
from oyez.listen.models.inbox_item import Place
from oyez.listen.panels import panels_for
from oyez.listen.views.inbox import filter_for, is_late, query_of, said_at, tags_of
from oyez.listen.views.sheet import Sheet
from oyez.listen.words import KINDS, LABELS, suggestion
from oyez.platforms.heard import Heard
from oyez.publish.queries import Sight
from oyez.web.pages import show
from oyez.web.partial import signed_in

PAGE_KEYS = (
    ("y", _("Yes, it is what was suggested")),
    *((key, LABELS[label]) for label, key in KEYS.items()),
    ("m", _("I look after it")),
    ("r", _("Write an answer")),
    ("o", _("Open it on the platform")),
    ("x", _("It is done")),
    ("j", _("The next one")),
    ("i", _("Back to the inbox")),
)


@signed_in
@require_GET
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one item; whoever may do something about it has read it now."""
    by = sight_of(request)
    one = visible(by, pk)
    read_item(by.person, one, at=timezone.now())
    return page(Sheet(request, by, one))


@signed_in
@require_POST
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """How long an answer is, as the platform counts it."""
    by = sight_of(request)
    one = visible(by, pk)
    if not by.may(Verb.ANSWER, one.channel.unit.path):
        raise Http404
    text = request.POST.get("text", "")
    return render(request, "listen/count.html", {"count": counted(one, text)})


def visible(by: Sight, pk: int) -> InboxItem:
    """The item, or 404 for whoever does not see it."""
    found = queries.item_by_id(by, pk)
    if found is None:
        raise Http404
    return found


def page(sheet: Sheet) -> HttpResponse:
    """The item's page, with a refused form in its place."""
    context = {
        **_said(sheet.item, sheet),
        **sheet.forms(),
        **sheet.answering(),
        "notes": list(sheet.item.notes.select_related("by")),
        "deeds": sheet.lines(),
        "panels": panels_for(sheet.by, sheet.item, sheet.now),
        "may_triage": sheet.may(Verb.TRIAGE),
        "may_keep": sheet.may(Verb.MANAGE_INBOX),
        "page_keys": PAGE_KEYS,
        "form": sheet.refused.form if sheet.refused else None,
        "wrong": sheet.refused.verb if sheet.refused else "",
    }
    template = "listen/item.html"
    return show(sheet.request, template, context, refused=sheet.refused is not None)


def _said(one: InboxItem, sheet: Sheet) -> dict[str, object]:
    """What was said, where, about what, and what a scorer suggests."""
    suggested = suggestion(sheet.score)
    asked = filter_for(sheet.request, sheet.by).asked()
    return {
        "item": one,
        "kind": KINDS[Heard(one.kind)],
        "at": said_at(one),
        "notice": one.delivery.notice if one.delivery else None,
        "shown_with": queries.shown_with(one),
        "thread": queries.thread_of(one),
        "tags": tags_of(one, suggested, late=is_late(one, sheet.keeping, sheet.now)),
        "suggestion": suggested,
        "urgent": one.place == Place.URGENT,
        "warning": one.place == Place.WARNING,
        "query": query_of(sheet.request),
        "next": queries.next_after(sheet.by, asked, one),
    }

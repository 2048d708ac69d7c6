"""All notices of a person's units, searched."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from oyez.accounts.gate import sight_of
from oyez.domain.roles import Verb
from oyez.publish import queries
from oyez.publish.forms.filters import FEW, NoticeFilter
from oyez.publish.models import Notice
from oyez.publish.views import words
from oyez.publish.views.live import page_of, query_of
from oyez.web.partial import signed_in, whole_or_part


@signed_in
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """The newest first, 50 a page; filters are part of the address."""
    by, now = sight_of(request), timezone.now()
    if not by.scopes(Verb.SEE):
        raise Http404
    form = NoticeFilter(request.GET)
    form.offer("unit", queries.units_seen(by, FEW))
    form.is_valid()
    page = queries.paged(queries.listed(by, form.search()), page_of(request))
    context = {
        "form": form,
        "page": page,
        "rows": [
            {"notice": one, "word": words.of_notice(one, now)}
            for one in page.rows
            if isinstance(one, Notice)
        ],
        "filtered": any(form.cleaned_data.values()) or bool(form.errors),
        "query": query_of(request),
    }
    return whole_or_part(request, "publish/notices.html", "publish/found.html", context)

"""The register as a file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from oyez.accounts.gate import anywhere_or_404, person_of, sight_of
from oyez.domain.roles import Verb
from oyez.govern.actions import export_register
from oyez.govern.register.exchange import FORMS
from oyez.govern.views.register import filter_of


@login_required
@require_POST
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The entries that are looked for, as a table for spreadsheets or as JSON."""
    mine = anywhere_or_404(sight_of(request), Verb.SEE)
    filters, form = filter_of(request, mine), request.POST.get("form", "")
    if form not in FORMS or not filters.is_valid():
        raise Http404
    parts = export_register(person_of(request), filters.search(), form, now=timezone.now())
    answer = StreamingHttpResponse(parts, content_type=FORMS[form])
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="register-{day}.{form}"'
    return answer

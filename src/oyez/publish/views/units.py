"""Choosing the unit that speaks, where there are many: a search and plain links."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from oyez.accounts.gate import anywhere_or_404, person_of
from oyez.domain.roles import Verb
from oyez.govern.queries import units_for
from oyez.publish.queries import SHOWN
from oyez.publish.queries.composer import units_like
from oyez.web.pages import show

FEW = 12


@login_required
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """The units for which the person may write, by name; what was typed comes along."""
    by = person_of(request)
    anywhere_or_404(by, Verb.COMPOSE)
    words = request.GET.get("q", "")[:100]
    found = units_like(units_for(by, Verb.COMPOSE), words.split()).order_by(
        "authority__name", "name", "pk"
    )
    more = {"jotting": key} if (key := request.GET.get("jotting", "")) else {}
    context = {
        "units": [
            {"unit": unit, "href": f"/notices/new/?{urlencode({'unit': unit.pk, **more})}"}
            for unit in found[:SHOWN]
        ],
        "total": found.count(),
        "words": words,
        "jotting": key,
        "shown": SHOWN,
    }
    return show(request, "publish/units.html", context)

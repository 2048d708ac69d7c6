"""The ledger, for auditors."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from oyez.accounts.gate import or_404, person_of
from oyez.accounts.reads import names_by_signature
from oyez.audit.queries import first_broken, last_entries
from oyez.domain.roles import Verb
from oyez.web.pages import show

SHOWN = 200


@login_required
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """The newest entries, and on request whether the whole chain holds."""
    # One chain tells of every authority, so reading it takes the role for everything.
    or_404(person_of(request), Verb.READ_LEDGER, "/")
    entries = last_entries(SHOWN)[::-1]
    names = names_by_signature({entry.actor for entry in entries})
    verify = "verify" in request.GET
    context = {
        "rows": [
            {"entry": entry, "name": names.get(entry.actor, entry.actor)} for entry in entries
        ],
        "shown": SHOWN,
        "verified": verify,
        "broken": first_broken() if verify else None,
    }
    return show(request, "accounts/ledger.html", context)

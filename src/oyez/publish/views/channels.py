"""All channels, by authority and unit, as they are now."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from oyez.accounts.gate import anywhere_or_404, person_of
from oyez.accounts.queries import scopes
from oyez.domain.channel import Mode
from oyez.domain.roles import Verb
from oyez.govern.overview import channels_in
from oyez.govern.queries import standings
from oyez.publish import queries
from oyez.publish.preview import label
from oyez.publish.views import words
from oyez.web.pages import show

MODES = {
    Mode.ACTIVE: words.Word(_("Active"), "ok"),
    Mode.REDUCED: words.Word(_("Reduced"), "warn"),
    Mode.CRITICAL_ONLY: words.Word(_("Critical only"), "warn"),
    Mode.CLOSING: words.Word(_("Closing"), "warn"),
    Mode.CLOSED: words.Word(_("Closed")),
}


@login_required
@require_GET
def channels(request: HttpRequest) -> HttpResponse:
    """The register of channels that the person may see."""
    by, now = person_of(request), timezone.now()
    rows = list(channels_in(anywhere_or_404(by, Verb.SEE)))
    ids = [row.pk for row in rows]
    known, last = standings(ids, now), queries.last_results(ids)
    context = {
        "rows": [
            {
                "channel": row,
                "platform": label(row),
                "standing": known[row.pk],
                "mode": MODES[Mode(row.mode)],
                "last": last.get(row.pk),
                "word": words.of_delivery(last[row.pk], now) if row.pk in last else None,
            }
            for row in rows
        ],
        "may_manage": bool(scopes(by, Verb.MANAGE_CHANNELS)),
    }
    return show(request, "publish/channels.html", context)

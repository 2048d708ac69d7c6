"""The address under which a channel's platform calls: made on request, shown once."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from oyez.accounts.gate import or_404, person_of
from oyez.accounts.stepup import step_up
from oyez.domain.roles import Verb
from oyez.govern.overview import channel_by_id
from oyez.listen.actions import make_webhook
from oyez.listen.channels import calls_us
from oyez.web.pages import show


@login_required
@require_POST
@step_up("webhook")
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new address and show it; it cannot be shown again."""
    channel = channel_by_id(pk)
    if channel is None:
        raise Http404
    or_404(person_of(request), Verb.MANAGE_CHANNELS, channel.unit.path)
    if not calls_us(channel.platform):
        raise Http404
    address = make_webhook(person_of(request), channel)
    return show(request, "listen/webhook.html", {"channel": channel, "address": address})

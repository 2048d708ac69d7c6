"""Entering a channel."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import anywhere_or_404, person_of
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.govern.actions import create_channel
from oyez.govern.forms import ChannelForm
from oyez.govern.models import Channel
from oyez.govern.overview import units_in
from oyez.platforms.registry import ASSISTED
from oyez.web.pages import put_at_field, show


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Enter a new channel."""
    by = person_of(request)
    units = units_in(anywhere_or_404(by, Verb.MANAGE_CHANNELS))
    form = ChannelForm(request.POST or None, units)
    if request.method == "POST" and form.is_valid():
        try:
            fields = form.wanted()
            one = create_channel(by, fields.pop("unit"), **fields)  # type: ignore[arg-type]
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _told(one))
            return redirect(f"/channels/{one.pk}/")
    context = {"form": form, "refused": bool(form.errors)}
    return show(request, "govern/add.html", context, refused=bool(form.errors))


def _told(one: Channel) -> str:
    """What comes next: where a person posts there is nothing to store."""
    if one.platform in ASSISTED:
        return _(
            "The channel is entered. A person posts to it by hand, so it needs no credentials."
        )
    return _("The channel is entered. Now store its credentials.")

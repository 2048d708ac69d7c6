"""The addresses and options of a channel, on a page of their own."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import or_404, person_of
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.govern.actions import change_channel
from oyez.govern.overview import channel_by_id
from oyez.publish.forms.platform_settings import PlatformSettingsForm
from oyez.publish.preview import label
from oyez.web.pages import put_at_field, show


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@step_up("credentials")
def platform_settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Read and change what the platform needs to know about the account."""
    one = channel_by_id(pk)
    if one is None:
        raise Http404
    by = person_of(request)
    or_404(by, Verb.MANAGE_CHANNELS, one.unit.path)
    form = PlatformSettingsForm(request.POST if request.method == "POST" else None, one)
    if form.is_valid():
        try:
            change_channel(by, one, **form.changes(one))
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The settings of the channel are stored."))
            return redirect(f"/channels/{pk}/")
    refused = bool(form.errors)
    context = {"channel": one, "platform": label(one), "form": form, "refused": refused}
    return show(request, "publish/platform_settings.html", context, refused=refused)

"""One channel: its mode, its credentials, its entry."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oyez.accounts.gate import anywhere_or_404, or_404, person_of
from oyez.accounts.queries import may
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.govern.actions import change_mode, create_channel, set_secrets
from oyez.govern.forms import MODES, ChannelForm, ModeForm, SecretsForm
from oyez.govern.models import Channel
from oyez.govern.overview import channel_by_id, units_in
from oyez.govern.queries import standings
from oyez.platforms.registry import LABELS
from oyez.web.pages import put_at_field, show


@login_required
@require_GET
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """The channel's page."""
    return _page(request, _known(request, pk))


@login_required
@require_POST
def mode(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the channel's mode, with a reason."""
    one = _known(request, pk)
    form = ModeForm(request.POST, one)
    if form.is_valid():
        try:
            change_mode(
                person_of(request),
                one,
                Mode(form.cleaned_data["mode"]),
                reason=form.cleaned_data["reason"],
            )
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The mode is changed. It holds from now on."))
            return redirect(f"/channels/{pk}/")
    return _page(request, one, mode_form=form)


@sensitive_post_parameters()
@login_required
@require_POST
def credentials(request: HttpRequest, pk: int) -> HttpResponse:
    """Store credentials; they are sealed and never shown again."""
    one = _known(request, pk)
    or_404(person_of(request), Verb.MANAGE_CHANNELS, one.unit.path)
    form = SecretsForm(request.POST, one)
    if form.is_valid():
        try:
            set_secrets(person_of(request), one, form.entered())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The credentials are stored. Nobody can read them here."))
            return redirect(f"/channels/{pk}/")
    return _page(request, one, secrets_form=form)


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
            messages.success(request, _("The channel is entered. Now store its credentials."))
            return redirect(f"/channels/{one.pk}/")
    context = {"form": form, "refused": bool(form.errors)}
    return show(request, "govern/add.html", context, refused=bool(form.errors))


def _known(request: HttpRequest, pk: int) -> Channel:
    found = channel_by_id(pk)
    if found is None:
        raise Http404
    or_404(person_of(request), Verb.SEE, found.unit.path)
    return found


def _page(
    request: HttpRequest,
    one: Channel,
    mode_form: ModeForm | None = None,
    secrets_form: SecretsForm | None = None,
) -> HttpResponse:
    by, path = person_of(request), one.unit.path
    failed: Form | None = mode_form or secrets_form
    context = {
        "channel": one,
        "platform": LABELS.get(one.platform, one.platform),
        "mode_word": MODES[Mode(one.mode)],
        "standing": standings([one.pk], timezone.now())[one.pk],
        "form": failed,
        "mode_form": mode_form or ModeForm(None, one),
        "secrets_form": secrets_form or SecretsForm(None, one),
        "may_mode": may(by, Verb.CHANGE_MODE, path) and one.mode != Mode.CLOSED,
        "may_manage": may(by, Verb.MANAGE_CHANNELS, path),
        "refused": failed is not None,
    }
    return show(request, "govern/channel.html", context, refused=failed is not None)

"""Connecting a channel's account on the platform itself, and coming back from there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oyez.accounts.gate import or_404, person_of
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.govern.actions import begin_connecting, choose_page, finish_connecting, set_app
from oyez.govern.actions.finish_connecting import ReturnedError, ToChooseError
from oyez.govern.arriving import Arrived
from oyez.govern.clients import client_of, login_of
from oyez.govern.connecting import Traveller, choice
from oyez.govern.forms_connect import AppForm, PageForm, StartForm
from oyez.govern.models import Channel
from oyez.govern.overview import channel_by_id
from oyez.govern.rights import losses
from oyez.platforms.door import Door
from oyez.platforms.registry import LABELS
from oyez.web.pages import put_at_field, show
from oyez.web.translate import spoken

SAID = "oyez.connecting"  # in the session: why the last way there did not work out


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@step_up("connect")
def connect(request: HttpRequest, pk: int) -> HttpResponse:
    """What the platform will be asked for; then the link that leads there."""
    one = _known(request, pk)
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with _way_out() as door:
                to = begin_connecting(_traveller(request), one, back=_back(), door=door)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            return _page(request, one, form, to=to)
    return _page(request, one, form)


@login_required
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Where a platform sends the browser back to; it leads on to the channel."""
    said = {name: request.GET.get(name, "")[:2000] for name in ("state", "code", "error")}
    try:
        with _way_out() as door:
            arrived = finish_connecting(_traveller(request), said, door=door)
    except ToChooseError as chosen:
        return redirect(f"/channels/{chosen.channel.pk}/connect/")
    except ReturnedError as refused:
        request.session[SAID] = spoken(refused.reason)
        return redirect(f"/channels/{refused.channel.pk}/connect/")
    except NotAllowed as error:
        return show(request, "govern/lost.html", {"why": spoken(error.reason)}, refused=True)
    return _arrived(request, arrived)


@login_required
@require_POST
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the page that the channel speaks for."""
    one = _known(request, pk)
    form = PageForm(request.POST, choice(_traveller(request), one))
    if not form.is_valid():
        return _page(request, one, form)
    try:
        with _way_out() as door:
            number = form.cleaned_data["page"]
            return _arrived(request, choose_page(_traveller(request), one, number, door=door))
    except NotAllowed as error:
        request.session[SAID] = spoken(error.reason)
    return redirect(f"/channels/{pk}/connect/")


@sensitive_post_parameters()
@login_required
@require_POST
@step_up("credentials")
def app(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the app of the authority; its secret is sealed and never shown again."""
    one, form = _known(request, pk), AppForm(request.POST)
    if form.is_valid():
        try:
            set_app(person_of(request), one, **form.cleaned_data)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The app is stored. Now connect the account."))
            return redirect(f"/channels/{pk}/connect/")
    return _page(request, one, form)


def _arrived(request: HttpRequest, arrived: Arrived) -> HttpResponse:
    one = arrived.channel
    lost = [str(words) for words in losses(one.platform, arrived.declined)]
    told = [_("The account is connected. Its keys are sealed, nobody can read them here."), *lost]
    messages.success(request, " ".join(told))
    return redirect(f"/channels/{one.pk}/")


def _known(request: HttpRequest, pk: int) -> Channel:
    found = channel_by_id(pk)
    if found is None or login_of(found) is None:
        raise Http404
    or_404(person_of(request), Verb.MANAGE_CHANNELS, found.unit.path)
    return found


def _page(request: HttpRequest, one: Channel, form: Form, *, to: str = "") -> HttpResponse:
    login = login_of(one)
    pages = choice(_traveller(request), one)
    why = request.session.pop(SAID, "") if request.method != "POST" else ""
    refused = form.is_bound and bool(form.errors)
    context = {
        "channel": one,
        "platform": LABELS.get(one.platform, one.platform),
        "rights": [
            {"scope": right.scope, "losses": losses(one.platform, [right.scope])}
            for right in (login.rights if login else ())
        ],
        "needs_app": bool(login and not login.registers),
        "has_app": client_of(one) is not None,
        "back": _back(),
        "to": to,
        "host": urlsplit(to).netloc,
        "why": why,
        "form": form,
        "app_form": form if isinstance(form, AppForm) else AppForm(),
        "page_form": form if isinstance(form, PageForm) else PageForm(None, pages),
        "pages": pages,
        "refused": refused,
    }
    return show(request, "govern/connect.html", context, refused=refused)


def _traveller(request: HttpRequest) -> Traveller:
    key = str(request.session.session_key)
    return Traveller(person_of(request), salted_hmac("oyez.connecting", key).hexdigest())


def _back() -> str:
    return f"{settings.CONSOLE_URL}/channels/oauth/"


@contextmanager
def _way_out() -> Iterator[Door]:
    """The same door as the worker's, for one person's way."""
    door = Door(allowed_networks=settings.PRIVATE_NETWORKS, only_allowed=settings.EXERCISE)
    try:
        yield door
    finally:
        door.close()

"""To the authority's own directory and back."""

from __future__ import annotations

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.openid_connect import views
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from requests import RequestException

from oyez.accounts.entering import REFUSED, brief, ours

# What a directory that does not keep to the protocol makes the library raise.
STRANGE = (
    *(RequestException, SuspiciousOperation),
    *(KeyError, TypeError, ValueError, AttributeError),
)


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the directory; with `again` it must ask for the proof once more.

    A link and no form: the page's policy lets forms go nowhere but to the console.
    """
    adapter = get_adapter(request)
    try:
        provider = adapter.get_provider(request, "directory")
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    more = {"prompt": "login", "max_age": "0"} if "again" in request.GET else {}
    wanted = ours(request, request.GET.get("next", ""))
    brief(request)
    try:
        answer = provider.redirect(request, process="login", next_url=wanted, auth_params=more)
    except STRANGE:
        return _silent(request)
    return _checked(answer)


@require_GET
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """What the directory says; who may come in is decided in `allauth_door`."""
    try:
        return _checked(views.callback(request, provider_id))
    except STRANGE:
        return _silent(request)


def _silent(request: HttpRequest) -> HttpResponse:
    request.session[REFUSED] = _("The directory does not answer as it should. Use your password.")
    return redirect("sign-in")


def _checked(answer: object) -> HttpResponse:
    if not isinstance(answer, HttpResponse):
        raise TypeError("the directory's answer is no page")
    return answer

"""The switch at the foot of every page."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from oyez.accounts.actions import choose_language
from oyez.accounts.models import Person


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice, with the person where there is one, and lead back to the page."""
    code, wanted = request.POST.get("language", ""), request.POST.get("next", "")
    if code not in dict(settings.LANGUAGES):
        raise BadRequest("unknown language")
    person: object = request.user
    if isinstance(person, Person):
        choose_language(person, code)
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    response = redirect(wanted if wanted.startswith("/") and ours else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response

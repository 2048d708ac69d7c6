"""One address, two sizes: the whole page, or only the part that moves, where htmx asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from oyez.web.pages import show

View = Callable[..., HttpResponse]


def asked(request: HttpRequest) -> bool:
    """Whether only the part is asked for."""
    return request.headers.get("HX-Request") == "true"


def whole_or_part(
    request: HttpRequest, whole: str, part: str, context: Mapping[str, object]
) -> HttpResponse:
    """The page, or its part with the smaller template."""
    small = asked(request)
    response = show(request, part if small else whole, {**context, "small": small})
    patch_vary_headers(response, ("HX-Request",))
    return response


def signed_in(view: View) -> View:
    """Like `login_required`; a part that is asked for after the session ended moves the page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if asked(request) and not request.user.is_authenticated:
            where = f"{settings.LOGIN_URL}?{urlencode({'next': request.path})}"
            return HttpResponse(status=204, headers={"HX-Redirect": where})
        return login_required(view)(request, *args, **kwargs)

    return guarded


def nothing_new() -> HttpResponse:
    """What was asked for has not changed; the page is left alone."""
    response = HttpResponse(status=204)
    patch_vary_headers(response, ("HX-Request",))
    return response

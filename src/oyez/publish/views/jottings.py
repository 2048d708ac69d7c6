"""Nothing typed is lost: a form that arrives without a session waits on scratch paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.csrf import csrf_failure
from django.views.decorators.http import require_POST

from oyez.accounts.entering import client_address
from oyez.accounts.gate import person_of
from oyez.publish.actions import claim, jot, throw_away
from oyez.publish.models import Jotting
from oyez.publish.queries import composer
from oyez.publish.views.bench import Bench
from oyez.publish.views.saving import typed_only
from oyez.publish.views.table import go
from oyez.web.partial import asked, nothing_new

View = Callable[..., HttpResponse]
QUIET = frozenset(("check", "hand", "panel", "pulse"))


def keeping(view: View) -> View:
    """Keep what is sent to this page after the session ended, and give it back after sign-in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            return _kept(request)
        return view(request, *args, **kwargs)

    guarded.keeps = True  # type: ignore[attr-defined]
    return guarded


def _kept(request: HttpRequest) -> HttpResponse:
    """To the door, with the key of what was typed. Files are not kept."""
    if asked(request) and QUIET & set(request.POST):
        return nothing_new()  # the clock says it once, not every key that is pressed
    ended = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    origin = salted_hmac("oyez.jotting", client_address(request)).hexdigest()
    found = jot(
        composer.person_of_ended_session(ended),
        request.path,
        typed_only(request.POST).urlencode(),
        at=timezone.now(),
        form_key=request.POST.get("form_key", ""),
        origin=origin,
    )
    back = request.path + (f"?{urlencode({'jotting': found.key})}" if found else "")
    door = redirect_to_login(back)
    if not asked(request):
        return door
    answer = HttpResponse(
        render_to_string("publish/ended.html", {"door": door["Location"], "kept": found})
    )
    answer["HX-Retarget"], answer["HX-Reswap"] = "#ended", "innerHTML"
    return answer


def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is older than the sign-in: what was typed in the composer comes back.

    Only a page of our own is believed, which its browser says by `Origin`.
    """
    own = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") != own or not _keeps(request.path):
        return csrf_failure(request, reason)
    if not request.user.is_authenticated:
        return _kept(request)
    found = jot(
        person_of(request).pk,
        request.path,
        typed_only(request.POST).urlencode(),
        at=timezone.now(),
        form_key=request.POST.get("form_key", ""),
    )
    if found is None:
        return csrf_failure(request, reason)
    return go(request, f"{request.path}?jotting={found.key}")


def _keeps(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "keeps", False)
    except Http404:
        return False


def given_back(request: HttpRequest) -> Jotting | None:
    """The jotting whose key the address carries, if it is this person's or nobody's yet."""
    by, key = person_of(request), request.GET.get("jotting", "")
    found = composer.jotting(key, by, timezone.now()) if key else None
    if found is None or found.address != request.path or not claim(found, by):
        return None
    return found


def put_aside(bench: Bench, sent: QueryDict) -> Jotting | None:
    """Keep what cannot be saved yet for the person who typed it."""
    return jot(
        bench.by.pk,
        bench.address,
        typed_only(sent).urlencode(),
        at=timezone.now(),
        form_key=bench.form_key,
    )


@login_required
@require_POST
def drop(request: HttpRequest, key: str) -> HttpResponse:
    """Throw it away, on a person's wish."""
    by = person_of(request)
    found = composer.jotting(key, by, timezone.now())
    if found is None or found.person_id != by.pk:
        raise Http404
    throw_away(by, found.address, found.form_key)
    return redirect(found.address)

"""Where the links in mails to staff arrive."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from oyez.accounts import links
from oyez.accounts.models import Person
from oyez.web.pages import show

GONE = 410


@require_safe
def go(request: HttpRequest, word: str) -> HttpResponse:
    """Lead the person to their page once; never past the door, and nobody else at all."""
    found = links.look(word)
    if found is None or found.over:
        return _page(request, {"over": True}, GONE)
    person: object = request.user
    if not isinstance(person, Person):
        return redirect(f"/sign-in/?{urlencode({'next': request.path})}")
    if person.pk != found.person_id:
        return _page(request, {"other": True}, 403)
    if links.use(word, person):
        return redirect(found.path)
    return _page(request, {"used_at": found.used_before, "path": found.path}, 200)


def _page(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    response = show(request, "accounts/link.html", context)
    response.status_code = status
    return response

"""The one page that belongs to no app: help."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from oyez.web.help import TASKS
from oyez.web.pages import show


@login_required
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """What there is to do here and how, and which keys help."""
    return show(request, "web/help.html", {"tasks": TASKS})

"""A picture that was taken in, for those whose page names it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_GET

from oyez.publish.forms.slots import opened
from oyez.publish.pictures import path_of


@login_required
@require_GET
def picture(request: HttpRequest, token: str) -> FileResponse:  # noqa: ARG001 (a view)
    """The picture behind a sealed name; names are only given out on pages one may see."""
    found = opened(token)
    if found is None or not path_of(found.sha256, found.mime).exists():
        raise Http404
    path = path_of(found.sha256, found.mime)
    return FileResponse(path.open("rb"), content_type=found.mime)

"""The files of an authority's look: its few lines of stylesheet, and its crest."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from oyez.govern.brand import authority_by_id, crest_is_known, stylesheet_of
from oyez.govern.crest import crest_path

# The addresses name what they lead to by a digest, so what was fetched once holds for ever.
FOR_EVER = "private, max-age=31536000, immutable"


@login_required
@require_GET
def stylesheet(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 (a view)
    """The authority's colours, for the console."""
    authority = authority_by_id(pk)
    if authority is None:
        raise Http404
    answer = HttpResponse(stylesheet_of(authority), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = FOR_EVER
    return answer


@login_required
@require_GET
def crest(request: HttpRequest, digest: str) -> HttpResponseBase:  # noqa: ARG001 (a view)
    """The crest of an authority."""
    path = crest_path(digest)
    if not crest_is_known(digest) or not path.exists():
        raise Http404
    answer = FileResponse(path.open("rb"), content_type="image/png")
    answer["Cache-Control"] = FOR_EVER
    return answer

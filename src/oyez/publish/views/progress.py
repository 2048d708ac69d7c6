"""The deliveries of a notice alone, followed while something is under way."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from oyez.accounts.gate import or_404, sight_of
from oyez.domain.roles import Verb
from oyez.publish import queries
from oyez.publish.models import Notice
from oyez.publish.views import words
from oyez.publish.views.lines import following
from oyez.publish.views.rights import may_retract
from oyez.web.partial import signed_in, whole_or_part


def visible(request: HttpRequest, code: str) -> Notice:
    """The notice, if the person may see its unit; otherwise it does not exist."""
    found = queries.notice_by_code(code)
    if found is None:
        raise Http404
    or_404(sight_of(request), Verb.SEE, found.unit.path)
    return found


@signed_in
@require_GET
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """Asks again by itself until nothing moves, with a script every second and without every 3."""
    one, now = visible(request, code), timezone.now()
    follow = following(one, now)
    context = {
        "notice": one,
        "word": words.of_notice(one, now),
        "follow": follow,
        "news": request.GET.get("done") != str(follow.done),
        "proof": "proof" in request.GET,
        "may_retract": may_retract(sight_of(request), one),
    }
    return whole_or_part(request, "publish/progress.html", "publish/following.html", context)

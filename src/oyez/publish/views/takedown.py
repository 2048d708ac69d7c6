"""Taking a notice down with one thumb, and watching it go."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from oyez.accounts.gate import sight_of
from oyez.accounts.queries import people_who_may
from oyez.domain.notice import RETRACTABLE, NoticeState
from oyez.domain.roles import Verb
from oyez.publish import queries
from oyez.publish.forms.acts import REASONS, RetractForm
from oyez.publish.models import Notice, Revision
from oyez.publish.views import words
from oyez.publish.views.failed import Failed
from oyez.publish.views.lines import following
from oyez.publish.views.progress import visible
from oyez.publish.views.rights import may_retract
from oyez.web.pages import UNPROCESSABLE
from oyez.web.partial import signed_in, whole_or_part

NAMED = 5


@signed_in
@require_GET
def take_down(request: HttpRequest, code: str) -> HttpResponse:
    """Before: what, why and one button. After: each channel until it is read as gone."""
    return page(request, visible(request, code))


@login_required
@require_GET
def short(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001 (a view)
    """The address that can be read out on the telephone."""
    return redirect(f"/notices/{code}/takedown/")


def page(request: HttpRequest, one: Notice, failed: Failed | None = None) -> HttpResponse:
    """A page that weighs little: it is opened at night, on a slow line, on a phone."""
    by, now = sight_of(request), timezone.now()
    follow = following(one, now)
    gone = one.state == NoticeState.RETRACTED
    allowed = may_retract(by, one)
    context = {
        "notice": one,
        "word": words.of_notice(one, now),
        "urgency": words.URGENCIES[one.urgency],
        "current": queries.issued_revision(one) or one.revisions.earliest("number"),
        "follow": follow,
        "gone": gone,
        "news": request.GET.get("done") != str(follow.done),
        "finished": gone and follow.done == follow.total,
        "public": one.state in RETRACTABLE,
        "since": one.live_at or one.scheduled_at,
        "may_retract": allowed,
        "others": [] if allowed or gone else _others(one),
        "prepared": queries.prepared_revision(one),
        "verbs": {verb.value for verb in by.verbs()},
        "form": _form(one, failed, request.GET.get("because", "")) if allowed or failed else None,
        "refused": failed is not None,
    }
    answer = whole_or_part(request, "publish/takedown.html", "publish/down.html", context)
    answer.status_code = UNPROCESSABLE if failed else answer.status_code
    return answer


def _form(one: Notice, failed: Failed | None, because: str) -> RetractForm:
    sent = failed.form if failed else None
    return sent if isinstance(sent, RetractForm) else form_for(one, because=because)


def form_for(one: Notice, data: Any = None, *, because: str = "") -> RetractForm:
    """The form; its ready reasons are in the language in which the notice was said.

    `because` names the one that is chosen already, where an alarm has led here.
    """
    chosen = {"choice": because} if because in REASONS else {}
    return RetractForm(data, language=language_of(one), auto_id="retract_%s", initial=chosen)


def language_of(one: Notice) -> str:
    """The language of the notice's first words."""
    first: Revision | None = one.revisions.order_by("number").first()
    return str(first.texts[0]["language"]) if first and first.texts else ""


def _others(one: Notice) -> list[str]:
    """Who could do it, for somebody who may not."""
    people = people_who_may(Verb.RETRACT, one.unit.path)
    return list(people.values_list("name", flat=True)[:NAMED])

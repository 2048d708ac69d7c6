"""Doing something about an alarm: one address per deed, always by POST."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import person_of
from oyez.accounts.stepup import step_up
from oyez.domain.alarm import Outcome
from oyez.domain.errors import NotAllowed
from oyez.domain.incident import Wish
from oyez.govern.actions import freeze
from oyez.guard import actions
from oyez.guard.calling import headline
from oyez.guard.models import Alarm, Stranger
from oyez.guard.queries.alarms import stranger_of
from oyez.guard.views.alarm import close_form, known, page
from oyez.web.pages import put_at_field

Done = str | Promise


class _Plain(Form):
    """A button alone, for saying why not."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@step_up(by="deed")
def act(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Do it; where a rule says no, show the alarm again with the sentence."""
    one = known(request, pk)
    if deed not in DEEDS:
        raise Http404
    if request.method != "POST":
        return redirect(f"/alarms/{pk}/")  # somebody reloaded the answer to a refused form
    form = close_form(request.POST, one) if deed == "close" else _Plain(request.POST)
    if not form.is_valid():
        return page(request, one, form)
    try:
        told = DEEDS[deed](request, one, form)
    except NotAllowed as error:
        put_at_field(form, error)
        one.refresh_from_db()
        return page(request, one, form)
    if isinstance(told, HttpResponse):
        return told
    messages.success(request, str(told))
    return redirect(f"/alarms/{pk}/")


def _acknowledge(request: HttpRequest, one: Alarm, form: Form) -> Done:  # noqa: ARG001 (a row of the table)
    actions.acknowledge(person_of(request), one, at=timezone.now())
    return lazy("You have it. Nobody else is paged.")


def _close(request: HttpRequest, one: Alarm, form: Form) -> Done:
    said = form.cleaned_data
    outcome = Outcome(said["outcome"])
    by, now = person_of(request), timezone.now()
    actions.resolve(by, one, outcome=outcome, at=now, learnt=said["learnt"])
    return lazy("The alarm is closed.")


def _freeze(request: HttpRequest, one: Alarm, form: Form) -> Done:  # noqa: ARG001 (a row of the table)
    """The channel or the unit of the alarm, and nothing else."""
    scope = request.POST.get("scope", "")
    if scope not in {one.path, one.channel.path if one.channel else one.path}:
        raise Http404
    reason = _("Alarm {number}: {what}").format(number=one.pk, what=headline(one))
    freeze(person_of(request), scope, reason=reason)
    return lazy("Frozen. Nothing more goes out there; taking back goes on.")


def _remove(request: HttpRequest, one: Alarm, form: Form) -> Done:  # noqa: ARG001 (a row of the table)
    actions.remove_stranger(person_of(request), _stranger(one), at=timezone.now())
    return lazy("It is being removed. This page says when it is gone.")


def _gone(request: HttpRequest, one: Alarm, form: Form) -> Done:  # noqa: ARG001 (a row of the table)
    actions.say_removed(person_of(request), _stranger(one), at=timezone.now())
    return lazy("It is noted that the post is gone.")


def _incident(request: HttpRequest, one: Alarm, form: Form) -> HttpResponse:  # noqa: ARG001 (a row of the table)
    found = actions.open_incident(person_of(request), one, at=timezone.now())
    return redirect(f"/incidents/{found.pk}/")


def _statement(request: HttpRequest, one: Alarm, form: Form) -> HttpResponse:  # noqa: ARG001 (a row of the table)
    """What is ready to be said goes into a draft; a second person, or the glass, sends it."""
    by, now = person_of(request), timezone.now()
    found = actions.open_incident(by, one, at=now)
    written = actions.draft_words(by, found, Wish.STATEMENT, at=now)
    return redirect(f"/notices/{written.code}/edit/")


def _stranger(one: Alarm) -> Stranger:
    found = stranger_of(one)
    if found is None:
        raise Http404
    return found


DEEDS: dict[str, Callable[[HttpRequest, Alarm, Form], Done | HttpResponse]] = {
    "acknowledge": _acknowledge,
    "close": _close,
    "freeze": _freeze,
    "retract": _remove,
    "gone": _gone,
    "incident": _incident,
    "statement": _statement,
}

"""Doing something about an incident: one address per deed, always by POST."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import person_of
from oyez.domain.errors import NotAllowed
from oyez.domain.incident import Wish
from oyez.guard import actions
from oyez.guard.forms_incident import DescribeForm
from oyez.guard.models import Incident
from oyez.guard.queries.incidents import measure_by_id
from oyez.guard.views.incident import known, measure_form, page
from oyez.web.pages import put_at_field

Done = str | Promise | HttpResponse


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Do it; where a rule says no, show the incident again with the sentence."""
    one = known(request, pk)
    if deed not in DEEDS:
        raise Http404
    if request.method != "POST":
        return redirect(f"/incidents/{pk}/")
    form = _form(request, one, deed)
    if not form.is_valid():
        return page(request, one, form)
    try:
        told = DEEDS[deed](request, one, form)
    except NotAllowed as error:
        put_at_field(form, error)
        return page(request, one, form)
    if isinstance(told, HttpResponse):
        return told
    messages.success(request, str(told))
    return redirect(f"/incidents/{pk}/#{AFTER.get(deed, 'main')}")


def _form(request: HttpRequest, one: Incident, deed: str) -> Form:
    if deed == "describe":
        return DescribeForm(request.POST)
    if deed == "promise":
        return measure_form(person_of(request), one, request.POST)
    return Form(request.POST)


def _describe(request: HttpRequest, one: Incident, form: Form) -> Done:
    actions.describe_incident(person_of(request), one, **form.cleaned_data)
    return _("It is kept.")


def _promise(request: HttpRequest, one: Incident, form: Form) -> Done:
    said = form.cleaned_data
    by, now = person_of(request), timezone.now()
    actions.promise(
        by, one, said["what"], said["owner"], due=said["due"], at=now, rule=said["rule"]
    )
    return _("It stands on the desk of whoever does it.")


def _done(request: HttpRequest, one: Incident, form: Form) -> Done:  # noqa: ARG001 (a row of the table)
    number = request.POST.get("measure", "")
    found = measure_by_id(one, int(number)) if number.isdecimal() and len(number) < 18 else None
    if found is None:
        raise Http404
    actions.say_done(person_of(request), found, at=timezone.now())
    return _("It is done.")


def _draft(request: HttpRequest, one: Incident, form: Form) -> Done:  # noqa: ARG001 (a row of the table)
    wish = request.POST.get("wish", "")
    if wish not in set(Wish):
        raise Http404
    written = actions.draft_words(person_of(request), one, Wish(wish), at=timezone.now())
    out = one.notice is not None and written.pk == one.notice.pk
    return redirect(f"/notices/{written.code}/{'correct' if out else 'edit'}/")


def _close(request: HttpRequest, one: Incident, form: Form) -> Done:  # noqa: ARG001 (a row of the table)
    actions.close_incident(person_of(request), one, at=timezone.now())
    return _("The incident is closed. Its report stays.")


DEEDS: dict[str, Callable[[HttpRequest, Incident, Form], Done]] = {
    "describe": _describe,
    "promise": _promise,
    "done": _done,
    "draft": _draft,
    "close": _close,
}
AFTER = {"promise": "measures", "done": "measures", "describe": "learnt"}

"""The watched links of a notice: read them, have them looked at, find a change in order."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.gate import or_404, person_of, sight_of
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.guard.actions import accept_look, look_again
from oyez.guard.queries.watch import watch_of
from oyez.guard.watched import watched
from oyez.publish.models import Notice
from oyez.publish.queries import notice_by_code
from oyez.web.pages import put_at_field, show
from oyez.web.times import number


class AcceptForm(forms.Form):
    """Which look the person had before them."""

    look = forms.IntegerField(widget=forms.HiddenInput)


@login_required
@require_GET
def links(request: HttpRequest, code: str) -> HttpResponse:
    """What is watched and what was seen."""
    return _page(request, _known(request, code))


@login_required
@require_POST
def look(request: HttpRequest, code: str) -> HttpResponse:
    """Look now."""
    notice, form = _known(request, code), forms.Form(request.POST)
    form.is_valid()
    try:
        asked = look_again(person_of(request), notice, at=timezone.now())
    except NotAllowed as error:
        put_at_field(form, error)
        return _page(request, notice, form)
    if asked:
        told = ngettext("{n} page is looked at now.", "{n} pages are looked at now.", asked)
        messages.success(request, told.format(n=number(asked)))
    else:
        messages.success(request, _("Somebody has asked for it already; it is being looked at."))
    return redirect(f"/notices/{code}/#watched")


@login_required
@require_POST
def accept(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What the page shows now is in order."""
    notice, form = _known(request, code), AcceptForm(request.POST)
    watch = watch_of(notice, pk)
    if watch is None or not form.is_valid():
        raise Http404
    try:
        seen = form.cleaned_data["look"]
        accept_look(person_of(request), watch, look=seen, at=timezone.now())
    except NotAllowed as error:
        put_at_field(form, error)
        return _page(request, notice, form)
    messages.success(request, _("Later looks are compared with what the page shows now."))
    return redirect(f"/notices/{code}/#watched")


def _known(request: HttpRequest, code: str) -> Notice:
    notice = notice_by_code(code)
    if notice is None:
        raise Http404
    or_404(sight_of(request), Verb.SEE, notice.unit.path)
    return notice


def _page(request: HttpRequest, notice: Notice, form: forms.Form | None = None) -> HttpResponse:
    context = {
        "notice": notice,
        "section": watched(sight_of(request), notice),
        "form": form,
        "refused": form is not None,
    }
    return show(request, "guard/links.html", context, refused=form is not None)

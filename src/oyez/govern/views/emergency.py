"""The administrator's one action when somebody has got in."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import or_404, person_of, sight_of
from oyez.accounts.sections import sections_of
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.govern.actions import lock_everything
from oyez.govern.by_hand import left_by_hand
from oyez.govern.forms_emergency import LockForm
from oyez.govern.queries import freezes_in_force
from oyez.web.pages import put_at_field, show


@login_required
@step_up("lock")
@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    """Say what it does, do it, and list what is left to do by hand."""
    by, sight = person_of(request), sight_of(request)
    or_404(sight, Verb.LOCK_EVERYTHING, "/")
    form: forms.Form = LockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        own = str(request.session.session_key)
        try:
            locked = lock_everything(by, reason=form.cleaned_data["reason"], own_session=own)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _told(locked.sessions, locked.channels))
            return redirect("/emergency/#left")
    frozen = any(one.scope == "/" for one in sight.once(freezes_in_force))
    context = {
        "form": form,
        "refused": bool(form.errors),
        "left": left_by_hand() if frozen else [],
        "frozen": frozen,
        "sections": sections_of("emergency", sight, timezone.now()),
    }
    return show(request, "govern/emergency.html", context, refused=bool(form.errors))


def _told(sessions: int, channels: int) -> str:
    ended = ngettext("{n} session has ended.", "{n} sessions have ended.", sessions)
    gone = ngettext(
        "The credentials of {n} channel are destroyed.",
        "The credentials of {n} channels are destroyed.",
        channels,
    )
    frozen = _("Everything is frozen. Only this session of yours is still open.")
    return " ".join((ended.format(n=sessions), gone.format(n=channels), frozen))

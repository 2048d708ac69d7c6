"""Alarms in a list, and raising one by hand."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from oyez.accounts.gate import or_404, person_of, sight_of
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.guard.actions import raise_about_reply, raise_by_hand
from oyez.guard.forms import RaiseForm
from oyez.guard.models import Alarm
from oyez.guard.queries import alarms as reads
from oyez.guard.queries.incidents import incidents_of
from oyez.guard.rows import row_of
from oyez.listen.models import InboxItem
from oyez.publish.models import Notice
from oyez.publish.queries import notice_by_code
from oyez.web.pages import put_at_field, show
from oyez.web.paging import page_of

About = Notice | InboxItem


@login_required
@require_GET
def alarms(request: HttpRequest) -> HttpResponse:
    """What is dangerous now, then what was in the last 90 days, and the incidents around it."""
    by, now = sight_of(request), timezone.now()
    if not by.scopes(Verb.SEE):
        raise Http404
    page = page_of(request, reads.past_alarms(by, now))
    context = {
        "open": [row_of(one) for one in by.once(reads.open_alarms, by)],
        "past": [row_of(one) for one in page.rows],
        "page": page,
        "incidents": incidents_of(by, now),
    }
    return show(request, "guard/alarms.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: HttpRequest) -> HttpResponse:
    """Raise an alarm about a notice, or about something that somebody said."""
    by, about = person_of(request), _about(request)
    form = RaiseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            alarm = _raise(request, about, form.cleaned_data["note"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The alarm is raised. Whoever is on call is paged now."))
            return redirect(f"/alarms/{alarm.pk}/")
    notice = about if isinstance(about, Notice) else _notice_of(about)
    context = {
        "form": form,
        "refused": bool(form.errors),
        "notice": notice,
        "item": about if isinstance(about, InboxItem) else None,
        "back": f"/notices/{notice.code}/" if notice else "/inbox/",
        "person": by,
    }
    return show(request, "guard/raise.html", context, refused=bool(form.errors))


def _raise(request: HttpRequest, about: About, note: str) -> Alarm:
    by, now = person_of(request), timezone.now()
    if isinstance(about, Notice):
        return raise_by_hand(by, about, note=note, at=now)
    return raise_about_reply(by, about, note=note, at=now)


def _about(request: HttpRequest) -> About:
    """What the address names, if the person may take something back there."""
    data = request.POST if request.method == "POST" else request.GET
    code, number = data.get("notice", ""), data.get("item", "")
    if code:
        notice = notice_by_code(code)
        if notice is None:
            raise Http404
        or_404(sight_of(request), Verb.RETRACT, notice.unit.path)
        return notice
    item = reads.item_by_id(int(number)) if number.isdecimal() and len(number) < 18 else None
    if item is None:
        raise Http404
    or_404(sight_of(request), Verb.RETRACT, item.channel.unit.path)
    return item


def _notice_of(item: InboxItem) -> Notice | None:
    return item.delivery.notice if item.delivery else None

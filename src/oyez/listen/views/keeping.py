"""How a unit's inbox is kept: limits, hours, routes, channels, saved answers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oyez.accounts.gate import person_of, sight_of
from oyez.domain.errors import NotAllowed
from oyez.govern.models import Channel, Unit
from oyez.listen.actions import end_answer, keep_channel, keep_inbox, save_answer
from oyez.listen.channels import is_read
from oyez.listen.forms.keeping import ChannelForm, KeepForm, SavedForm
from oyez.listen.keeping import own_entry
from oyez.listen.models import SavedAnswer
from oyez.listen.queries.keeping import kept_units, saved_of, ways_of_channels
from oyez.web.pages import put_at_field, show


@login_required
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """The units whose inbox the person keeps; where it is one, its page."""
    rows = list(kept_units(sight_of(request))[:200])
    if not rows:
        raise Http404
    if len(rows) == 1:
        return redirect(f"/inbox/settings/{rows[0].pk}/")
    return show(request, "listen/units.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Limits, hours and routes of one unit; its channels and saved answers beside them."""
    one = _unit(request, pk)
    if request.method != "POST":
        return _page(request, one, {})
    form = KeepForm(request.POST, own_entry(one))
    if form.is_valid():
        try:
            keep_inbox(person_of(request), one, form.kept())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            return _done(request, one)
    return _page(request, one, {"keep": form})


@login_required
@require_POST
def channel(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Whether people read a channel, and whether a machine answers there."""
    one = _unit(request, pk)
    known = {row.pk: row for row, _way in ways_of_channels(one)}
    if number not in known:
        raise Http404
    form = ChannelForm(request.POST)
    form.is_valid()
    keep_channel(person_of(request), known[number], **form.cleaned_data)
    return _done(request, one)


@login_required
@require_POST
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an answer, in the place of another one where that is named."""
    one = _unit(request, pk)
    form = SavedForm(request.POST, auto_id="saved_%s")
    if form.is_valid():
        old = _answer(one, form.cleaned_data["instead_of"])
        try:
            by, at = person_of(request), timezone.now()
            save_answer(by, one, form.saved(), at=at, instead_of=old)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            return _done(request, one)
    return _page(request, one, {"saved": form})


@login_required
@require_POST
def end(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take an answer out of the list."""
    one = _unit(request, pk)
    row = _answer(one, number)
    if row is None:
        raise Http404
    end_answer(person_of(request), row, at=timezone.now())
    return _done(request, one)


def _unit(request: HttpRequest, pk: int) -> Unit:
    found = kept_units(sight_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _answer(one: Unit, number: int | None) -> SavedAnswer | None:
    return saved_of(one).filter(pk=number).first() if number else None


def _done(request: HttpRequest, one: Unit) -> HttpResponse:
    messages.success(request, _("It is kept."))
    return redirect(f"/inbox/settings/{one.pk}/")


def _page(request: HttpRequest, one: Unit, forms: dict[str, Form]) -> HttpResponse:
    entry, changed = own_entry(one), _answer(one, _number(request.GET.get("change", "")))
    names = ("name", "language", "text")
    begun = {name: getattr(changed, name) for name in names if changed}
    context = {
        "unit": one,
        "entry": entry,
        "keep_form": forms.get("keep") or KeepForm(None, entry),
        "saved_form": forms.get("saved")
        or SavedForm(initial=begun | {"instead_of": changed and changed.pk}, auto_id="saved_%s"),
        "changed": changed,
        "answers": list(saved_of(one)),
        "channels": [_channel(row, way) for row, way in ways_of_channels(one) if is_read(row)],
        "form": next(iter(forms.values()), None),
    }
    return show(request, "listen/keeping.html", context, refused=bool(forms))


def _channel(row: Channel, way: object) -> dict[str, object]:
    names = ("staffed", "automatic", "public_too")
    initial = {name: getattr(way, name) for name in names}
    return {"row": row, "form": ChannelForm(initial=initial, auto_id=f"channel{row.pk}_%s")}


def _number(asked: str) -> int:
    return int(asked) if asked.isdecimal() and len(asked) < 18 else 0

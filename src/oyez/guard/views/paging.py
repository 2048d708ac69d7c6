"""How a person is paged: their browsers, numbers and rooms, and a test page."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oyez.accounts.devices import device
from oyez.accounts.gate import person_of
from oyez.domain.errors import NotAllowed
from oyez.guard import push_key
from oyez.guard.actions import enter_way, remove_way, say_arrived, try_ways
from oyez.guard.addresses import ENOUGH, addresses_in, independent, labels
from oyez.guard.forms import WayForm
from oyez.guard.models import PagingWay
from oyez.guard.queries import reaching
from oyez.guard.ways import WAYS
from oyez.guard.ways.push import GONE
from oyez.web.pages import put_at_field, show
from oyez.web.translate import spoken

PUSH, MAIL = "push", "mail"
WORKER = Path(__file__).parent.parent / "paging_worker.js"


class _Plain(Form):
    """A button alone, for saying why not."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paging(request: HttpRequest) -> HttpResponse:
    """The ways by which one is paged, and the form that adds another one."""
    form = _form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, person_of(request)
        label = device(request.headers.get("User-Agent", "")) if said["way"] == PUSH else ""
        try:
            enter_way(by, by, said["way"], said["address"], at=timezone.now(), label=label)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("It is entered. Try it now."))
            return redirect("paging")
    return _page(request, form)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of one's own addresses out."""
    by, row = person_of(request), reaching.way_by_id(pk)
    if row is None or row.person_id != by.pk:
        raise Http404
    try:
        remove_way(by, row)
    except NotAllowed as error:
        return _refused(request, error)
    messages.success(request, _("Nobody is paged there any more."))
    return redirect("paging")


@login_required
@require_POST
def test(request: HttpRequest) -> HttpResponse:
    """Send oneself a test page by every way."""
    by = person_of(request)
    try:
        number = try_ways(by, by, at=timezone.now())
    except NotAllowed as error:
        return _refused(request, error)
    told = ngettext("{n} test page is on its way.", "{n} test pages are on their way.", number)
    messages.success(request, told.format(n=number))
    return redirect("/account/paging/#trials")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def arrived(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the link of a test page leads: say that it came."""
    by, trial = person_of(request), reaching.trial_by_id(pk)
    if trial is None or trial.person_id != by.pk:
        raise Http404
    if request.method == "POST":
        say_arrived(by, trial, at=timezone.now())
        messages.success(request, _("Good: this way works."))
        return redirect("paging")
    return show(request, "guard/arrived.html", {"trial": trial, "label": _label(trial.way)})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view)
    """The small script that a browser runs when a page arrives; it holds nothing of anybody."""
    return HttpResponse(
        WORKER.read_text(encoding="utf-8"),
        content_type="text/javascript; charset=utf-8",
        headers={"Service-Worker-Allowed": "/account/paging/"},
    )


def _form(data: object) -> WayForm:
    ways = {name: word for name, word in labels().items() if name not in {PUSH, MAIL}}
    typed = getattr(data, "get", lambda _name: "")("way") == PUSH
    return WayForm(data, labels().items() if typed else ways.items())


def _refused(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    form = _Plain({})
    form.is_valid()
    form.add_error(None, spoken(error.reason))
    return _page(request, form)


def _page(request: HttpRequest, form: Form) -> HttpResponse:
    by = person_of(request)
    rows = list(reaching.ways_entered(by))
    number = independent(addresses_in(by, rows))
    entered = form if isinstance(form, WayForm) else _form(None)
    context = {
        "form": form,
        "way_form": entered,
        "hints": [WAYS[name].hint for name, _label in entered.fields["way"].choices],  # type: ignore[attr-defined]
        "rows": [_row(row) for row in rows],
        "mail": WAYS[MAIL].ready(),
        "email": by.email,
        "number": number,
        "enough": number >= ENOUGH,
        "key": push_key.public_half(),
        "trials": [
            {"row": one, "label": one.address.label if one.address else _label(one.way)}
            for one in reaching.trials_of(by)
        ],
        "refused": bool(form.errors),
    }
    return show(request, "guard/paging.html", context, refused=bool(form.errors))


def _row(row: PagingWay) -> dict[str, object]:
    return {"row": row, "label": _label(row.way), "gone": row.failure == GONE}


def _label(way: str) -> str:
    return str(WAYS[way].label) if way in WAYS else way

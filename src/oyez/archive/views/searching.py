"""Looking for records, and one record."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.gate import anywhere_or_404, or_404, person_of, sight_of
from oyez.accounts.sealing import VaultError
from oyez.archive import queries
from oyez.archive.actions import hold, set_retention
from oyez.archive.forms import FEW, HoldForm, RetentionForm, SearchForm
from oyez.archive.keeping import original_of
from oyez.archive.models import Record
from oyez.archive.storing import path_of
from oyez.archive.words import KINDS, RETENTIONS
from oyez.domain.errors import NotAllowed
from oyez.domain.retention import Retention
from oyez.domain.roles import Verb
from oyez.publish.queries import channels_seen
from oyez.web.pages import put_at_field, show
from oyez.web.paging import page_of

SHOWN_INSIDE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


@login_required
@require_GET
def archive(request: HttpRequest) -> HttpResponse:
    """Records of what was said and heard on channels, found by words, channel, kind and day."""
    by = sight_of(request)
    anywhere_or_404(by, Verb.SEE)
    channels = channels_seen(by, "", FEW)
    form = SearchForm(request.GET, channels)
    asked = form.asked()
    page = page_of(request, queries.search(by, asked))
    rows = [{"record": row, "kind": KINDS[row.kind]} for row in page.rows]
    context = {
        "form": form,
        "rows": rows,
        "page": page,
        "filtered": any(form.cleaned_data.values()),
        "channels": channels,
    }
    return show(request, "archive/archive.html", context)


@login_required
@require_GET
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One record with its words, its files and its original."""
    return _page(request, _known(request, pk))


@login_required
@require_POST
def keep(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Hold a record, or say how long it is kept."""
    one, by = _known(request, pk), person_of(request)
    forms: dict[str, Form] = {
        "hold": HoldForm(request.POST, auto_id="hold_%s"),
        "retention": RetentionForm(request.POST, auto_id="retention_%s"),
    }
    form = forms.get(deed)
    if form is None:
        raise Http404
    if form.is_valid():
        try:
            if deed == "hold":
                hold(by, one, at=timezone.now(), **form.cleaned_data)
            else:
                set_retention(by, one, Retention(form.cleaned_data["retention"]))
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("It is kept as you said."))
            return redirect(f"/archive/records/{pk}/")
    return _page(request, one, form)


@login_required
@require_GET
def medium(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """A file of a record; pictures are shown, everything else is saved."""
    found = queries.medium_of(pk)
    if found is None or found.record.forgotten_at:
        raise Http404
    or_404(sight_of(request), Verb.SEE, found.record.channel.unit.path)
    path = path_of(found.sha256, found.ending)
    if not path.is_file():
        raise Http404
    inside = found.mime in SHOWN_INSIDE
    response = FileResponse(
        path.open("rb"),
        as_attachment=not inside,
        filename=f"{found.sha256[:12]}.{found.ending}",
        content_type=found.mime if inside else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _known(request: HttpRequest, pk: int) -> Record:
    found = queries.record_by_id(pk)
    if found is None:
        raise Http404
    or_404(sight_of(request), Verb.SEE, found.channel.unit.path)
    return found


def _page(request: HttpRequest, one: Record, failed: Form | None = None) -> HttpResponse:
    by = sight_of(request)
    retention = failed if isinstance(failed, RetentionForm) else None
    holding = failed if isinstance(failed, HoldForm) else None
    media = [
        {"medium": each, "picture": each.mime in SHOWN_INSIDE} for each in queries.media_of(one)
    ]
    context = {
        "record": one,
        "kind": KINDS[one.kind],
        "retention": RETENTIONS[one.retention],
        "original": _original(one),
        "media": [] if one.forgotten_at else media,
        "holds": queries.holds_about(one, timezone.now()),
        "may_keep": by.may(Verb.CHANGE_MODE, one.channel.unit.path) and not one.forgotten_at,
        "form": failed,
        "hold_form": holding or HoldForm(auto_id="hold_%s"),
        "retention_form": retention
        or RetentionForm(initial={"retention": one.retention}, auto_id="retention_%s"),
        "refused": failed is not None,
    }
    return show(request, "archive/record.html", context, refused=failed is not None)


def _original(one: Record) -> str | None:
    """The original as people can read it; None where no key opens it."""
    try:
        plain = original_of(one)
    except VaultError:
        return None
    told: Any = json.loads(plain) if plain else ""
    return json.dumps(told, ensure_ascii=False, indent=2) if plain else ""

"""The authorities: their entry, how they look, and whether enough people may approve."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.gate import anywhere_or_404, or_404, person_of, sight_of
from oyez.accounts.sections import sections_of
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.govern.actions import change_authority, set_brand
from oyez.govern.brand import authority_by_id, brand_of, palette_of
from oyez.govern.forms_authority import BrandForm, EntryForm
from oyez.govern.models import Authority
from oyez.govern.readiness import (
    ENOUGH,
    Approvers,
    bodies_of,
    short_in,
    units_by_authority,
    without_units,
)
from oyez.web.pages import put_at_field, show
from oyez.web.paging import page_of


@login_required
@require_GET
def authorities(request: HttpRequest) -> HttpResponse:
    """Every authority and unit the person sees, 50 units a page, and where too few may approve."""
    mine, approvers = anywhere_or_404(sight_of(request), Verb.SEE), Approvers()
    page = page_of(request, units_by_authority(mine))
    last = not page.after and (page.rows or page.number == 1)
    bare = without_units(mine) if last else []
    context = {
        "bodies": [*bodies_of(page.rows, approvers), *bare],
        "page": page,
        "short": short_in(mine, approvers),
        "enough": ENOUGH,
    }
    return show(request, "govern/authorities.html", context)


@login_required
@require_GET
def authority(request: HttpRequest, pk: int) -> HttpResponse:
    """One authority."""
    return _page(request, _known(request, pk))


@login_required
@require_POST
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the name and the ways to reach the authority."""
    one = _known(request, pk)
    form = EntryForm(request.POST, one)
    if form.is_valid():
        try:
            name = form.cleaned_data["name"]
            routes, lists = form.contact(), form.lists()
            change_authority(person_of(request), one, name=name, contact=routes, lists=lists)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The entry is changed."))
            return redirect(f"/authorities/{pk}/")
    return _page(request, one, form)


@login_required
@require_POST
def brand(request: HttpRequest, pk: int) -> HttpResponse:
    """Change crest, colours and languages; with `check` only say how the colours read."""
    one = _known(request, pk)
    or_404(person_of(request), Verb.MANAGE_CHANNELS, one.path)
    form = BrandForm(request.POST, request.FILES, one)
    if "check" in request.POST:
        return _checked(request, one, form)
    if form.is_valid():
        try:
            set_brand(person_of(request), one, **form.wanted())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The look is changed."))
            return redirect(f"/authorities/{pk}/")
    return _page(request, one, form)


def _checked(request: HttpRequest, one: Authority, form: BrandForm) -> HttpResponse:
    if "HX-Request" in request.headers:
        answer = show(request, "govern/contrast.html", {"brand_form": form})
    else:
        form.errors.clear()
        answer = _page(request, one, form)
    patch_vary_headers(answer, ("HX-Request",))
    return answer


def _known(request: HttpRequest, pk: int) -> Authority:
    found = authority_by_id(pk)
    if found is None:
        raise Http404
    or_404(sight_of(request), Verb.SEE, found.path)
    return found


def _page(request: HttpRequest, one: Authority, failed: Form | None = None) -> HttpResponse:
    refused = bool(failed and failed.errors)
    # What was refused is shown in the form, and never as the authority's name above it.
    one.refresh_from_db()
    context = {
        "authority": one,
        "own": brand_of(one),
        "palette": palette_of(one),
        "form": failed,
        "entry_form": failed if isinstance(failed, EntryForm) else EntryForm(None, one),
        "brand_form": failed if isinstance(failed, BrandForm) else BrandForm(None, None, one),
        "sections": sections_of("authority", sight_of(request), timezone.now(), one),
        "may_change": sight_of(request).may(Verb.MANAGE_CHANNELS, one.path),
        "refused": refused,
    }
    return show(request, "govern/authority.html", context, refused=refused)

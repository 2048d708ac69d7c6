"""The register of channels: what is missing, the worst first, and one page per channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oyez.accounts.gate import anywhere_or_404, or_404, person_of, sight_of
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.inbox.hours import WEEKDAYS
from oyez.domain.register.kinds import Gap, Kind, Place
from oyez.domain.roles import Verb
from oyez.govern.actions import change_register_entry, record_basis
from oyez.govern.forms_register import DAYS, BasisForm, EntryForm, RegisterFilter
from oyez.govern.models import Channel, PlatformBasis
from oyez.govern.overview import authorities_in, channel_by_id, units_in
from oyez.govern.register.entries import (
    Whole,
    keepers_for,
    own_basis,
    successors_for,
    whole_of,
)
from oyez.govern.register.listing import Listed, channels_by_id, register_of
from oyez.govern.register.rows import Line
from oyez.govern.register.words import GRADES, KINDS, MODES, TONES
from oyez.govern.risks import RISKY, day_of, risks_of
from oyez.platforms.registry import LABELS
from oyez.web.pages import put_at_field, show
from oyez.web.paging import page_of

FEW = 40
FIRST = 3  # gaps that the list names of each channel


@login_required
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """The entries of all channels that the person sees, the worst gap first, 50 a page."""
    by, now = sight_of(request), timezone.now()
    mine = anywhere_or_404(by, Verb.SEE)
    form = filter_of(request, mine)
    sound = form.is_valid()
    search = form.search()
    listed = register_of(mine, search, now)
    page = page_of(request, listed.lines)
    known = channels_by_id(line.pk for line in page.rows)
    context = {
        "form": form,
        "filtered": any(value for value in form.cleaned_data.values()) or not sound,
        "page": page,
        "rows": [
            _row(known[line.pk], line, _first(line.gaps, search.kind))
            | {"more": len(line.gaps[FIRST:])}
            for line in page.rows
            if line.pk in known
        ],
        "listed": listed,
        "tiles": _tiles(listed),
        "asked": {name: text for name, text in request.GET.items() if name in form.fields and text},
        "may_manage": bool(by.scopes(Verb.MANAGE_CHANNELS)),
        "refused": not sound,
    }
    return show(request, "govern/register.html", context, refused=not sound)


def _first(gaps: Sequence[Gap], kind: str) -> list[Gap]:
    """The worst few; what was looked for is among them."""
    return sorted(gaps, key=lambda gap: gap.kind != kind)[:FIRST]


def filter_of(request: HttpRequest, mine: list[str]) -> RegisterFilter:
    """Units are offered for one authority, or where there are few of them at all."""
    asked = request.GET if request.method == "GET" else request.POST
    units, chosen = units_in(mine), asked.get("authority", "")
    if chosen.isdecimal() and len(chosen) < 18:
        units = units.filter(authority=int(chosen))
    form = RegisterFilter(asked, {"authority": authorities_in(mine), "unit": units})
    if not chosen and len(units[: FEW + 1]) > FEW:
        del form.fields["unit"]
    return form


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One channel in the register: what is missing, its entry, and what was decided about it."""
    channel = _known(request, pk)
    if request.method != "POST":
        return _page(request, channel)
    whole = whole_of(channel, timezone.now())
    form = _entry_form(request.POST, whole)
    if form.is_valid():
        try:
            wanted, seen = form.wanted(), form.cleaned_data["seen"]
            change_register_entry(person_of(request), channel, seen=seen, **wanted)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The entry is kept."))
            return redirect(f"/register/{pk}/")
    return _page(request, channel, form)


@login_required
@require_POST
def basis(request: HttpRequest, pk: int) -> HttpResponse:
    """Record on what the use of the channel's platform rests, for its authority."""
    channel = _known(request, pk)
    authority = channel.unit.authority
    form = BasisForm(request.POST, own_basis(channel))
    if form.is_valid():
        try:
            wanted, seen = form.wanted(), form.cleaned_data["seen"]
            record_basis(person_of(request), authority, channel.platform, wanted, seen=seen)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("It is recorded, for every channel on this platform."))
            return redirect(f"/register/{pk}/")
    return _page(request, channel, form)


def _known(request: HttpRequest, pk: int) -> Channel:
    found = channel_by_id(pk)
    if found is None:
        raise Http404
    or_404(sight_of(request), Verb.SEE, found.unit.path)
    return found


def _entry_form(data: object, whole: Whole) -> EntryForm:
    people, after = list(keepers_for(whole.channel)), successors_for(whole.channel)
    return EntryForm(data, whole.entry, people, after)


def _page(request: HttpRequest, channel: Channel, failed: Form | None = None) -> HttpResponse:
    by, now = sight_of(request), timezone.now()
    whole = whole_of(channel, now)
    may_manage = by.may(Verb.MANAGE_CHANNELS, channel.unit.path)
    may_base = by.may(Verb.APPROVE_PLATFORM, channel.unit.authority.path)
    entry_form = failed if isinstance(failed, EntryForm) else None
    basis_form = failed if isinstance(failed, BasisForm) else None
    context = {
        "whole": whole,
        "basis": whole.basis or PlatformBasis(),
        **_row(channel, whole.line, whole.line.gaps),
        "risks": list(risks_of(channel)) if channel.platform in RISKY else None,
        "ours": whole.line.facts.ours,
        "given_up": whole.line.facts.mode in (Mode.CLOSING, Mode.CLOSED),
        "today": day_of(now),
        "form": failed,
        "entry_form": (entry_form or _entry_form(None, whole)) if may_manage else None,
        "basis_form": (basis_form or BasisForm(None, own_basis(channel))) if may_base else None,
        "basis_open": basis_form is not None,
        **_hours(whole),
        "inherited": whole.basis is not None
        and whole.basis.authority_id != channel.unit.authority_id,
        "refused": failed is not None,
    }
    return show(request, "govern/register_entry.html", context, refused=failed is not None)


def _hours(whole: Whole) -> dict[str, object]:
    """When somebody reads it: at its own hours, else at those of its unit."""
    own = dict(whole.entry.hours)
    hours = own or dict(whole.listened.hours or {})
    spans = [(DAYS[day], hours[day]) for day in WEEKDAYS if hours.get(day)]
    return {"hours": spans, "hours_own": bool(own)}


def _row(channel: Channel, line: Line, gaps: Sequence[Gap]) -> dict[str, object]:
    mode = line.facts.mode
    return {
        "channel": channel,
        "since": line.since,
        "platform": LABELS.get(channel.platform, channel.platform),
        "mode": MODES[mode],
        "tone": TONES.get(mode, "warn"),
        "gaps": [_gap(channel, gap) for gap in gaps],
    }


def _gap(channel: Channel, gap: Gap) -> dict[str, object]:
    return {
        "gap": gap,
        "tone": GRADES[gap.grade],
        "word": KINDS[gap.kind],
        "href": _way(channel, gap),
    }


def _way(channel: Channel, gap: Gap) -> str:
    """Where a person fills the gap."""
    return {
        Place.ENTRY: f"/register/{channel.pk}/#entry",
        Place.BASIS: f"/register/{channel.pk}/#basis",
        Place.APPROVAL: "/platforms/",
        Place.RISK: f"/channels/{channel.pk}/risk/",
        Place.INBOX: f"/inbox/settings/{channel.unit_id}/",
    }[gap.place]


def _tiles(listed: Listed) -> list[Mapping[str, object]]:
    """How many channels lack what, in the order of the rules."""
    return [
        {"kind": kind.value, "word": KINDS[kind], "count": listed.kinds[kind]}
        for kind in Kind
        if listed.kinds.get(kind)
    ]

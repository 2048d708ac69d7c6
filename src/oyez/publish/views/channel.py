"""One channel: its mode, its credentials, what its platform can do, and what happened to it."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.gate import or_404, person_of, sight_of
from oyez.accounts.reads import names_by_signature
from oyez.accounts.sight import Sight
from oyez.accounts.stepup import step_up
from oyez.audit.queries import newest_about
from oyez.audit.words import deed, details
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.govern.actions import change_mode, set_secrets
from oyez.govern.health import healths
from oyez.govern.models import Channel
from oyez.govern.overview import channel_by_id
from oyez.govern.queries import freezes_in_force, standings
from oyez.govern.risks import RISKY, endings
from oyez.platforms.oauth import connects
from oyez.platforms.registry import profile
from oyez.publish import queries
from oyez.publish.forms.channel import EFFECTS, ModeForm, SecretsForm
from oyez.publish.panels import panels_for
from oyez.publish.preview import label
from oyez.publish.views import ways, words
from oyez.publish.views.abilities import abilities_of
from oyez.publish.views.channels import mode_word
from oyez.web.charts import Column
from oyez.web.pages import put_at_field, show
from oyez.web.times import number, short_day

DAYS = 30  # that the chart of a channel shows


@login_required
@require_GET
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """The channel's page."""
    return _page(request, _known(request, pk))


@login_required
@require_POST
@step_up("mode")
def mode(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the channel's mode, with a reason."""
    one = _known(request, pk)
    form = ModeForm(request.POST, one, queries.waiting_by_urgency(one))
    if form.is_valid():
        wanted = Mode(form.cleaned_data["mode"])
        try:
            change_mode(person_of(request), one, wanted, reason=form.cleaned_data["reason"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, str(EFFECTS[wanted]))
            return redirect(f"/channels/{pk}/")
    return _page(request, one, form)


@sensitive_post_parameters()
@login_required
@require_POST
@step_up("credentials")
def credentials(request: HttpRequest, pk: int) -> HttpResponse:
    """Store credentials; they are sealed and never shown again."""
    one = _known(request, pk)
    or_404(person_of(request), Verb.MANAGE_CHANNELS, one.unit.path)
    form = SecretsForm(request.POST, one)
    if form.is_valid():
        try:
            set_secrets(person_of(request), one, form.entered())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The credentials are stored. Nobody can read them here."))
            return redirect(f"/channels/{pk}/")
    return _page(request, one, form)


def _known(request: HttpRequest, pk: int) -> Channel:
    found = channel_by_id(pk)
    if found is None:
        raise Http404
    or_404(sight_of(request), Verb.SEE, found.unit.path)
    return found


def _page(request: HttpRequest, one: Channel, failed: Form | None = None) -> HttpResponse:
    by, now = sight_of(request), timezone.now()
    last = queries.last_results([one.pk]).get(one.pk)
    known = standings([one.pk], now, by.once(freezes_in_force))[one.pk]
    mode_form = failed if isinstance(failed, ModeForm) else None
    secrets_form = failed if isinstance(failed, SecretsForm) else None
    context = {
        "channel": one,
        "platform": label(one),
        "mode": mode_word(known.mode),
        "standing": known,
        "way": ways.of(healths([one.pk]).get(one.pk), one.platform, now),
        "connects": connects(one.platform),
        "risky": one.platform in RISKY,
        "risk": endings([one], now).get(one.pk),
        "last": last,
        "word": words.of_delivery(last, now) if last else None,
        "abilities": abilities_of(profile(one.platform), known.lost),
        "checked_on": profile(one.platform).checked_on,
        "form": failed,
        "mode_form": mode_form or ModeForm(None, one, queries.waiting_by_urgency(one)),
        "secrets_form": secrets_form or SecretsForm(None, one),
        **_rights(by, one),
        "history": _history(by, one),
        "panels": panels_for(by.person, one, now),
        "use": _use(one),
        "refused": failed is not None,
    }
    return show(request, "publish/channel.html", context, refused=failed is not None)


def _rights(by: Sight, one: Channel) -> dict[str, bool]:
    path = one.unit.path
    return {
        "may_mode": by.may(Verb.CHANGE_MODE, path) and one.mode != Mode.CLOSED,
        "may_manage": by.may(Verb.MANAGE_CHANNELS, path),
        "may_freeze": by.may(Verb.FREEZE, one.path),
    }


def _use(one: Channel) -> dict[str, object]:
    """The notices of the last days as a chart; nothing where there were none."""
    today = timezone.localdate()
    days = [today - timedelta(back) for back in range(DAYS - 1, -1, -1)]
    counted = queries.live_by_day(one, days[0])
    total = sum(counted.values())
    if not total:
        return {"days": []}
    found = ngettext("{n} notice in {days} days", "{n} notices in {days} days", total)
    steps = [Column(short_day(day), counted.get(day, 0)) for day in days]
    return {"days": steps, "found": found.format(n=number(total), days=DAYS)}


def _history(by: Sight, one: Channel) -> list[dict[str, object]] | None:
    """What the ledger says about the channel, for those who may read it there."""
    if not by.may(Verb.READ_LEDGER, one.unit.path):
        return None
    entries = newest_about(f"channel:{one.pk}")
    names = names_by_signature({entry.actor for entry in entries})
    return [
        {
            "entry": entry,
            "name": names.get(entry.actor, entry.actor),
            "deed": deed(entry.action),
            "details": details(entry.data),
        }
        for entry in entries
    ]

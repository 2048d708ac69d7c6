"""What a channel may cost and how often it may call: as it is now, and the form for a budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import or_404, person_of
from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.accounts.stepup import step_up
from oyez.domain.budget import Budget, Level, Month
from oyez.domain.errors import NotAllowed
from oyez.domain.quota import Quota
from oyez.domain.roles import Verb
from oyez.govern.actions import set_budget
from oyez.govern.models import Channel
from oyez.govern.overview import channel_by_id
from oyez.publish.costs import charges
from oyez.publish.forms.allowance import BudgetForm
from oyez.publish.panels import Panel
from oyez.publish.preview import label
from oyez.publish.purse import Purse
from oyez.publish.quotas import quotas_of
from oyez.publish.views.words import Word
from oyez.web.pages import put_at_field, show

LEVELS: dict[Level, Word] = {
    Level.FINE: Word(lazy("Fine"), "ok"),
    Level.WARN: Word(lazy("Nearly used up"), "warn"),
    Level.FULL: Word(lazy("Used up"), "bad"),
}


@dataclass(frozen=True, slots=True)
class Money:
    """A budget as a page shows it."""

    budget: Budget
    month: Month
    now: datetime

    @property
    def word(self) -> Word:
        """How it stands."""
        return LEVELS[self.budget.level]

    @property
    def forecast(self) -> Decimal:
        """What the month would cost at the pace so far."""
        return self.month.forecast(self.budget.spent, self.now)


@dataclass(frozen=True, slots=True)
class Calls:
    """A platform's own allowance as a page shows it."""

    quota: Quota

    @property
    def word(self) -> Word:
        """How it stands."""
        return LEVELS[self.quota.level]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@step_up("budget")
def allowance(request: HttpRequest, pk: int) -> HttpResponse:
    """What a channel has spent and may spend, and how much of its platform’s calls is used."""
    one = channel_by_id(pk)
    if one is None:
        raise Http404
    by = person_of(request)
    or_404(by, Verb.SEE, one.unit.path)
    form = BudgetForm(request.POST if request.method == "POST" else None, one, label(one))
    if request.method == "POST":
        or_404(by, Verb.MANAGE_CHANNELS, one.unit.path)
    if form.is_valid() and _stored(by, one, form):
        messages.success(request, _("The budget is stored."))
        return redirect(f"/channels/{pk}/allowance/")
    context = {
        "channel": one,
        "platform": label(one),
        "form": form,
        "may_set": charges(one) and may(by, Verb.MANAGE_CHANNELS, one.unit.path),
        "refused": bool(form.errors),
        **facts(one),
    }
    return show(request, "publish/allowance.html", context, refused=bool(form.errors))


def _stored(by: Person, one: Channel, form: BudgetForm) -> bool:
    amount, path, reserve = form.wanted()
    try:
        set_budget(by, one, amount, path=path, reserve=reserve)
    except NotAllowed as error:
        put_at_field(form, error)
        return False
    return True


def facts(one: Channel, now: datetime | None = None) -> dict[str, object]:
    """Budgets and quotas of a channel."""
    at = now or timezone.now()
    purse = Purse.load([one], at)
    return {
        "charged": charges(one),
        "money": [Money(budget, purse.month, at) for budget in purse.of(one.pk)],
        "calls": [Calls(quota) for quota in quotas_of([one], at).get(one.pk, ())],
    }


def panel(person: Person, channel: Channel, now: datetime) -> Panel | None:  # noqa: ARG001 - a panel's words
    """The same on the channel's page; nothing where nothing is charged or limited for long."""
    found = facts(channel, now)
    if not found["charged"] and not found["calls"]:
        return None
    return Panel("publish/allowance_panel.html", {"channel": channel, **found})

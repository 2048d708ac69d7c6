"""What a channel may cost in a month."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.domain.budget import RESERVE
from oyez.govern.budgets import budget_for
from oyez.govern.models import Budget, Channel


class BudgetForm(forms.Form):
    """An amount for the channel, or for all channels of its authority on the same platform."""

    path = forms.ChoiceField(label=_("What it is for"), widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label=_("Amount a month"),
        required=False,
        max_digits=12,
        decimal_places=2,
        help_text=_("Empty: no budget. 0: nothing routine goes out."),
    )
    reserve = forms.IntegerField(
        label=_("Per cent kept for incidents"),
        help_text=_("Routine notices may use the rest; critical ones are never stopped."),
    )

    def __init__(self, data: object, channel: Channel, platform: str) -> None:
        authority = channel.unit.authority
        now = budget_for(channel.path, channel.platform) or budget_for(
            authority.path, channel.platform
        )
        super().__init__(data, auto_id="budget_%s", initial=_initial(channel, now))  # type: ignore[arg-type]
        whole = _("All channels of {authority} on {platform}")
        self.fields["path"].choices = [  # type: ignore[attr-defined]
            (channel.path, _("This channel")),
            (authority.path, str(whole).format(authority=authority.name, platform=platform)),
        ]

    def wanted(self) -> tuple[Decimal | None, str, int]:
        """Amount, place and share as the verb takes them."""
        data = self.cleaned_data
        return data["amount"], data["path"], data["reserve"]


def _initial(channel: Channel, now: Budget | None) -> dict[str, object]:
    return {
        "path": now.path if now else channel.path,
        "amount": now.amount if now else None,
        "reserve": now.reserve if now else RESERVE,
    }

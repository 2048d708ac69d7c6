"""Forms about accepted risks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class RiskForm(forms.Form):
    """A risk that somebody accepts."""

    reason = forms.CharField(
        label=_("Why it is worth the risk"),
        required=False,
        max_length=5000,
        help_text=_("What would be worse if people posted there by hand."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    considered = forms.CharField(
        label=_("What was considered"),
        required=False,
        max_length=5000,
        help_text=_(
            "Who owns the number and who else administers the channel; what happens when it is "
            "banned; who removes posts by hand, and how fast."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    ends_on = forms.DateField(
        label=_("Until"),
        help_text=_("The last day, twelve months ahead at most."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class WithdrawRiskForm(forms.Form):
    """The end of an acceptance."""

    reason = forms.CharField(label=_("Reason for withdrawing"), required=False, max_length=500)

"""The form that locks everything."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LockForm(forms.Form):
    """Why, and that its price is known."""

    reason = forms.CharField(
        label=_("Why everything is locked"),
        max_length=500,
        help_text=_("It stands in the ledger, and everybody who opens the console reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    known = forms.BooleanField(
        label=_("I know that Oyez can then take nothing back on platforms by itself"),
        error_messages={"required": _("Confirm that you know this.")},
    )

"""What is looked for in the inbox, as a plain form that is sent by GET."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.govern.models import Channel, Unit

FEW = 40


class InboxFilter(forms.Form):
    """A unit and a channel: chosen where there are few, typed where there are many."""

    unit = forms.CharField(label=_("Unit"), required=False, max_length=100)
    channel = forms.CharField(label=_("Channel"), required=False, max_length=100)

    def offer(self, name: str, rows: Sequence[Unit] | Sequence[Channel]) -> None:
        """Offer these rows, unless there are too many for a menu."""
        if not 0 < len(rows) <= FEW:
            return
        choices = [("", _("All")), *((str(row.pk), row.name) for row in rows)]
        label = self.fields[name].label
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices)

    def asked(self, name: str) -> str:
        """What was asked for; nonsense asks for nothing."""
        return str(self.cleaned_data.get(name) or "")

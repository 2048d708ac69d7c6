"""What is looked for in the inbox, as a plain form that is sent by GET."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.govern.models import Channel, Unit
from oyez.listen.queries import Asked
from oyez.listen.words import LABELS

FEW = 40
SHOWS = (("", _("What waits")), ("all", _("Everything")))
WHOSE = (("", _("Everybody’s")), ("mine", _("Mine")), ("nobody", _("Nobody’s yet")))
FIRST = (("", _("All")), ("urgent", _("Urgent")), ("warning", _("Warnings about us")))


class InboxFilter(forms.Form):
    """A unit and a channel: chosen where there are few, typed where there are many."""

    show = forms.ChoiceField(label=_("Show"), required=False, choices=SHOWS)
    first = forms.ChoiceField(label=_("Kind"), required=False, choices=FIRST)
    label = forms.ChoiceField(label=_("Label"), required=False)
    whose = forms.ChoiceField(label=_("Whose"), required=False, choices=WHOSE)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=100)
    channel = forms.CharField(label=_("Channel"), required=False, max_length=100)
    notice = forms.CharField(label=_("Code of a notice"), required=False, max_length=12)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["label"]
        field.choices = [("", _("All")), *LABELS.items()]  # type: ignore[attr-defined]

    def offer(self, name: str, rows: Sequence[Unit] | Sequence[Channel]) -> None:
        """Offer these rows, unless there are too many for a menu."""
        if not 0 < len(rows) <= FEW:
            return
        choices = [("", _("All")), *((str(row.pk), row.name) for row in rows)]
        label = self.fields[name].label
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices)

    def asked(self) -> Asked:
        """What was asked for; nonsense asks for nothing."""
        self.is_valid()
        said = {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
        everything = said.pop("show") == "all"
        return Asked(**said, everything=everything)

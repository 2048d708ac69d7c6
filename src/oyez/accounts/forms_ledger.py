"""What to look for in the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.accounts.reads import signatures_of
from oyez.audit.finding import Wish
from oyez.audit.words import ACTIONS


class _When(forms.DateTimeField):
    """A local time, as a browser's own control sends it."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages: ClassVar = {"invalid": _("Write date and time like 2026-11-21T14:30.")}


class LedgerForm(forms.Form):
    """The filters; everything may stay empty."""

    who = forms.CharField(label=_("Who"), max_length=200, required=False)
    action = forms.ChoiceField(label=_("What"), required=False)
    about = forms.CharField(
        label=_("On what"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "notice:7k2mnpq"}),
    )
    since = _When(label=_("From"), required=False)
    until = _When(label=_("Until"), required=False)
    request = forms.CharField(label=_("Request"), max_length=80, required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        words = sorted(
            ((code, str(text)) for code, text in ACTIONS.items()), key=lambda one: one[1]
        )
        self.fields["action"].choices = [("", str(_("Everything"))), *words]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Times in their order."""
        found = self.cleaned_data
        since, until = found.get("since"), found.get("until")
        if isinstance(since, datetime) and isinstance(until, datetime) and until <= since:
            self.add_error("until", str(_("The end lies before the beginning.")))
        return found

    def wish(self) -> Wish:
        """What is looked for; a filter that was refused looks for nothing."""
        found = self.cleaned_data
        return Wish(
            actors=signatures_of(found["who"]) if found.get("who") else None,
            action=found.get("action", ""),
            about=found.get("about", "").strip(),
            request_id=found.get("request", "").strip(),
            since=found.get("since"),
            until=found.get("until"),
        )

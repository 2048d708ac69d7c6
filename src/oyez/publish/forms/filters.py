"""What is looked for in lists, as plain forms that are sent by GET."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.domain.notice import NoticeState, Urgency
from oyez.publish.queries import Search

FEW = 40
STATES = (
    ("", _("All")),
    (NoticeState.DRAFT, _("Draft")),
    (NoticeState.SUBMITTED, _("Waits for approval")),
    (NoticeState.RETURNED, _("Sent back")),
    (NoticeState.APPROVED, _("Approved")),
    (NoticeState.LIVE, _("Live")),
    (NoticeState.CORRECTED, _("Live, corrected")),
    (NoticeState.EXPIRED, _("Time over")),
    (NoticeState.RETRACTED, _("Taken down")),
)
URGENCIES = (
    ("", _("All")),
    (Urgency.ROUTINE, _("Routine")),
    (Urgency.IMPORTANT, _("Important")),
    (Urgency.CRITICAL, _("Critical")),
)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Filter(forms.Form):
    """Shared by the lists: a name is chosen where there are few, and typed where there are many."""

    def offer(self, name: str, rows: Sequence[Any]) -> None:
        """Offer these rows, unless there are too many for a menu."""
        if not 0 < len(rows) <= FEW:
            return
        label = self.fields[name].label
        choices = [("", _("All")), *((str(row.pk), row.name) for row in rows)]
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices)

    def asked(self, name: str) -> str:
        """What was asked for; nonsense asks for nothing."""
        return str(self.cleaned_data.get(name) or "") if hasattr(self, "cleaned_data") else ""


class LiveFilter(Filter):
    """Of what is public now."""

    unit = forms.CharField(label=_("Unit"), required=False, max_length=100)
    channel = forms.CharField(label=_("Channel"), required=False, max_length=100)
    over = forms.BooleanField(label=_("Whose time is over, still standing"), required=False)


class NoticeFilter(Filter):
    """Of all notices."""

    words = forms.CharField(label=_("Words of the headline, or the code"), required=False,
                            max_length=100)  # fmt: skip
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    urgency = forms.ChoiceField(label=_("Urgency"), required=False, choices=URGENCIES)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=100)
    since = forms.DateField(label=_("From"), required=False, widget=_day())
    until = forms.DateField(label=_("Until"), required=False, widget=_day())

    def search(self) -> Search:
        """The value for the query; a field that makes no sense is left out of it."""
        return Search(
            words=self.asked("words"),
            state=self.asked("state"),
            unit=self.asked("unit"),
            urgency=self.asked("urgency"),
            since=self.cleaned_data.get("since"),
            until=self.cleaned_data.get("until"),
        )

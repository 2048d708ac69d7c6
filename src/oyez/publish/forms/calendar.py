"""Which part of the calendar is shown."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from oyez.domain.timetable import View
from oyez.govern.models import Unit

VIEWS = {View.MONTH: _("Month"), View.WEEK: _("Week"), View.LIST: _("List")}


class CalendarForm(forms.Form):
    """A view, a day in it, and a unit."""

    view = forms.ChoiceField(
        choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput, label=_("View")
    )
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day like 2026-11-21.")},
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Every unit"),
    )

    def __init__(self, data: object, units: QuerySet[Unit]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

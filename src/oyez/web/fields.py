"""Fields that several forms have in common, with sentences that say how to fill them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day; whatever is no day is answered with how one is written."""

    default_error_messages: ClassVar = {
        "invalid": _("Write the day like 2026-11-21."),
        "required": _("Choose a day."),
    }

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **more)

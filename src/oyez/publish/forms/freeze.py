"""The brake's form."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.govern.overview import Place


class FreezeForm(forms.Form):
    """What to freeze, and why."""

    scope = forms.ChoiceField(label=_("What to freeze"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Colleagues read it on every page until the freeze is lifted."),
    )

    def __init__(self, data: object, places: Iterable[Place], *, everything: bool) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        choices = [(one.path, "  " * one.depth + one.name) for one in places]
        if everything:
            choices.insert(0, ("/", str(_("Everything"))))
        self.fields["scope"].choices = choices  # type: ignore[attr-defined]

"""The brake's form."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.govern.overview import Place

FEW = 60


class FreezeForm(forms.Form):
    """What to freeze, and why. Where there are many places, `find` leaves those that fit."""

    scope = forms.ChoiceField(label=_("What to freeze"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Colleagues read it on every page until the freeze is lifted."),
    )

    def __init__(self, data: object, places: Sequence[Place], *, chosen: str = "") -> None:
        super().__init__(data, initial={"scope": chosen})  # type: ignore[arg-type]
        # An indented option would begin with spaces, which browsers swallow.
        choices = [(one.path, "\N{NO-BREAK SPACE}" * 3 * one.depth + one.name) for one in places]
        if len(choices) > 1:
            choices.insert(0, ("", str(_("Choose a place"))))
        self.fields["scope"].choices = choices  # type: ignore[attr-defined]

"""The forms on the page of a task that a person does by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.publish.actions import Sight

STANDS = (
    (Sight.STANDS, _("It stands there, with exactly these words and pictures")),
    (Sight.OTHER, _("It stands there, but with other words or pictures")),
    (Sight.MISSING, _("It is not there")),
)
GONE = (
    (Sight.MISSING, _("It is gone")),
    (Sight.STANDS, _("It still stands there")),
)


class TakeForm(forms.Form):
    """A button alone: from here on the text is shown."""


class PostedForm(forms.Form):
    """Where it stands."""

    address = forms.CharField(
        label=_("Address of the post"),
        required=False,
        max_length=400,
        widget=forms.URLInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )


class LeaveForm(forms.Form):
    """Why it was not possible."""

    reason = forms.CharField(label=_("Why not"), required=False, max_length=200)
    for_good = forms.BooleanField(
        label=_("Nobody will be able to; do not ask anybody else"), required=False
    )


class LookForm(forms.Form):
    """What somebody sees on the spot."""

    sight = forms.ChoiceField(
        label=_("What you see there"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what you see there.")},
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=120,
        help_text=_("With which phone or browser you looked; it is kept with your name."),
    )

    def __init__(self, *args: Any, removing: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["sight"]
        field.choices = [(sight.value, words) for sight, words in (GONE if removing else STANDS)]


FORMS: dict[str, type[forms.Form]] = {
    "take": TakeForm,
    "posted": PostedForm,
    "leave": LeaveForm,
    "removed": TakeForm,
    "missing": TakeForm,
    "look": LookForm,
}

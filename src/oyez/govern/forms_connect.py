"""Forms on the way to a platform."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _


class StartForm(forms.Form):
    """Nothing to enter: the button is the deed."""


class AppForm(forms.Form):
    """The app of an authority on a platform: entered, never shown."""

    client_id = forms.CharField(
        label=_("Number of the app (client ID)"),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    client_secret = forms.CharField(
        label=_("Secret of the app (client secret)"),
        max_length=4000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data, auto_id="app_%s")  # type: ignore[arg-type]


class PageForm(forms.Form):
    """Which of the pages of a login is meant."""

    page = forms.ChoiceField(
        label=_("Page"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a page.")},
    )

    def __init__(self, data: object, pages: Mapping[str, str]) -> None:
        super().__init__(data, auto_id="page_%s")  # type: ignore[arg-type]
        self.fields["page"].choices = list(pages.items())  # type: ignore[attr-defined]

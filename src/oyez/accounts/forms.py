"""Forms about people."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from oyez.accounts.role_words import ROLES


class SignInForm(forms.Form):
    """Address and password."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class PersonForm(forms.Form):
    """A new person."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.CharField(label=_("E-mail address"), max_length=254, widget=forms.EmailInput)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    password = forms.CharField(
        label=_("First password"),
        required=False,
        strip=False,
        max_length=1000,
        help_text=_("At least 12 characters. Without one nobody can sign in as this person yet."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class RoleForm(forms.Form):
    """A role in a place, by its path or its name."""

    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))
    scope = forms.CharField(
        label=_("Where"),
        max_length=500,
        help_text=_("The role holds there and in everything below. A single / is everything."),
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )

    def __init__(self, data: object, places: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.places = list(places)

    def clean_scope(self) -> str:
        """The path of a place that was named; what is no name is taken for a path."""
        text = str(self.cleaned_data["scope"]).strip()
        named = [path for path, name in self.places if name.lower() == text.lower()]
        return named[0] if len(named) == 1 else text


class PeopleFilter(forms.Form):
    """Whom the list shows."""

    words = forms.CharField(label=_("Name or address"), max_length=120, required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("Every role")), *ROLES.items()], required=False
    )
    place = forms.CharField(
        label=_("May act in"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("All")),
            ("active", _("Active")),
            ("out", _("Shut out")),
            ("none", _("Without a role")),
        ],
        required=False,
    )

"""Forms about people."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from oyez.domain.roles import Role

ROLES = {
    Role.AUTHOR: _("Author: writes"),
    Role.APPROVER: _("Approver: says yes or no to what others wrote"),
    Role.DUTY_OFFICER: _("Duty officer: writes, approves, takes back, freezes"),
    Role.GOVERNOR: _("Governor: decides about platforms and channels, freezes and lifts"),
    Role.AUDITOR: _("Auditor: reads everything, and the ledger"),
    Role.ADMINISTRATOR: _("Administrator: people, channels and their credentials"),
}


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
    """A role in a place."""

    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))
    scope = forms.CharField(
        label=_("Where"),
        max_length=500,
        help_text=_(
            "A path like /niedersachsen/pd-osnabrueck/; it holds there and below. "
            "A single / is everything."
        ),
    )

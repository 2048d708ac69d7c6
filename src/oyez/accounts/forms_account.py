"""Forms about signing in and about one's own account."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

LONGEST = 1000
Words = Any  # what gettext_lazy gives has no type that forms accept by name


def _password(label: Words, autocomplete: str, hint: Words = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        strip=False,
        help_text=hint,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


def _code(label: Words, hint: Words) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return forms.CharField(
        label=label, max_length=20, help_text=hint, widget=forms.TextInput(attrs=attrs)
    )


class CodeForm(forms.Form):
    """A code from the app, or a recovery code."""

    code = _code(_("Code"), _("Six digits from your authenticator app, or a recovery code."))


class PasswordOnlyForm(forms.Form):
    """The password again."""

    password = _password(_("Password"), "current-password")


class CredentialForm(forms.Form):
    """What the browser says about a passkey, as JSON."""

    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput)

    def clean_credential(self) -> object:
        """The parsed answer; what it means is checked elsewhere."""
        try:
            return json.loads(self.cleaned_data["credential"])
        except ValueError as error:
            raise forms.ValidationError(_("This passkey was not accepted. Try again.")) from error


class PasskeyForm(CredentialForm):
    """The same, with a name for a new one."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        help_text=_("So that you know the device later: work phone, key on the key ring."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NameForm(forms.Form):
    """A name for a passkey that is there."""

    name = forms.CharField(label=_("Name"), max_length=60)


class AppForm(forms.Form):
    """The first code of a new app, with the sealed secret it was given."""

    code = _code(_("Code"), _("Type the six digits that the app shows now."))
    sealed = forms.CharField(max_length=500, widget=forms.HiddenInput)


class EntryForm(forms.Form):
    """What people may change of themselves."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Language of the console"), choices=settings.LANGUAGES)


class LentPasswordForm(forms.Form):
    """A password that an administrator gives to somebody."""

    password = _password(
        _("Password for the next sign-in"),
        "new-password",
        _("At least 12 characters. The person must choose another one at once."),
    )


class NewPasswordForm(forms.Form):
    """Another password."""

    current = _password(_("Current password"), "current-password")
    password = _password(_("New password"), "new-password", _("At least 12 characters."))

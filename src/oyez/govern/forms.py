"""Forms about channels and platforms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.domain.approved_platforms import OWN_OUTLETS
from oyez.domain.channel import TRANSITIONS, Mode
from oyez.govern.models import Authority, Channel, Unit
from oyez.platforms.registry import LABELS, profile

MODES = {
    Mode.ACTIVE: _("Active: takes everything"),
    Mode.REDUCED: _("Reduced: important and critical notices"),
    Mode.CRITICAL_ONLY: _("Critical only"),
    Mode.CLOSING: _("Closing: corrections only"),
    Mode.CLOSED: _("Closed, for good"),
}
# Sessions that the adapter keeps beside what a person enters.
RENEWED = frozenset({"access_jwt", "refresh_jwt", "did", "handle"})
SECRET_LABELS = {
    "token": _("Access token"),
    "identifier": _("Account name"),
    "app_password": _("App password"),
    "relay": _("Mail relay, such as smtp://mail.example:587"),
    "user": _("User name at the relay"),
    "password": _("Password at the relay"),
    "sender": _("Sender address"),
}
MAY_BE_EMPTY = frozenset({"user", "password"})
LANGUAGES = (("de", "Deutsch"), ("en", "English"), ("fr", "Français"))


class ModeForm(forms.Form):
    """Another mode for a channel."""

    mode = forms.ChoiceField(label=_("New mode"))
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, help_text=_("Kept in the ledger.")
    )

    def __init__(self, data: object, channel: Channel) -> None:
        super().__init__(data, auto_id="mode_%s")  # type: ignore[arg-type]
        possible = TRANSITIONS[Mode(channel.mode)]
        field = self.fields["mode"]
        field.choices = [(m.value, MODES[m]) for m in Mode if m in possible]  # type: ignore[attr-defined]


class SecretsForm(forms.Form):
    """The credentials of a channel: entered, never shown."""

    def __init__(self, data: object, channel: Channel) -> None:
        super().__init__(data, auto_id="secret_%s")  # type: ignore[arg-type]
        for name in profile(channel.platform).secrets:
            if name not in RENEWED:
                self.fields[name] = forms.CharField(
                    label=SECRET_LABELS.get(name, name),
                    required=name not in MAY_BE_EMPTY,
                    max_length=4000,
                    widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
                )

    def entered(self) -> dict[str, str]:
        """What was typed, without empty fields."""
        return {name: text for name, text in self.cleaned_data.items() if text}


class ChannelForm(forms.Form):
    """A new channel."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    platform = forms.ChoiceField(label=_("Platform"), choices=list(LABELS.items()))
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As colleagues call it: Mastodon Emsland.")
    )
    account = forms.CharField(label=_("Account"), max_length=200, required=False)
    base_url = forms.CharField(
        label=_("Address of the server"),
        max_length=300,
        required=False,
        help_text=_("Where the platform has many servers, such as https://social.example."),
    )
    public_url = forms.CharField(
        label=_("Public address of the account"), max_length=300, required=False
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    recipients = forms.CharField(
        label=_("Recipients"),
        required=False,
        max_length=20_000,
        help_text=_("For e-mail only: the addresses of the press list, separated by commas."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: object, units: Iterable[Unit]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, object]:
        """The fields as the verb takes them."""
        found = dict(self.cleaned_data)
        recipients = found.pop("recipients")
        if recipients.strip():
            found["options"] = {
                "recipients": ",".join(filter(None, re.split(r"[\s,;]+", recipients)))
            }
        return found


class ApproveForm(forms.Form):
    """A platform's approval."""

    authority = forms.ModelChoiceField(
        label=_("Authority that decides"),
        queryset=Authority.objects.none(),
        help_text=_("The approval holds for the authorities below it; at the top, for itself."),
    )
    platform = forms.ChoiceField(
        label=_("Platform"), choices=[(k, v) for k, v in LABELS.items() if k not in OWN_OUTLETS]
    )
    starts_on = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("The last day; empty if it has no end."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    conditions = forms.CharField(
        label=_("Conditions"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: object, authorities: Iterable[Authority]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """The end of an approval."""

    reason = forms.CharField(label=_("Reason for withdrawing"), required=False, max_length=500)

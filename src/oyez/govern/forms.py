"""Forms about channels and platforms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.domain.approved_platforms import OWN_OUTLETS
from oyez.govern.models import Authority, Unit
from oyez.web.fields import DayField
from oyez.web.words import PLATFORMS

LANGUAGES = (("de", "Deutsch"), ("en", "English"), ("fr", "Français"))


class ChannelForm(forms.Form):
    """A new channel."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    platform = forms.ChoiceField(label=_("Platform"), choices=PLATFORMS)
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
    deep_link = forms.CharField(
        label=_("Address that opens the channel on a phone"),
        required=False,
        max_length=300,
        help_text=_(
            "Only where a person posts by hand, such as https://whatsapp.com/channel/…; "
            "without it the public address is used."
        ),
    )
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
        options = {
            "recipients": ",".join(filter(None, re.split(r"[\s,;]+", found.pop("recipients")))),
            "deep_link": found.pop("deep_link").strip(),
        }
        if given := {name: value for name, value in options.items() if value}:
            found["options"] = given
        return found


class ApproveForm(forms.Form):
    """A platform's approval."""

    authority = forms.ModelChoiceField(
        label=_("Authority that decides"),
        queryset=Authority.objects.none(),
        help_text=_("The approval holds for the authorities below it; at the top, for itself."),
    )
    platform = forms.ChoiceField(
        label=_("Platform"), choices=[one for one in PLATFORMS if one[0] not in OWN_OUTLETS]
    )
    starts_on = DayField(label=_("From"))
    ends_on = DayField(
        label=_("Until"), required=False, help_text=_("The last day; empty if it has no end.")
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

"""What an administrator enters about an account beside its secrets."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.domain.delivery import Support
from oyez.domain.listening import MINUTES
from oyez.govern.models import Channel
from oyez.platforms.profile import Ability
from oyez.platforms.registry import profile
from oyez.publish.costs import FREE
from oyez.publish.forms.labels import LONG, OPTIONS

ADDRESSES = ("account", "base_url", "public_url")
MOST = 20_000


class PlatformSettingsForm(forms.Form):
    """The addresses of an account, and every option its platform declares."""

    account = forms.CharField(label=_("Account"), max_length=200, required=False)
    base_url = forms.CharField(label=_("Address of the server"), max_length=300, required=False)
    public_url = forms.CharField(
        label=_("Public address of the account"), max_length=300, required=False
    )

    def __init__(self, data: object, channel: Channel) -> None:
        super().__init__(data, auto_id="setting_%s", initial=self._now(channel))  # type: ignore[arg-type]
        for name in options_of(channel):
            widget = forms.Textarea(attrs={"rows": 3}) if name in LONG else forms.TextInput()
            self.fields[name] = forms.CharField(
                label=OPTIONS.get(name, name), required=False, max_length=MOST, widget=widget
            )

    @staticmethod
    def _now(channel: Channel) -> dict[str, object]:
        """What is entered already; options that are no text belong to the machine."""
        found = {name: getattr(channel, name) for name in ADDRESSES}
        return found | {name: channel.options.get(name, "") for name in options_of(channel)}

    def changes(self, channel: Channel) -> dict[str, object]:
        """The fields as the verb takes them; what is empty is left out."""
        data = self.cleaned_data
        typed = {name: data[name].strip() for name in options_of(channel)}
        kept = {name: value for name, value in channel.options.items() if name not in typed}
        options = kept | {name: value for name, value in typed.items() if value}
        return {**{name: data[name].strip() for name in ADDRESSES}, "options": options}


def options_of(channel: Channel) -> tuple[str, ...]:
    """The options of the channel's platform; where money is charged it may be free for us.

    Where people answer, an own time between two readings may be entered.
    """
    declared = profile(channel.platform)
    asked = declared.support(Ability.INBOX) is Support.NATIVE
    more = {FREE: bool(declared.costs), MINUTES: asked}
    return (*declared.options, *(name for name, wanted in more.items() if wanted))

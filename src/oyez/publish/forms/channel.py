"""Forms of the register and of one channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from oyez.domain.channel import CARRIES, TRANSITIONS, Mode
from oyez.govern.forms_search import ChannelSearchForm
from oyez.govern.models import Channel
from oyez.govern.register.words import MODES
from oyez.platforms.registry import profile
from oyez.publish.forms.labels import MAY_BE_EMPTY, SECRETS

EFFECTS: dict[Mode, str | Promise] = {
    Mode.ACTIVE: _("From now on every notice goes out here."),
    Mode.REDUCED: _("From now on only important and critical notices go out here."),
    Mode.CRITICAL_ONLY: _("From now on only critical notices go out here."),
    Mode.CLOSING: _("Nothing new goes out here. What stands can be corrected and taken back."),
    Mode.CLOSED: _("Nothing goes out here any more. This cannot be undone."),
}
# Sessions that the adapter keeps beside what a person enters.
RENEWED = frozenset({"access_jwt", "refresh_jwt", "did", "handle"})


class ChannelFilter(ChannelSearchForm):
    """Which channels their list shows."""

    attention = forms.BooleanField(label=_("Needs attention"), required=False)


class ModeForm(forms.Form):
    """Another mode for a channel, each with what it would do."""

    mode = forms.ChoiceField(
        label=_("New mode"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a mode.")},
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, help_text=_("Kept in the ledger.")
    )

    def __init__(self, data: object, channel: Channel, waiting: Mapping[str, int]) -> None:
        super().__init__(data, auto_id="mode_%s")  # type: ignore[arg-type]
        possible = [mode for mode in Mode if mode in TRANSITIONS[Mode(channel.mode)]]
        self.fields["mode"].choices = [(mode.value, MODES[mode]) for mode in possible]  # type: ignore[attr-defined]
        self.effects = [effect(mode, waiting) for mode in possible]

    def choices(self) -> Sequence[tuple[object, str]]:
        """Each radio with the sentence that says what it does."""
        return list(zip(self["mode"], self.effects, strict=True))


def effect(mode: Mode, waiting: Mapping[str, int]) -> str:
    """What a mode would do from now on, and to what waits already."""
    held = sum(number for urgency, number in waiting.items() if urgency not in CARRIES[mode])
    if not held:
        return str(EFFECTS[mode])
    rest = ngettext(
        "%(number)d notice that waits will not go out here.",
        "%(number)d notices that wait will not go out here.",
        held,
    )
    return f"{EFFECTS[mode]} {rest % {'number': held}}"


class SecretsForm(forms.Form):
    """The credentials of a channel: entered, never shown."""

    def __init__(self, data: object, channel: Channel) -> None:
        super().__init__(data, auto_id="secret_%s")  # type: ignore[arg-type]
        for name in profile(channel.platform).secrets:
            if name not in RENEWED:
                self.fields[name] = forms.CharField(
                    label=SECRETS.get(name, name),
                    required=name not in MAY_BE_EMPTY,
                    max_length=4000,
                    widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
                )

    def entered(self) -> dict[str, str]:
        """What was typed, without empty fields."""
        return {name: text for name, text in self.cleaned_data.items() if text}

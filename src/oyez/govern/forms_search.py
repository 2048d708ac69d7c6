"""The fields with which channels are looked for, on every list of them."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.govern.models import Authority, Unit
from oyez.govern.overview import ChannelSearch
from oyez.govern.register.words import MODES
from oyez.web.words import PLATFORMS


class ChannelSearchForm(forms.Form):
    """Channels by name, place, platform and mode; `places` holds the authorities and units."""

    words = forms.CharField(label=_("Name"), max_length=120, required=False)
    authority = forms.ModelChoiceField(
        label=_("Authority"),
        queryset=Authority.objects.none(),
        required=False,
        empty_label=_("Every authority"),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Every unit"),
    )
    platform = forms.ChoiceField(
        label=_("Platform"), required=False, choices=[("", _("Every platform")), *PLATFORMS]
    )
    mode = forms.ChoiceField(
        label=_("Mode"),
        required=False,
        choices=[("", _("Every mode")), *((mode.value, word) for mode, word in MODES.items())],
    )

    def __init__(self, data: object, places: Mapping[str, object]) -> None:
        super().__init__(data, label_suffix="")  # type: ignore[arg-type]
        for name in ("authority", "unit"):
            self.fields[name].queryset = places[name]  # type: ignore[attr-defined]

    def channels(self) -> ChannelSearch:
        """What is looked for; a filter that was refused narrows nothing down."""
        found = self.cleaned_data
        authority, unit = found.get("authority"), found.get("unit")
        return ChannelSearch(
            words=found.get("words", "").strip(),
            authority=authority.pk if authority else 0,
            unit=unit.pk if unit else 0,
            platform=found.get("platform", ""),
            mode=found.get("mode", ""),
        )

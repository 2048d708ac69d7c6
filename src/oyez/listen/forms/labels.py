"""Forms of labelling."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oyez.domain.inbox.annotation import WORDS
from oyez.domain.sampling import Method
from oyez.govern.models import Channel
from oyez.listen.actions import Wish
from oyez.listen.words import LABELS

METHODS = (
    (Method.TWO_STAGE.value, _("Notices first, then up to five replies of each")),
    (Method.RANDOM.value, _("Every reply alike")),
)
SEEDS = 2**31


def _day(label: Any) -> forms.DateField:
    date = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=date)


class DrawForm(forms.Form):
    """Channel, days and size of a sample; the seed is chosen here and kept."""

    channel = forms.TypedChoiceField(label=_("Channel"))
    begins_at = _day(_("From"))
    ends_at = _day(_("Until (not included)"))
    size = forms.IntegerField(
        label=_("How many"),
        initial=200,
        help_text=_("At least 100, or everything there is, before a figure may be decided on."),
    )
    method = forms.ChoiceField(label=_("How"), choices=METHODS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, channels: Sequence[Channel] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        known = {str(one.pk): one for one in channels}
        field: Any = self.fields["channel"]
        names = [(key, f"{one.unit.name}: {one.name}") for key, one in known.items()]
        field.choices, field.coerce = names, known.__getitem__
        self.fields["method"].initial = Method.TWO_STAGE.value

    def wish(self) -> Wish:
        """What is to be drawn, with a seed of its own."""
        said = self.cleaned_data
        begins, ends = (
            timezone.make_aware(datetime.combine(said[name], time()))
            for name in ("begins_at", "ends_at")
        )
        return Wish(begins, ends, said["size"], secrets.randbelow(SEEDS), Method(said["method"]))


class AnnotateForm(forms.Form):
    """One word about one thing, and two marks."""

    thing = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    abusive = forms.BooleanField(label=_("Abusive language"), required=False)
    warning = forms.BooleanField(label=_("It warns about our own notice"), required=False)
    label = forms.ChoiceField(
        label=_("Label"),
        choices=[(word, LABELS[word]) for word in WORDS],
        error_messages={"required": _("Choose one of the labels.")},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **({"auto_id": "annotate_%s"} | more))
        self.fields["abusive"].widget.attrs["data-key"] = "b"
        self.fields["warning"].widget.attrs["data-key"] = "w"

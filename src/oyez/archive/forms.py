"""Forms of the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.archive.queries import Asked
from oyez.archive.words import KINDS, RETENTIONS
from oyez.domain.purge import KEPT_USUALLY, MOST_KEPT
from oyez.govern.models import Channel
from oyez.web.fields import DayField

FEW = 40


def day_field(label: Any, help_text: Any = "", *, required: bool = False) -> DayField:
    """A day."""
    return DayField(label=label, help_text=help_text, required=required)


class SearchForm(forms.Form):
    """What is looked for among the records; sent by GET."""

    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    channel = forms.CharField(label=_("Channel"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    since = day_field(_("From"))
    until = day_field(_("Until"))

    def __init__(self, data: Any, channels: Sequence[Channel]) -> None:
        super().__init__(data)
        kind = self.fields["kind"]
        kind.choices = [("", _("All")), *KINDS.items()]  # type: ignore[attr-defined]
        if 0 < len(channels) <= FEW:
            rows = [("", _("All")), *((str(one.pk), one.name) for one in channels)]
            self.fields["channel"] = forms.ChoiceField(
                label=_("Channel"), required=False, choices=rows
            )

    def asked(self) -> Asked:
        """What was asked for; nonsense asks for nothing."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name) for name in self.fields}
        return Asked(
            words=str(said["words"] or ""),
            channel=str(said["channel"] or ""),
            kind=str(said["kind"] or ""),
            since=said["since"],
            until=said["until"],
        )


class HoldForm(forms.Form):
    """Why something is held, and until when."""

    reason = forms.CharField(
        label=_("Why it is held"),
        required=False,
        max_length=500,
        help_text=_("A case, a request, a law. It stands here, and never in the ledger."),
    )
    until = day_field(_("Last day"), _("Leave it empty to hold until somebody lifts it."))


class LiftForm(forms.Form):
    """Why a hold ends."""

    reason = forms.CharField(label=_("Why it ends"), required=False, max_length=500)


class RetentionForm(forms.Form):
    """How long a record is kept."""

    retention = forms.ChoiceField(label=_("How long it is kept"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["retention"]
        field.choices = list(RETENTIONS.items())  # type: ignore[attr-defined]


class PurgeForm(forms.Form):
    """Which posts are to be deleted, and how much of the platform's windows is left alone."""

    before = day_field(
        _("Posts from before this day"),
        _("Everything of ours that is older, as far as it is in the archive."),
        required=True,
    )
    kept = forms.IntegerField(
        label=_("Per cent of deletions kept for incidents"),
        min_value=0,
        max_value=MOST_KEPT,
        initial=KEPT_USUALLY,
        help_text=_("So that a wrong notice can be taken back at once while this goes on."),
    )

"""Forms of plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.accounts.models import Person
from oyez.domain.plan import After, Kind
from oyez.govern.models import Authority, Channel
from oyez.plans.words import AFTERS, KINDS
from oyez.platforms.registry import LABELS, OWN

MOMENT = "%Y-%m-%dT%H:%M"
WRONG_MOMENT = _("Write the day and the time like 2026-11-21T10:00.")


def _moment(label: object) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,  # type: ignore[arg-type]
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        input_formats=[MOMENT, "%Y-%m-%d %H:%M"],
        error_messages={"invalid": WRONG_MOMENT, "required": WRONG_MOMENT},
    )


class PlanForm(forms.Form):
    """What is to become of which channels, and at which hour."""

    kind = forms.ChoiceField(label=_("What happens"), choices=list(KINDS.items()))
    hour = _moment(_("At which hour"))
    after = forms.ChoiceField(
        label=_("What becomes of the account afterwards"),
        choices=list(AFTERS.items()),
        required=False,
        help_text=_("Only where a channel is closed."),
    )
    why = forms.CharField(
        label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    review = forms.IntegerField(
        required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput
    )

    def __init__(
        self,
        data: object,
        *,
        authority: Authority | None,
        channels: Sequence[Channel],
        initial: Mapping[str, object],
    ) -> None:
        super().__init__(data, initial=dict(initial))  # type: ignore[arg-type]
        self.authority, self.channels = authority, list(channels)
        # What stands on our own pages is not left; it may take another channel's place.
        self.leaving = [one for one in self.channels if one.platform not in OWN]
        others = [(str(one.pk), f"{one.name} · {one.unit.name}") for one in self.channels]
        for one in self.leaving:
            self.fields[f"leave_{one.pk}"] = forms.BooleanField(required=False, label=one.name)
            choices = [("", _("Nothing")), *(pair for pair in others if pair[0] != str(one.pk))]
            self.fields[f"to_{one.pk}"] = forms.ChoiceField(
                required=False, choices=choices, label=_("What takes its place")
            )

    @property
    def rows(self) -> list[dict[str, object]]:
        """A row of the form for each channel."""
        return [
            {
                "channel": one,
                "label": label_of(one),
                "tick": self[f"leave_{one.pk}"],
                "after": self[f"to_{one.pk}"],
            }
            for one in self.leaving
        ]

    def lines(self) -> dict[Channel, Channel | None]:
        """The channels that were chosen, each with what takes its place."""
        known = {str(one.pk): one for one in self.channels}
        chosen = (one for one in self.leaving if self.cleaned_data.get(f"leave_{one.pk}"))
        return {one: known.get(str(self.cleaned_data.get(f"to_{one.pk}"))) for one in chosen}

    def kind_chosen(self) -> Kind:
        """The kind of plan."""
        return Kind(self.cleaned_data["kind"])

    def after_chosen(self) -> After:
        """What becomes of the account."""
        return After(self.cleaned_data.get("after") or After.RESERVE)


def label_of(channel: Channel) -> str:
    """What its platform is called."""
    return LABELS.get(channel.platform, channel.platform)


class StepForm(forms.Form):
    """When, who, and the words for it."""

    at = _moment(_("When"))
    owner = forms.ModelChoiceField(
        label=_("Who looks after it"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )
    text = forms.CharField(
        label=_("Words for it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Such as the text of the profile, or what is pinned."),
    )

    def __init__(
        self, data: object, *, people: Iterable[Person], initial: Mapping[str, object]
    ) -> None:
        super().__init__(data, initial=dict(initial))  # type: ignore[arg-type]
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """A link, or what was done, or why."""

    note = forms.CharField(label=_("A link, or what was done"), max_length=500, required=False)

    def __init__(self, data: object = None, *, auto_id: str, asks_why: bool = False) -> None:
        super().__init__(data, auto_id=auto_id)  # type: ignore[arg-type]
        if asks_why:
            self.fields["note"].label = _("Why")


class CodeForm(forms.Form):
    """A notice by its code."""

    code = forms.CharField(label=_("Code of the notice"), max_length=12, required=False)


class ReasonForm(forms.Form):
    """Why something is not agreed to, or stopped."""

    reason = forms.CharField(label=_("Why"), max_length=300, required=False)

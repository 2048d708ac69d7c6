"""Forms of reviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.domain.review.deciding import KINDS
from oyez.domain.review.facts import BY_HAND, Metric
from oyez.domain.review.rules import Bars
from oyez.govern.models import Authority, Channel
from oyez.review.words import ADVICES, BARS, METRICS
from oyez.web.fields import DayField


def _day(label: Any, *, required: bool = True, hint: Any = "") -> DayField:
    return DayField(label=label, required=required, help_text=hint)


def _text(
    label: Any, *, rows: int = 3, required: bool = True, hint: Any = "", missing: Any = ""
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    said = {"required": missing} if missing else {}
    return forms.CharField(
        label=label, widget=area, required=required, help_text=hint, max_length=4000,
        error_messages=said,
    )  # fmt: skip


class OpenForm(forms.Form):
    """Whose channels, from when until when."""

    authority = forms.TypedChoiceField(label=_("Authority"))
    title = forms.CharField(
        label=_("Title"), max_length=120, error_messages={"required": _("Give it a title.")}
    )
    begins_on = _day(_("From"))
    ends_on = _day(_("Until (not included)"))

    def __init__(self, *args: Any, authorities: Sequence[Authority] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        known = {str(one.pk): one for one in authorities}
        field: Any = self.fields["authority"]
        field.choices = [(key, one.name) for key, one in known.items()]
        field.coerce = known.__getitem__


class FreezeForm(forms.Form):
    """Until when others may comment."""

    comments_until = _day(
        _("Comments until the end of"), required=False,
        hint=_("Nothing is decided before. Leave it empty to decide at once."),
    )  # fmt: skip


class CommentForm(forms.Form):
    """What somebody has to say."""

    text = _text(_("Your comment"), missing=_("Write your comment first."))


class DecideForm(forms.Form):
    """A decision with its reasons."""

    kind = forms.ChoiceField(
        label=_("What is decided"),
        widget=forms.RadioSelect,
        choices=[(one.value, ADVICES[one][0]) for one in KINDS],
        error_messages={"required": _("Choose what is decided.")},
    )
    reasons = _text(
        _("Why"), rows=4, hint=_("Whoever reads it later has to follow it."),
        missing=_("Write down why."),
    )  # fmt: skip
    without = _text(
        _("Why it is decided without the evidence of interactions"), required=False,
        hint=_("Only where there is no sound sample. The record will say so."),
    )  # fmt: skip


class CircumstancesForm(forms.Form):
    """What only people know of a channel."""

    critical = forms.BooleanField(label=_("People look there when it is urgent"), required=False)
    successor = forms.TypedChoiceField(
        label=_("Which channel would take over"), required=False, empty_value=None
    )

    def __init__(self, *args: Any, channels: Sequence[Channel] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        known = {str(one.pk): one for one in channels}
        field: Any = self.fields["successor"]
        field.choices = [
            ("", _("None")),
            *((key, f"{o.unit.name}: {o.name}") for key, o in known.items()),
        ]
        field.coerce = known.__getitem__


class CountsForm(forms.Form):
    """Figures of one day, or of the week that it belongs to."""

    day = _day(_("Day"), hint=_("For a whole week choose one of its days."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for metric in BY_HAND:
            label: Any = METRICS[metric]
            self.fields[metric.value] = forms.FloatField(label=label, required=False, min_value=0)

    def values(self) -> dict[Metric, float]:
        """What was written."""
        said = self.cleaned_data
        return {one: said[one.value] for one in BY_HAND if said.get(one.value) is not None}


class RulesForm(forms.Form):
    """How often, and by which figures."""

    every_months = forms.IntegerField(
        label=_("Months from review to review"), min_value=1, max_value=36
    )
    next_on = _day(_("The next one begins by itself on"), required=False,
                   hint=_("Leave it empty to open reviews by hand."))  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        usual = asdict(Bars())
        for one in fields(Bars):
            kind: Any = forms.IntegerField if isinstance(usual[one.name], int) else forms.FloatField
            self.fields[one.name] = kind(label=BARS[one.name], initial=usual[one.name], min_value=0)

    def bars(self) -> dict[str, Any]:
        """The figures that were written."""
        return {one.name: self.cleaned_data[one.name] for one in fields(Bars)}

"""Forms of an incident: what happened, and what follows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.guard.words import RULES


class DescribeForm(forms.Form):
    """In people's own words."""

    happened = forms.CharField(
        label=_("What people could see"),
        required=False,
        max_length=2000,
        help_text=_("One or two sentences without details that harm. The drafts use them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    learnt = forms.CharField(
        label=_("What was learnt"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MeasureForm(forms.Form):
    """What somebody will do, and until when."""

    what = forms.CharField(label=_("What has to be done"), required=False, max_length=400)
    rule = forms.ChoiceField(label=_("What it is"), choices=tuple(RULES.items()), required=False)
    owner = forms.TypedChoiceField(label=_("Who does it"))
    due = forms.DateField(label=_("Until when"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: object, people: object, **more: object) -> None:
        super().__init__(data, auto_id="measure_%s", **more)  # type: ignore[arg-type]
        known = {str(one.pk): one for one in people}  # type: ignore[attr-defined]
        field = self.fields["owner"]
        names = [(key, one.name) for key, one in known.items()]
        field.choices = [("", _("Choose a person")), *names]  # type: ignore[attr-defined]
        field.coerce = known.__getitem__  # type: ignore[attr-defined]

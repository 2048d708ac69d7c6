"""Forms of what the guard may do by itself, and of an authority's own words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SwitchesForm(forms.Form):
    """Everything is off unless it is ticked."""

    labelled = forms.BooleanField(
        label=_(
            "Take a notice down when our own look finds that what it links to is labelled as adult "
            "now, or stands on a block-list"
        ),
        required=False,
    )
    scored = forms.BooleanField(
        label=_("Take it down when a picture behind its link is over the bar twice in a row"),
        required=False,
    )
    stranger = forms.BooleanField(
        label=_("Delete a post on our channels that is not in our books"), required=False
    )
    unanswered = forms.BooleanField(
        label=_("Freeze the place of an alarm that nobody answers for ten minutes"), required=False
    )


class WordsForm(forms.Form):
    """One text in one language."""

    headline = forms.CharField(label=_("Headline"), required=False, max_length=400)
    body = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

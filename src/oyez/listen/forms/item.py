"""The small forms on an item's page, one per verb."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.accounts.models import Person
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.labels import Label
from oyez.listen.words import BREACHES, LABELS, MEASURES


def _lines(rows: int, **attrs: object) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", **attrs})


class PlainForm(forms.Form):
    """A button alone."""


class LabelForm(forms.Form):
    """What it is."""

    label = forms.ChoiceField(
        label=_("Label"),
        choices=[(label.value, LABELS[label]) for label in Label],
        error_messages={
            "required": _("Choose one of the labels."),
            "invalid_choice": _("Choose one of the labels."),
        },
    )


class AssignForm(forms.Form):
    """Who looks after it: a person, or nobody in particular."""

    to = forms.TypedChoiceField(label=_("Who looks after it"), required=False, empty_value=None)

    def __init__(self, *args: Any, people: Iterable[Person] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        known = {str(one.pk): one for one in people}
        field: Any = self.fields["to"]
        field.choices = [("", _("Nobody yet")), *((key, one.name) for key, one in known.items())]
        field.coerce = known.__getitem__


class NoteForm(forms.Form):
    """A word to colleagues."""

    text = forms.CharField(
        label=_("Note for colleagues"), required=False, max_length=4000, widget=_lines(2)
    )


class DoneForm(forms.Form):
    """What every deed carries: the last one that the page showed, and a key of its own."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class AnswerForm(DoneForm):
    """The words of an answer; the rules of the domain judge them."""

    text = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=20_000,
        strip=False,
        widget=_lines(5, **{"data-key": "r"}),
    )


class MeasureForm(DoneForm):
    """What is done about it, which house rule it breaks, and why."""

    kind = forms.ChoiceField(
        label=_("What is to be done"),
        widget=forms.RadioSelect,
        choices=list(MEASURES.items()),
        error_messages={"required": _("Choose what is to be done.")},
    )
    breach = forms.ChoiceField(
        label=_("Which house rule it breaks"),
        required=False,
        choices=[("", _("Choose a rule")), *BREACHES.items()],
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Needed for what cannot be undone. It is kept with your name."),
        widget=_lines(2),
    )

    def __init__(self, *args: Any, kinds: Iterable[Kind] = tuple(Kind), **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["kind"]
        offered = {kind.value for kind in kinds}
        field.choices = [(kind, word) for kind, word in MEASURES.items() if kind in offered]


class DeedForm(forms.Form):
    """Which of several deeds."""

    deed = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

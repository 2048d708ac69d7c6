"""Forms of what stands behind the rota."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.accounts.models import Person
from oyez.govern.overview import Place


def _placed(form: forms.Form, places: Iterable[Place]) -> None:
    choices = [(one.path, "\N{NO-BREAK SPACE}" * 3 * one.depth + one.name) for one in places]
    form.fields["path"].choices = choices  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """A place where somebody answers at every hour."""

    path = forms.ChoiceField(label=_("For"))
    name = forms.CharField(
        label=_("What it is called"), required=False, max_length=120, help_text=_("Control room")
    )

    def __init__(self, data: object, places: Iterable[Place]) -> None:
        super().__init__(data, auto_id="place_%s")  # type: ignore[arg-type]
        _placed(self, places)


class HeadForm(forms.Form):
    """The person who is paged last."""

    path = forms.ChoiceField(label=_("For"))
    person = forms.ModelChoiceField(
        label=_("Who"), queryset=Person.objects.none(), empty_label=_("Choose a person")
    )

    def __init__(self, data: object, places: Iterable[Place], people: object) -> None:
        super().__init__(data, auto_id="head_%s")  # type: ignore[arg-type]
        _placed(self, places)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

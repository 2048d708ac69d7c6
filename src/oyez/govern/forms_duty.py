"""Forms of the rota."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.accounts.models import Person
from oyez.govern.overview import Place


class _When(forms.DateTimeField):
    """A local time, as a browser's own control sends it."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages: ClassVar = {"invalid": _("Write date and time like 2026-11-21T14:30.")}


class DutyForm(forms.Form):
    """Who is on call, where, and when."""

    path = forms.ChoiceField(label=_("Where"))
    person = forms.TypedChoiceField(label=_("Who"))
    begins_at = _When(label=_("From"))
    ends_at = _When(label=_("Until"))
    deputy = forms.BooleanField(label=_("As deputy"), required=False)

    def __init__(
        self, data: object, places: Iterable[Place], people: Iterable[Person], **initial: object
    ) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        self.fields["path"].choices = [  # type: ignore[attr-defined]
            (one.path, "\N{NO-BREAK SPACE}" * 3 * one.depth + one.name) for one in places
        ]
        _offer(self.fields["person"], people)


class HandOverForm(forms.Form):
    """To whom a duty goes, and what they should know."""

    to = forms.TypedChoiceField(label=_("To whom"))
    note = forms.CharField(
        label=_("What they should know"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: object, people: Iterable[Person], pk: int) -> None:
        super().__init__(data, auto_id=f"hand{pk}_%s")  # type: ignore[arg-type]
        _offer(self.fields["to"], people)


def _offer(field: forms.Field, people: Iterable[Person]) -> None:
    """Let one of these people be chosen; a page with several such forms reads them once."""
    known = {str(one.pk): one for one in people}
    names = [(key, one.name) for key, one in known.items()]
    field.choices = [("", _("Choose a person")), *names]  # type: ignore[attr-defined]
    field.coerce = known.__getitem__  # type: ignore[attr-defined]

"""What people say about alarms, and how they are paged."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.domain.alarm import Cause, Outcome
from oyez.guard.words import OUTCOMES

FALSE = (Outcome.FALSE, Outcome.PRANK, Outcome.HARMLESS)
ENDS: dict[Cause, tuple[Outcome, ...]] = {
    Cause.WARNINGS: (Outcome.TAKEN_DOWN, Outcome.CORRECTED, *FALSE),
    Cause.DRIFT: (Outcome.TAKEN_DOWN, Outcome.CORRECTED, *FALSE),
    Cause.STRANGER: (Outcome.TAKEN_DOWN, *FALSE),
    Cause.PERSON: (Outcome.TAKEN_DOWN, Outcome.CORRECTED, Outcome.ANSWERED, *FALSE),
    Cause.SILENCE: FALSE,
    Cause.AGED: (Outcome.ANSWERED, *FALSE),
    Cause.LIFE: (Outcome.ANSWERED, *FALSE),
}


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RaiseForm(forms.Form):
    """Danger that a person sees first."""

    note = forms.CharField(
        label=_("What is wrong"),
        required=False,
        max_length=300,
        help_text=_("One sentence. Whoever is paged reads it."),
        widget=_lines(2),
    )


class CloseForm(forms.Form):
    """What it was, and what was learnt."""

    outcome = forms.ChoiceField(
        label=_("What it was"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what it was.")},
    )
    learnt = forms.CharField(
        label=_("What was learnt"), required=False, max_length=2000, widget=_lines(3)
    )

    def __init__(self, data: object, cause: Cause, outcome: str = "") -> None:
        super().__init__(data, initial={"outcome": outcome}, auto_id="close_%s")  # type: ignore[arg-type]
        choices = [(one.value, OUTCOMES[one]) for one in ENDS[cause]]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]


class WayForm(forms.Form):
    """An address at which somebody is paged."""

    way = forms.ChoiceField(label=_("How"))
    address = forms.CharField(
        label=_("Address or number"),
        max_length=4000,
        error_messages={"required": _("Write the address or the number.")},
    )

    def __init__(self, data: object, ways: Iterable[tuple[str, object]], **more: object) -> None:
        super().__init__(data, **more)  # type: ignore[arg-type]
        self.fields["way"].choices = list(ways)  # type: ignore[attr-defined]

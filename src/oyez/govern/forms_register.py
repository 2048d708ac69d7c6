"""Forms of the register of channels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oyez.accounts.models import Person
from oyez.domain.inbox.hours import WEEKDAYS
from oyez.domain.register.kinds import Kind
from oyez.govern.actions.change_register_entry import Changes
from oyez.govern.forms_search import ChannelSearchForm
from oyez.govern.models import Channel, PlatformBasis, RegisterEntry
from oyez.govern.register.basis import Basis
from oyez.govern.register.listing import RegisterSearch
from oyez.govern.register.words import KINDS
from oyez.web.fields import DayField

# As labels; without the context French would write its dates with capitals.
DAYS = {
    "mon": pgettext_lazy("label", "Monday"),
    "tue": pgettext_lazy("label", "Tuesday"),
    "wed": pgettext_lazy("label", "Wednesday"),
    "thu": pgettext_lazy("label", "Thursday"),
    "fri": pgettext_lazy("label", "Friday"),
    "sat": pgettext_lazy("label", "Saturday"),
    "sun": pgettext_lazy("label", "Sunday"),
}


class RegisterFilter(ChannelSearchForm):
    """Which entries the register shows."""

    kind = forms.ChoiceField(
        label=_("What is missing"),
        required=False,
        choices=[("", _("Anything or nothing")), *((k.value, word) for k, word in KINDS.items())],
    )
    gaps = forms.BooleanField(label=_("Only channels that lack something"), required=False)

    def search(self) -> RegisterSearch:
        """What is looked for; a filter that was refused narrows nothing down."""
        kind = self.cleaned_data.get("kind", "")
        gaps = self.cleaned_data.get("gaps", False)
        return RegisterSearch(self.channels(), gaps, Kind(kind) if kind else "")


class EntryForm(forms.Form):
    """What a channel is for, who looks after it, and what comes after it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    purpose = forms.CharField(
        label=_("What it is for"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_(
            "One sentence in the channel’s language. The public reads it in the list of official "
            "accounts."
        ),
    )
    audience = forms.CharField(
        label=_("Whom it is for"),
        required=False,
        max_length=200,
        help_text=_("Such as everybody, the press, people in an emergency, or motorcyclists."),
    )
    owner = forms.ModelChoiceField(
        label=_("Owner"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("Looks after the account and answers for it."),
    )
    deputy = forms.ModelChoiceField(
        label=_("Deputy"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody")
    )
    replaced_by = forms.ChoiceField(
        label=_("Successor"),
        required=False,
        help_text=_(
            "The channel that comes after it. The public is told once this channel is being closed."
        ),
    )
    instead = forms.CharField(
        label=_("Where to turn instead"),
        required=False,
        max_length=300,
        help_text=_("Where no channel comes after it. The public is told then, too."),
    )
    reserved = forms.BooleanField(
        label=_("The name is kept after the channel is closed, so that nobody else takes it"),
        required=False,
    )

    def __init__(
        self,
        data: Any,
        entry: RegisterEntry,
        people: Sequence[Person],
        successors: Iterable[Channel],
    ) -> None:
        super().__init__(data, initial=_initial(entry), auto_id="entry_%s")
        named = (entry.owner_id, entry.deputy_id)
        known = {person.pk for person in people} | {pk for pk in named if pk is not None}
        for name in ("owner", "deputy"):
            rows = Person.objects.filter(pk__in=known).order_by("name", "pk")
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.channels = {str(one.pk): one for one in successors}
        if entry.replaced_by is not None:
            self.channels[str(entry.replaced_by.pk)] = entry.replaced_by
        after = [(pk, f"{one.name} · {one.unit.name}") for pk, one in self.channels.items()]
        self.fields["replaced_by"].choices = [("", _("None")), *after]  # type: ignore[attr-defined]
        for day in WEEKDAYS:
            self.fields[day] = forms.CharField(label=DAYS[day], required=False, max_length=120)

    def beside(self) -> list[forms.BoundField]:
        """The fields that are typed or chosen, the days and ticks left out."""
        return [f for f in self if f.name not in (*WEEKDAYS, "seen", "reserved")]

    def week(self) -> list[forms.BoundField]:
        """The seven days."""
        return [self[day] for day in WEEKDAYS]

    def wanted(self) -> Changes:
        """What was entered, as the verb takes it."""
        said = self.cleaned_data
        return Changes(
            purpose=said["purpose"],
            audience=said["audience"],
            instead=said["instead"],
            hours={day: said[day] for day in WEEKDAYS},
            owner=said["owner"],
            deputy=said["deputy"],
            replaced_by=self.channels.get(said["replaced_by"]),
            reserved=said["reserved"],
        )


def _initial(entry: RegisterEntry) -> dict[str, object]:
    names = ("purpose", "audience", "instead", "reserved", "owner", "deputy")
    found = {name: getattr(entry, name) for name in names}
    return found | dict(entry.hours) | {"seen": entry.version, "replaced_by": entry.replaced_by_id}


class BasisForm(forms.Form):
    """On what the use of a platform rests."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    legal_basis = forms.CharField(
        label=_("Legal basis"),
        required=False,
        max_length=500,
        help_text=_("The law or decree on which its use rests."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    assessed_on = DayField(label=_("Privacy assessed on"), required=False)
    assessed_by = forms.CharField(
        label=_("By whom"),
        required=False,
        max_length=120,
        help_text=_("A person or an office, such as the data protection officer."),
    )
    check_due = DayField(label=_("Next check by"), required=False)
    reference = forms.CharField(
        label=_("File or link"),
        required=False,
        max_length=300,
        help_text=_("Where the assessment is kept."),
    )

    def __init__(self, data: Any, row: PlatformBasis) -> None:
        names = ("legal_basis", "assessed_on", "assessed_by", "check_due", "reference")
        initial = {name: getattr(row, name) for name in names} | {"seen": row.version}
        super().__init__(data, initial=initial, auto_id="basis_%s")

    def wanted(self) -> Basis:
        """What was entered."""
        return Basis(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})

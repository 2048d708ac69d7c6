"""How an inbox is kept: limits, hours, routes, channels, saved answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oyez.domain.inbox.hours import WEEKDAYS
from oyez.domain.inbox.routes import Routes
from oyez.listen.actions import Kept, Saved
from oyez.listen.models import UnitInbox

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
ROUTES = ("emergency", "non_emergency", "online", "chat")


def _words(label: Any, most: int, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, help_text=hint)


class KeepForm(forms.Form):
    """Limits, routes and hours of a unit."""

    urgent_minutes = forms.IntegerField(
        label=_("Minutes until somebody is called because something urgent lies unread")
    )
    other_minutes = forms.IntegerField(
        label=_("Minutes until somebody is called because anything else waits"),
        help_text=_("A day has 1440 minutes."),
    )
    emergency = _words(_("Emergency number"), 120)
    non_emergency = _words(_("Number for everything that is no emergency"), 120)
    online = _words(_("Address for reports"), 300)
    chat = _words(_("Address of the chat"), 300, _("Named in answers while somebody is there."))

    def __init__(self, data: Any = None, known: UnitInbox | None = None) -> None:
        row = known or UnitInbox()
        names = ("urgent_minutes", "other_minutes", *ROUTES)
        initial = {name: getattr(row, name) for name in names}
        super().__init__(data, initial=initial | dict(row.hours), auto_id="keep_%s")
        for day in WEEKDAYS:
            self.fields[day] = _words(DAYS[day], 120)

    def beside(self) -> list[forms.BoundField]:
        """The fields that are no days."""
        return [field for field in self if field.name not in WEEKDAYS]

    def week(self) -> list[forms.BoundField]:
        """The seven days."""
        return [self[day] for day in WEEKDAYS]

    def kept(self) -> Kept:
        """What was typed."""
        said = self.cleaned_data
        return Kept(
            urgent_minutes=said["urgent_minutes"],
            other_minutes=said["other_minutes"],
            routes=Routes(*(said[name].strip() for name in ROUTES)),
            hours={day: said[day] for day in WEEKDAYS},
        )


class ChannelForm(forms.Form):
    """Whether people read a channel, and whether a machine answers."""

    staffed = forms.BooleanField(label=_("People read this channel"), required=False)
    automatic = forms.BooleanField(
        label=_("A machine answers with the routes where nobody is there"), required=False
    )
    public_too = forms.BooleanField(
        label=_("Not only what was written to us alone, but public replies as well"), required=False
    )


class SavedForm(forms.Form):
    """An answer that is agreed to beforehand."""

    name = _words(_("Name"), 200)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_(
            "Places are filled in when it is used: {emergency}, {non_emergency}, {online}, {chat}, "
            "{unit}, and {notice} for the address of the notice."
        ),
    )
    instead_of = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def saved(self) -> Saved:
        """What was typed."""
        said = self.cleaned_data
        return Saved(said["name"], said["language"], said["text"])

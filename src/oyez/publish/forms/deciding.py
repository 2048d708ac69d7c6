"""The words and the small forms with which people decide about findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.accounts.models import Person
from oyez.accounts.queries import people_who_may
from oyez.domain.roles import Verb
from oyez.domain.screening import Kind
from oyez.domain.screening.deciding import CHOICES, MOST_MINUTES, WATCHED, Why
from oyez.publish.forms.acts import RevisionForm
from oyez.publish.models import Finding, Notice

PREFIX = "decide_"
WHY = {
    Why.INTENDED: _("It belongs there"),
    Why.PUBLIC: _("It is public already"),
    Why.CHECKED: _("I have checked it"),
    Why.MISTAKEN: _("The rule is mistaken"),
    Why.GLASS: _("The glass was broken"),
}
KINDS = (
    (Kind.NEWS, _("News")),
    (Kind.APPEAL, _("Appeal for witnesses")),
    (Kind.MISSING, _("Missing person")),
    (Kind.WARNING, _("Warning")),
    (Kind.ROAD, _("Roads and traffic")),
    (Kind.EVENT, _("Event")),
    (Kind.COMMUNITY, _("Neighbourhood and prevention")),
    (Kind.RECRUITMENT, _("Recruitment")),
    (Kind.REPOST, _("Passing on what others say")),
    (Kind.CORRECTION, _("Correction")),
)


def reasons() -> list[tuple[str, Any]]:
    """The answers to a question, as a page offers them."""
    return [(why.value, WHY[why]) for why in CHOICES]


def answered(data: Mapping[str, object]) -> dict[int, str]:
    """The answers that were sent, by the number of the finding."""
    found = ((name.removeprefix(PREFIX), value) for name, value in data.items())
    return {int(pk): str(why) for pk, why in found if pk.isdecimal()}


class ApproveForm(RevisionForm):
    """The second person's yes, with an answer to every question of the screening."""

    def clean(self) -> dict[str, Any]:
        """The answers stand in fields that the page makes, one for each question."""
        return (super().clean() or self.cleaned_data) | {"decisions": answered(self.data)}


class DropLinkForm(RevisionForm):
    """Take one link out."""

    finding = forms.IntegerField(widget=forms.HiddenInput)


class SetAsideForm(forms.Form):
    """Why a block does not stand in the way, and who watches what can change."""

    finding = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why this may go out all the same"),
        required=False,
        max_length=500,
        help_text=_("The approver reads it, and the ledger keeps your name."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    watcher = forms.ModelChoiceField(
        label=_("Who watches it"), queryset=Person.objects.none(), required=False
    )
    minutes = forms.IntegerField(
        label=_("For how many minutes"),
        required=False,
        help_text=_("Half an hour at most, counted from when the notice goes out."),
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST_MINUTES}),
    )

    def __init__(
        self, data: Mapping[str, object] | None, *, notice: Notice, finding: Finding | None
    ) -> None:
        pk = finding.pk if finding else 0
        super().__init__(data, initial={"finding": pk}, auto_id=f"aside{pk}_%s")
        if finding is None or finding.code in WATCHED:
            people = people_who_may(Verb.RETRACT, notice.unit.path)
            self.fields["watcher"].queryset = people  # type: ignore[attr-defined]
        else:
            del self.fields["watcher"], self.fields["minutes"]

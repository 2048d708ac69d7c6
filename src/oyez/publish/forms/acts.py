"""The small forms on a notice's page, one per verb."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

OWN_WORDS = "own"
# True before anybody knows more; the public reads them, so they are said in its language.
REASONS = {
    "look": _("We have withdrawn this notice while we look into it."),
    "wrong": _("This notice was wrong."),
    "mistake": _("This notice went out by mistake."),
    "inside": _("A link or a picture in this notice showed something else than we meant."),
}


def quick_reasons(language: str) -> dict[str, str]:
    """Reasons in the language of the notice they are about."""
    with override(language or get_language()):
        return {name: str(sentence) for name, sentence in REASONS.items()}


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RevisionForm(forms.Form):
    """Which wording, as it was seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SendBackForm(RevisionForm):
    """The second person's no."""

    reason = forms.CharField(
        label=_("What has to change"), required=False, max_length=500, widget=_lines(2)
    )


class BreakGlassForm(RevisionForm):
    """Without a second person."""

    reason = forms.CharField(
        label=_("Why nobody else can approve this now"),
        required=False,
        max_length=500,
        help_text=_("Everybody concerned is told, and another person has to review it."),
        widget=_lines(2),
    )


class RetractForm(forms.Form):
    """Take down, with a reason that one thumb can choose, or in own words, which win."""

    choice = forms.ChoiceField(
        label=_("Why it is withdrawn"), required=False, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=300,
        help_text=_("One sentence. The public reads it in place of the notice."),
    )
    instead = forms.CharField(
        label=_("What is true instead"),
        required=False,
        max_length=5000,
        help_text=_("Leave it empty if you do not know yet."),
        widget=_lines(2),
    )

    def __init__(self, *args: Any, language: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.said_in, self.reasons = language, quick_reasons(language)
        field: Any = self.fields["choice"]
        field.choices = [*self.reasons.items(), (OWN_WORDS, _("In my own words, below"))]
        field.initial = next(iter(self.reasons))

    def clean(self) -> dict[str, Any]:
        """The sentence that was chosen, unless somebody wrote one."""
        said = super().clean() or self.cleaned_data
        chosen = self.reasons.get(said.get("choice", ""), "")
        return said | {"reason": said.get("reason", "").strip() or chosen}


class PlainForm(forms.Form):
    """A button alone."""


class SettleForm(forms.Form):
    """What a person saw on the platform."""

    delivery = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("What you see there"),
        choices=[("stands", _("It stands there")), ("gone", _("It is gone, or never was there"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it stands there or is gone.")},
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=240,
        help_text=_("Where you looked; it is kept as proof with your name."),
    )


class SeveralForm(RetractForm):
    """Take several notices down for one reason."""

    code = forms.MultipleChoiceField(
        label=_("Notices"),
        widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Choose at least one notice.")},
    )

    def __init__(self, *args: Any, codes: Iterable[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["code"]
        field.choices = [(code, code) for code in codes]


class ReviewForm(forms.Form):
    """What the review of a broken glass found."""

    approval = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What the review found"), required=False, max_length=500, widget=_lines(2)
    )


FORMS: dict[str, type[forms.Form]] = {
    "submit": RevisionForm,
    "approve": RevisionForm,
    "send-back": SendBackForm,
    "discard": RevisionForm,
    "break-glass": BreakGlassForm,
    "retract": RetractForm,
    "issue-prepared": PlainForm,
    "settle": SettleForm,
    "close-review": ReviewForm,
}

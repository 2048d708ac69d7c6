"""The small forms on a notice's page, one per verb."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


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
    """Take back."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"),
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
    "break-glass": BreakGlassForm,
    "retract": RetractForm,
    "issue-prepared": PlainForm,
    "settle": SettleForm,
    "close-review": ReviewForm,
}

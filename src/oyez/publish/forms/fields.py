"""The parts of the composer's form that come more than once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from oyez.govern.models import Channel


class When(forms.DateTimeField):
    """A local time, as a browser's own control sends it."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages: ClassVar = {"invalid": _("Write date and time like 2026-11-21T14:30.")}


def text(label: Any, rows: int = 0, hint: Any = "", **attrs: object) -> forms.CharField:
    """Words as they were typed."""
    attrs = {"dir": "auto", **attrs}
    widget = forms.Textarea(attrs={"rows": rows, **attrs}) if rows else forms.TextInput(attrs=attrs)
    # The rules of the domain judge the text itself; here nothing is cut away from it.
    return forms.CharField(label=label, required=False, strip=False, help_text=hint, widget=widget)


def hidden() -> forms.CharField:
    """A value that the page carries for itself."""
    return forms.CharField(required=False, widget=forms.HiddenInput)


def language_fields(
    number: int, choices: Sequence[tuple[str, str]], *, prepared: bool
) -> dict[str, forms.Field]:
    """One language: what is said in it, and the correction that is prepared."""
    code = choices[min(number, len(choices) - 1)][0]
    found: dict[str, forms.Field] = {
        f"language_{number}": forms.ChoiceField(
            label=_("Language"), choices=choices, initial=code, required=False
        ),
        f"headline_{number}": text(_("Headline")),
        f"body_{number}": text(_("Text"), rows=8),
    }
    if prepared:
        found[f"prepared_headline_{number}"] = text(_("Headline of the correction"))
        found[f"prepared_body_{number}"] = text(_("Text of the correction"), rows=4)
    return found


def picture_fields(number: int) -> dict[str, forms.Field]:
    """One place for a picture."""
    # The file goes with the picture's own request, never with the text's.
    return {
        f"kept_{number}": hidden(),
        f"picture_{number}": forms.FileField(
            label=_("Picture"),
            required=False,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": "image/*"}),
        ),
        f"alt_{number}": text(
            _("Description"), hint=_("What the picture shows, for people who cannot see it.")
        ),
        f"drop_{number}": forms.BooleanField(label=_("Leave this picture out"), required=False),
    }


def channel_fields(channel: Channel) -> dict[str, forms.Field]:
    """A text by hand, and the digest of what stood in its box before."""
    box = text(channel.name, rows=5, lang=channel.language)
    return {f"hand_{channel.pk}": box, f"shown_{channel.pk}": hidden()}

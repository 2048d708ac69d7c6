"""Forms about an authority: its entry, and how it looks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from oyez.domain.colour import Judged, judge, rgb
from oyez.govern.crest import MOST_BYTES
from oyez.govern.models import Authority
from oyez.govern.official import LISTS
from oyez.govern.places import ROUTES

_HEX = {"maxlength": "7", "autocomplete": "off", "spellcheck": "false"}


def _list(label: Any, hint: Any) -> forms.CharField:
    """A list that is written line by line."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )


class EntryForm(forms.Form):
    """Name, how people reach the authority, and what is its own."""

    name = forms.CharField(label=_("Name"), max_length=200)
    emergency = forms.CharField(
        label=_("Emergency number"), max_length=60, required=False, help_text=_("Such as 112.")
    )
    non_emergency = forms.CharField(
        label=_("Telephone, when nobody is in danger"), max_length=60, required=False
    )
    online = forms.CharField(
        label=_("Reporting online"),
        max_length=300,
        required=False,
        help_text=_("An address that begins with https://."),
    )
    chat = forms.CharField(
        label=_("Chat"),
        max_length=300,
        required=False,
        help_text=_("An address that begins with https://."),
    )

    official_domains = _list(
        _("Your own sites"),
        _("One domain per line, such as police.example; what lies below counts."),
    )
    approved_domains = _list(
        _("Sites of others that you trust"), _("One domain per line. Nobody is asked about them.")
    )
    known_numbers = _list(
        _("Numbers that people may be told to call"),
        _("One per line. A number that ends in -0 stands for all its extensions."),
    )

    def __init__(self, data: object, authority: Authority) -> None:
        initial = {"name": authority.name} | dict(authority.contact)
        initial |= {name: "\n".join(getattr(authority, name)) for name in LISTS}
        super().__init__(data, initial=initial, auto_id="entry_%s")  # type: ignore[arg-type]

    def contact(self) -> dict[str, str]:
        """The routes as the verb takes them."""
        return {route: self.cleaned_data[route] for route in sorted(ROUTES)}

    def lists(self) -> dict[str, list[str]]:
        """Own and trusted sites, and known numbers, as the verb takes them."""
        return {name: self.cleaned_data[name].splitlines() for name in LISTS}


class BrandForm(forms.Form):
    """Crest, colours and languages."""

    crest = forms.FileField(
        label=_("Crest or logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP with 2 MB at most; it is shown 26 pixels high."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    without = forms.BooleanField(label=_("Without a crest"), required=False)
    bar = forms.CharField(
        label=_("Colour of the bar"),
        required=False,
        help_text=_("Like #0c2340; empty for the colours of Oyez."),
        widget=forms.TextInput(attrs=_HEX),
    )
    accent = forms.CharField(
        label=_("Colour of links and buttons"),
        required=False,
        help_text=_("Like #0b4f8a."),
        widget=forms.TextInput(attrs=_HEX),
    )
    first = forms.ChoiceField(
        label=_("Language in which the public pages open"), choices=settings.LANGUAGES
    )
    also = forms.MultipleChoiceField(
        label=_("Other languages of the public pages"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: object, files: object, authority: Authority) -> None:
        chosen = authority.languages or [settings.LANGUAGE_CODE]
        initial = authority.colours | {"first": chosen[0], "also": chosen[1:]}
        super().__init__(data, files, initial=initial, auto_id="brand_%s")  # type: ignore[arg-type]

    def wanted(self) -> dict[str, Any]:
        """The fields as the verb takes them."""
        found = self.cleaned_data
        languages = [found["first"], *(code for code in found["also"] if code != found["first"])]
        return {
            "crest": self._crest(),
            "colours": {"bar": found["bar"], "accent": found["accent"]},
            "languages": languages,
        }

    def judged(self) -> list[Judged]:
        """How well the colours read that stand in the form, if both are colours."""
        bar, accent = (str(self[name].value() or "").strip().lower() for name in ("bar", "accent"))
        return judge(bar, accent) if rgb(bar) and rgb(accent) else []

    def shown(self) -> dict[str, str]:
        """The colours that stand in the form."""
        return {name: str(self[name].value() or "").strip() for name in ("bar", "accent")}

    def _crest(self) -> bytes | None:
        if self.cleaned_data["without"]:
            return b""
        sent = self.cleaned_data["crest"]
        # One byte too many is enough for the verb to refuse it.
        return sent.read(MOST_BYTES + 1) if sent else None

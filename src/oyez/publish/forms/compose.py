"""The form of a notice: texts, links, pictures, times, and a text by hand per channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from oyez.accounts.models import Person
from oyez.domain.errors import say
from oyez.domain.notice import Urgency
from oyez.domain.screening import Kind
from oyez.domain.text import sha256
from oyez.govern.models import Channel, Unit
from oyez.publish.draft import Draft, Words
from oyez.publish.forms.deciding import KINDS
from oyez.publish.forms.fields import (
    When,
    channel_fields,
    hidden,
    language_fields,
    picture_fields,
    text,
)
from oyez.publish.forms.findings import Block, findings
from oyez.publish.forms.languages import blocks_of, choices_of, name_of
from oyez.publish.pictures import MOST_PICTURES
from oyez.web.translate import spoken

URGENCIES = (
    (Urgency.ROUTINE, _("Routine")),
    (Urgency.IMPORTANT, _("Important")),
    (Urgency.CRITICAL, _("Critical")),
)
DAMAGED = say("Some characters arrived damaged, shown as \ufffd. Please type them again.")
TWICE = say("This language is there already; each language stands once.")


class ComposeForm(forms.Form):
    """A notice or a correction as typed; `draft()` is its value for the verbs."""

    form_key = hidden()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    conflict = forms.IntegerField(required=False, widget=forms.HiddenInput)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=None)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=URGENCIES, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=KINDS,
        required=False,
        help_text=_("The rules judge the same words by it: a missing person is named on purpose."),
    )
    note = text(_("What is corrected"), hint=_("In a few words; the public reads it."))
    links = text(_("Links"), rows=2, hint=_("One address per line."))
    area = text(_("Area"), hint=_("The place in words, such as Lingen, Altenlingen."))
    scheduled_at = When(
        label=_("Send at"), required=False, help_text=_("Empty: as soon as it is approved.")
    )
    valid_until = When(
        label=_("Valid until"), required=False, help_text=_("Empty: until it is taken back.")
    )
    ask = forms.ModelChoiceField(
        label=_("Who approves"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Whoever is there"),
        help_text=_("The person is told as soon as you submit."),
        error_messages={"invalid_choice": _("This person cannot approve this text.")},
    )

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        units: Iterable[Unit],
        channels: Iterable[Channel],
        languages: Sequence[str],
        approvers: Iterable[Person],
        correcting: bool = False,
        fixed: bool = False,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["ask"].queryset = approvers  # type: ignore[attr-defined]
        self.correcting, self.channels = correcting, list(channels)
        self.numbers = range(blocks_of(languages))
        for number in self.numbers:
            offered = choices_of(languages)
            self.fields |= language_fields(number, offered, prepared=not correcting)
        for number in range(MOST_PICTURES):
            self.fields |= picture_fields(number)
        for channel in self.channels:
            self.fields |= channel_fields(channel)
        left_out = ["unit"] if fixed else []
        left_out += (
            ["urgency", "kind", "area", "scheduled_at", "valid_until"] if correcting else ["note"]
        )
        for name in left_out:
            del self.fields[name]

    def clean(self) -> dict[str, object]:
        """Say of every field what arrived damaged."""
        for name, value in self.cleaned_data.copy().items():
            if isinstance(value, str) and "\ufffd" in value:
                self.add_error(name, spoken(DAMAGED))
        return self.cleaned_data

    def blocks(self) -> list[Block]:
        """The languages in which something was typed; the first always counts."""
        found = []
        for number in self.numbers:
            texts = [self._typed(f"{name}_{number}") for name in ("headline", "body")]
            ready = [self._typed(f"prepared_{name}_{number}") for name in ("headline", "body")]
            language = self._typed(f"language_{number}")
            prepared = Words(language, *ready) if any(map(str.strip, ready)) else None
            if number == 0 or prepared or any(map(str.strip, texts)):
                found.append(Block(number, Words(language, *texts), prepared))
        return found

    def draft(self) -> Draft:
        """What was typed, as the verbs take it."""
        blocks, data = self.blocks(), self.cleaned_data
        return Draft(
            texts=[block.words for block in blocks],
            urgency=Urgency(data.get("urgency") or Urgency.ROUTINE),
            links=[line.strip() for line in self._typed("links").splitlines() if line.strip()],
            area=self._typed("area"),
            valid_until=data.get("valid_until"),
            scheduled_at=data.get("scheduled_at"),
            prepared=[block.prepared for block in blocks if block.prepared],
            by_hand=self.by_hand(),
            note=self._typed("note"),
            kind=Kind(data.get("kind") or Kind.NEWS),
        )

    def by_hand(self) -> dict[int, str]:
        """The texts that differ from what was offered; an emptied one is made by rule again."""
        found = {}
        for channel in self.channels:
            text = self._typed(f"hand_{channel.pk}")
            if text.strip() and sha256(text) != self._typed(f"shown_{channel.pk}"):
                found[channel.pk] = text
        return found

    def find(self, now: datetime) -> Draft:
        """The draft, with everything the rules object to said at its field."""
        draft, blocks = self.draft(), self.blocks()
        for field, sentence in findings(draft, blocks, now, first=not self.correcting):
            self.say_at(field, spoken(sentence))
        languages = [block.words.language for block in blocks]
        for place, block in enumerate(blocks):
            if block.words.language in languages[:place]:
                self.say_at(f"language_{block.number}", spoken(TWICE))
        return draft

    def say_at(self, field: str, text: str) -> None:
        """Put a sentence at a field, once, or above the form where there is no such field."""
        if field not in self.fields:
            self.add_error(None, text)
        elif not self.has_error(field):
            self.add_error(field, text)

    def _typed(self, name: str) -> str:
        # What failed its field's own check is still what the person typed.
        value = self.cleaned_data.get(name, self.data.get(name))
        return value if isinstance(value, str) else ""

    def language_blocks(self) -> list[dict[str, object]]:
        """The fields of each language, for the page."""
        return [self._block_fields(number) for number in self.numbers]

    def _block_fields(self, number: int) -> dict[str, object]:
        names = ("language", "headline", "body")
        choice, *texts = (self[f"{name}_{number}"] for name in names)
        ready: list[BoundField] = []
        if not self.correcting:
            ready = [self[f"prepared_{name}_{number}"] for name in ("headline", "body")]
        code = str(choice.value() or "")
        for field in (*texts, *ready):
            field.field.widget.attrs["lang"] = code
        return {
            "number": number,
            "code": code,
            "name": name_of(code),
            "choice": choice,
            "texts": texts,
            "prepared": ready,
            "length": sum(len(str(field.value() or "").strip()) for field in texts),
            "used": number == 0 or _used(texts),
            "open": number == 0 or _used(texts) or bool(choice.errors),
            "prepared_open": number == 0 or _used(ready),
            "prepared_used": _used(ready),
        }

    @property
    def prepares(self) -> bool:
        """Whether something of a prepared correction is there."""
        return any(block["prepared_used"] for block in self.language_blocks())

    def slots(self) -> list[dict[str, object]]:
        """The picture slots, for the page."""
        names = ("kept", "picture", "alt", "drop")
        rows = [{name: self[f"{name}_{n}"] for name in names} for n in range(MOST_PICTURES)]
        return [{**row, "has": bool(row["kept"].value())} for row in rows]


def _used(fields: Iterable[BoundField]) -> bool:
    return any(field.errors or str(field.value() or "").strip() for field in fields)

"""What lies on the table while somebody writes: the form, the notice, the previews."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.domain.notice import RevisionKind, Urgency
from oyez.domain.text import sha256
from oyez.govern.models import Unit
from oyez.govern.queries import channels_for
from oyez.publish import queries
from oyez.publish.draft import Draft, Words
from oyez.publish.forms.compose import LANGUAGES, ComposeForm
from oyez.publish.forms.slots import seal
from oyez.publish.models import Notice, Revision
from oyez.publish.preview import Preview, of_variant, previews
from oyez.publish.views.difference import between


@dataclass
class Bench:
    """One person writing one text. `before` is what a correction begins from."""

    by: Person
    unit: Unit | None
    units: QuerySet[Unit]
    notice: Notice | None = None
    revision: Revision | None = None
    before: Revision | None = None
    correcting: bool = False
    data: QueryDict | None = None
    theirs: Revision | None = None

    @cached_property
    def form(self) -> ComposeForm:
        """The form, filled with what was sent or with what is stored."""
        return ComposeForm(
            self.data,
            units=self.units,
            channels=channels_for(self.unit) if self.unit else (),
            correcting=self.correcting,
            fixed=self.notice is not None,
            initial=self.stored if self.data is None else {},
        )

    @cached_property
    def stored(self) -> dict[str, object]:
        """The values that the form begins with."""
        found: dict[str, object] = {
            "form_key": secrets.token_urlsafe(16),
            "unit": self.unit.pk if self.unit else None,
            "urgency": "routine",
        }
        source = self.revision or self.before
        if source is None or self.notice is None:
            found["language_0"] = self.by.language
            taken = [code for code, _ in LANGUAGES if code != self.by.language]
            return found | {f"language_{n}": code for n, code in enumerate(taken, 1)}
        found |= _of_texts(source.texts, "") | _of_notice(self.notice)
        ready = queries.prepared_revision(self.notice)
        if ready is not None and not self.correcting:
            found |= _of_texts(ready.texts, "prepared_")
        found |= {"links": "\n".join(source.links), "version": source.version}
        if self.revision is not None:
            found["note"] = self.revision.note
        for number, picture in enumerate(queries.pictures_of(source)):
            found |= {f"kept_{number}": seal(picture), f"alt_{number}": picture.alt}
        return found | self._hands()

    def _hands(self) -> dict[str, object]:
        found: dict[str, object] = {}
        if self.revision is None or self.notice is None:
            return found
        for variant in queries.variants_of(self.revision):
            one = of_variant(variant, self.notice.code)
            found[f"hand_{variant.channel_id}"] = one.bare
            found[f"shown_{variant.channel_id}"] = "" if one.by_hand else sha256(one.bare)
        return found

    @property
    def begun(self) -> Draft:
        """The draft that is stored, for previews of a form nobody has sent yet."""
        source = self.revision or self.before
        texts = [Words(w["language"], w["headline"], w["body"]) for w in source.texts]  # type: ignore[union-attr]
        hands = {}
        if self.revision is not None:
            rows = queries.variants_of(self.revision).filter(by_hand=True)
            hands = {row.channel_id: row.text for row in rows}
        urgency = Urgency(self.notice.urgency if self.notice else "routine")
        return Draft(texts, urgency=urgency, by_hand=hands)

    def previews(self, draft: Draft | None = None) -> list[Preview]:
        """What each channel would send; nothing while nothing is written."""
        draft = draft or self.form.draft()
        if self.unit is None or not any(w.headline.strip() + w.body.strip() for w in draft.texts):
            return []
        kind = RevisionKind.CORRECTION if self.correcting else RevisionKind.FIRST
        code = self.notice.code if self.notice else ""
        return previews(self.unit, draft, at=timezone.now(), code=code, kind=kind)

    def shown(self) -> list[dict[str, object]]:
        """Every channel with its preview, its counter and its field for a text by hand."""
        if self.data is None and self.revision is None:
            return []
        found = self.previews(self.begun if self.data is None else None)
        return [
            {
                "preview": one,
                "hand": self.form[f"hand_{one.channel.pk}"],
                "shown": self.form[f"shown_{one.channel.pk}"],
            }
            for one in found
        ]

    def difference(self) -> list[dict[str, object]]:
        """Between what somebody else saved meanwhile and what is typed here."""
        if self.theirs is None:
            return []
        mine = [one.as_json() for one in self.form.draft().texts]
        return list(between(self.theirs.texts, mine))


def offer(bench: Bench, draft: Draft, values: QueryDict) -> None:
    """Put the text made by rule into every box that nobody has written in."""
    for one in bench.previews(draft):
        if not one.by_hand:
            values[f"hand_{one.channel.pk}"] = one.bare
            values[f"shown_{one.channel.pk}"] = sha256(one.bare)


def _of_texts(texts: list[dict[str, str]], prefix: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for number, one in enumerate(texts):
        if not prefix:
            found[f"language_{number}"] = one["language"]
        found[f"{prefix}headline_{number}"] = one["headline"]
        found[f"{prefix}body_{number}"] = one["body"]
    return found


def _of_notice(notice: Notice) -> dict[str, object]:
    return {
        "urgency": notice.urgency,
        "area": notice.area,
        "valid_until": notice.valid_until,
        "scheduled_at": notice.scheduled_at,
    }

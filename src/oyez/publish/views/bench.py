"""What lies on the table while somebody writes: the form, the notice, the previews."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from oyez.accounts.models import Person
from oyez.domain.notice import RevisionKind, RevisionState, Urgency
from oyez.domain.screening import Kind
from oyez.domain.text import sha256
from oyez.govern.models import Channel, Unit
from oyez.govern.queries import channels_for
from oyez.publish import queries
from oyez.publish.draft import Draft, Words
from oyez.publish.forms.compose import ComposeForm
from oyez.publish.forms.languages import languages_of
from oyez.publish.forms.slots import Slots, opened, seal
from oyez.publish.models import Jotting, Notice, Revision, Seat
from oyez.publish.pictures import Taken
from oyez.publish.preview import Preview, bare, previews
from oyez.publish.queries import composer
from oyez.publish.views.difference import between
from oyez.web.translate import spoken

# Stands for a picture whose name is too old to be opened.
UNKNOWN = Taken("", "", 0, 0, "")


@dataclass
class Bench:
    """One person writing one text. `before` is what a correction begins from.

    `data` is what was typed, where it was sent or comes from a jotting; `digest` names what was
    sent, so that the same click twice is known; `theirs` is what somebody else saved meanwhile.
    """

    by: Person
    unit: Unit | None
    units: QuerySet[Unit]
    notice: Notice | None = None
    revision: Revision | None = None
    before: Revision | None = None
    correcting: bool = False
    data: QueryDict | None = None
    digest: str = ""
    jotting: Jotting | None = None
    theirs: Revision | None = None

    @cached_property
    def address(self) -> str:
        """Where this text is written."""
        if self.notice is None:
            return "/notices/new/"
        return f"/notices/{self.notice.code}/{'edit' if self.revision else 'correct'}/"

    @property
    def plain_draft(self) -> bool:
        """Whether nobody but its authors has seen it, so that it may be saved by the clock."""
        return self.revision is not None and self.revision.state == RevisionState.DRAFT

    @cached_property
    def channels(self) -> list[Channel]:
        """Where the unit speaks."""
        return list(channels_for(self.unit)) if self.unit else []

    @cached_property
    def languages(self) -> list[str]:
        """The languages to write in, the one that begins the notice first."""
        source = self.revision or self.before
        texts = [*(source.texts if source else ()), *(self.ready.texts if self.ready else ())]
        written = [words["language"] for words in texts]
        others = languages_of(self.unit, self.channels, self.by.language)
        return list(dict.fromkeys([*written, *others]))

    @cached_property
    def ready(self) -> Revision | None:
        """The prepared correction that is stored."""
        if self.notice is None or self.correcting:
            return None
        return queries.prepared_revision(self.notice)

    @cached_property
    def form(self) -> ComposeForm:
        """The form, filled with what was sent or with what is stored."""
        unit = self.unit
        return ComposeForm(
            self.data,
            units=self.units,
            channels=self.channels,
            languages=self.languages,
            approvers=composer.approvers(unit, self.by, self.notice) if unit else (),
            correcting=self.correcting,
            fixed=self.notice is not None,
            initial=self.stored if self.data is None else {},
        )

    @property
    def form_key(self) -> str:
        """The name of this very form, in this very window."""
        return str(self.form["form_key"].value() or "")

    @cached_property
    def seat(self) -> Seat | None:
        """What this window did before, if it did."""
        if self.notice is None:
            return None
        return composer.seat_of(self.notice, self.by, self.form_key)

    @cached_property
    def stored(self) -> dict[str, object]:
        """The values that the form begins with."""
        found: dict[str, object] = {
            "form_key": secrets.token_urlsafe(16),
            "unit": self.unit.pk if self.unit else None,
            "urgency": "routine",
        }
        found |= {f"language_{n}": code for n, code in enumerate(self.languages)}
        source = self.revision or self.before
        if source is None or self.notice is None:
            return found
        found |= _of_texts(source.texts, "", self.languages) | _of_notice(self.notice)
        if self.ready is not None:
            found |= _of_texts(self.ready.texts, "prepared_", self.languages)
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
            text = bare(variant.text, self.notice.code)
            found[f"hand_{variant.channel_id}"] = text
            found[f"shown_{variant.channel_id}"] = "" if variant.by_hand else sha256(text)
        return found

    @property
    def begun(self) -> Draft:
        """The draft that is stored, for previews of a form nobody has sent yet."""
        source = self.revision or self.before
        if source is None:
            return Draft([Words(self.languages[0], "", "")])
        texts = [Words(w["language"], w["headline"], w["body"]) for w in source.texts]
        hands = {}
        if self.revision is not None:
            rows = queries.variants_of(self.revision).filter(by_hand=True)
            hands = {row.channel_id: row.text for row in rows}
        urgency = Urgency(self.notice.urgency if self.notice else "routine")
        kind = Kind(self.notice.kind or Kind.NEWS) if self.notice else Kind.NEWS
        return Draft(texts, urgency=urgency, links=source.links, by_hand=hands, kind=kind)

    @cached_property
    def draft(self) -> Draft:
        """What is written now: as sent, or as stored."""
        return self.begun if self.data is None else self.form.draft()

    @cached_property
    def previews(self) -> list[Preview]:
        """What each channel would send."""
        if self.unit is None:
            return []
        kind = RevisionKind.CORRECTION if self.correcting else RevisionKind.FIRST
        code = self.notice.code if self.notice else ""
        now = timezone.now()
        return previews(self.unit, self.draft, at=now, code=code, kind=kind, alts=self.alts)

    @property
    def pictures(self) -> list[Taken]:
        """The pictures in the form; one without words counts as a picture too."""
        rows = [(slot["kept"], slot["alt"]) for slot in self.form.slots() if slot["has"]]
        values = [(str(kept.value()), str(alt.value() or "")) for kept, alt in rows]  # type: ignore[attr-defined]
        return [replace(opened(token) or UNKNOWN, alt=alt) for token, alt in values]

    @property
    def alts(self) -> list[str]:
        """What the pictures are described as."""
        return [one.alt for one in self.pictures]

    @property
    def same_texts(self) -> bool:
        """Whether what is typed is what is stored."""
        self.form.is_valid()
        mine = [one.as_json() for one in self.form.draft().texts]
        return self.revision is not None and mine == self.revision.texts

    def judge(self, now: datetime, slots: Slots) -> None:
        """Say at its field whatever the rules object to."""
        self.form.find(now)
        for name, sentence in slots.errors.items():
            self.form.say_at(name, spoken(sentence))
        for one in self.previews:
            if one.error:
                self.form.say_at(f"hand_{one.channel.pk}", spoken(one.error))

    def stand_beside(self, theirs: Revision) -> None:
        """Show what somebody else saved; the next button, and no clock, puts this text over it."""
        self.theirs = theirs
        if self.data is not None:
            self.data["version"] = self.data["conflict"] = str(theirs.version)

    def difference(self) -> list[dict[str, object]]:
        """Between what somebody else saved meanwhile and what is typed here."""
        if self.theirs is None:
            return []
        mine = [one.as_json() for one in self.form.draft().texts]
        return list(between(self.theirs.texts, mine))


def offer(bench: Bench, values: QueryDict) -> None:
    """Put the text made by rule into every box that nobody has written in."""
    for one in bench.previews:
        if not one.by_hand:
            values[f"hand_{one.channel.pk}"] = one.bare
            values[f"shown_{one.channel.pk}"] = sha256(one.bare)


def _of_texts(texts: list[dict[str, str]], prefix: str, languages: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for one in texts:
        number = languages.index(one["language"])
        found[f"{prefix}headline_{number}"] = one["headline"]
        found[f"{prefix}body_{number}"] = one["body"]
    return found


def _of_notice(notice: Notice) -> dict[str, object]:
    return {
        "urgency": notice.urgency,
        "kind": notice.kind or Kind.NEWS,
        "area": notice.area,
        "valid_until": notice.valid_until,
        "scheduled_at": notice.scheduled_at,
    }

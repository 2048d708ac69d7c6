"""What an item's page shows: worked out once for the page and for a form that was refused."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property

from django.forms import Form
from django.http import HttpRequest
from django.utils import timezone

from oyez.domain.channel import Standing
from oyez.domain.inbox.answering import may_answer, needs_second
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.labels import KEYS
from oyez.domain.inbox.sending import State
from oyez.domain.roles import Verb
from oyez.domain.verdict import GO
from oyez.govern.queries import freezes_in_force, standings
from oyez.listen import queries
from oyez.listen.abilities import Can, can, counted
from oyez.listen.actions.answer import matter_of
from oyez.listen.forms.item import AnswerForm, AssignForm, LabelForm, MeasureForm, NoteForm
from oyez.listen.keeping import Keeping
from oyez.listen.models import Deed, InboxItem, Score
from oyez.listen.wording import Ready, language_by, ready_answers, routes_text
from oyez.listen.words import DEEDS, LABELS, STATES, why
from oyez.publish.queries import Sight


@dataclass(frozen=True, slots=True)
class Refused:
    """The form that a rule has refused, and the verb it was sent to."""

    verb: str
    form: Form


@dataclass
class Sheet:
    """An item before somebody; `refused` is their form that a rule sent back."""

    request: HttpRequest
    by: Sight
    item: InboxItem
    refused: Refused | None = None

    def __post_init__(self) -> None:
        self.now, self.keeping = timezone.now(), Keeping()
        self.path = self.item.channel.unit.path

    @cached_property
    def deeds(self) -> list[Deed]:
        """Everything that was done about it, the oldest first."""
        return list(queries.deeds_of(self.item))

    @cached_property
    def standing(self) -> Standing:
        """What decides about its channel now."""
        freezes, pk = self.by.once(freezes_in_force), self.item.channel_id
        return standings([pk], self.now, freezes)[pk]

    @cached_property
    def able(self) -> Can:
        """What platform and house rules allow."""
        return can(self.item, self.standing)

    @cached_property
    def score(self) -> Score | None:
        """What a machine thought of it last."""
        return queries.newest_scores([self.item.pk]).get(self.item.pk)

    @cached_property
    def language(self) -> str:
        """The language to answer in."""
        return language_by(self.score, self.item)

    @cached_property
    def ready(self) -> list[Ready]:
        """Saved answers that fit it."""
        return ready_answers(self.item, self.keeping, self.language)

    @cached_property
    def routes(self) -> str:
        """The official routes as an answer."""
        return routes_text(self.item, self.keeping, self.now, self.language)

    def may(self, verb: Verb) -> bool:
        """Whether the person may do this there."""
        return self.by.may(verb, self.path)

    def form(self, verb: str) -> Form | None:
        """The form of a verb as it was sent, where a rule said no."""
        return self.refused.form if self.refused and self.refused.verb == verb else None

    def begun(self) -> dict[str, object]:
        """What a form for a deed carries: the last deed that is shown, and its own key."""
        seen = max((deed.pk for deed in self.deeds), default=0)
        return {"seen": seen, "form_key": secrets.token_hex(16)}

    def forms(self) -> dict[str, object]:
        """The forms beside the answer."""
        measures = self.measures() if self.may(Verb.MODERATE) else []
        people = queries.carers(self.item)
        to = {"to": str(self.item.assigned_to_id or "")}
        known = self.able.rules - self.able.platform
        return {
            "labels": [
                {"value": one.value, "word": LABELS[one], "key": key} for one, key in KEYS.items()
            ],
            "label_form": self.form("label") or LabelForm(auto_id="label_%s"),
            "assign_form": self.form("assign")
            or AssignForm(initial=to, people=people, auto_id="assign_%s"),
            "note_form": self.form("note") or NoteForm(auto_id="note_%s"),
            "measures": measures,
            "impossible": bool(known),
            "measure_form": self.form("measure")
            or MeasureForm(initial=self.begun(), kinds=measures, auto_id="measure_%s"),
        }

    def measures(self) -> list[Kind]:
        """What can be done about it; it can be shown again only where it was hidden last."""
        hidden = [
            deed.kind
            for deed in self.deeds
            if deed.kind in {Kind.HIDE, Kind.UNHIDE} and deed.state == State.DONE
        ]
        never = {Kind.REPLY, Kind.HIDE if hidden[-1:] == [Kind.HIDE] else Kind.UNHIDE}
        return [kind for kind in Kind if kind in self.able.both - never]

    def answering(self) -> dict[str, object]:
        """Whether there can be an answer, what is ready, and what was typed or chosen."""
        verdict, form = may_answer(self.standing), self.form("answer")
        text = str(form.data.get("text", "")) if form else self.chosen()
        begun = self.begun() | {"text": text}
        here = self.item.deleted_at is None
        return {
            "may_answer": self.may(Verb.ANSWER),
            "can_answer": here and Kind.REPLY in self.able.platform,
            "held": None if verdict is GO else verdict.reason,
            "ready": self.ready,
            "routes": self.routes,
            "answer_form": form or AnswerForm(initial=begun, auto_id="answer_%s"),
            "count": counted(self.item, text) if text else None,
            "second": needs_second(matter_of(self.item), saved=False),
        }

    def chosen(self) -> str:
        """The words of a ready answer that somebody has chosen by its link."""
        asked = self.request.GET.get("use", "")
        known = {str(one.row.pk): one.text for one in self.ready}
        return self.routes if asked == "routes" else known.get(asked, "")

    def lines(self) -> list[Line]:
        """The deeds as the page shows them."""
        return [self._line(deed) for deed in self.deeds]

    def _line(self, deed: Deed) -> Line:
        reply = deed.kind == Kind.REPLY
        word, tone = STATES[deed.state]
        acts = self.may(Verb.ANSWER if reply else Verb.MODERATE)
        agrees = self.may(Verb.APPROVE if reply else Verb.MODERATE)
        other = deed.asked_by_id != self.by.person.pk
        return Line(
            deed=deed,
            what=DEEDS[deed.kind],
            word=word,
            tone=tone,
            why=why(deed, self.item.channel.platform),
            may_agree=agrees and other and deed.state == State.ASKED,
            may_leave=acts and deed.state in {State.ASKED, State.WANTED, State.BY_HAND},
            may_settle=acts and deed.state == State.BY_HAND,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One deed with the words for it, and what the person may do about it."""

    deed: Deed
    what: object
    word: object
    tone: str
    why: object
    may_agree: bool
    may_leave: bool
    may_settle: bool

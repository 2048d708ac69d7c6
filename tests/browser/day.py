"""One believable day: an authority with notices in every state, and one where all is empty."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import time_machine
from day_alarms import alarms
from day_archive import archive
from day_deeds import afternoon, first, go_out, morning, night, older
from day_found import found
from day_hands import hands
from day_heard import heard
from day_house import house, new_town
from day_inbox import inbox
from day_money import money
from day_plans import plans
from day_register import register
from day_reviews import reviews
from day_time import today
from day_watched import watched
from day_words import Said, words

from decided import answers, set_blocks_aside
from oyez.accounts.actions import grant
from oyez.accounts.models import Person
from oyez.domain.roles import Role
from oyez.proof.exercise.channels import Simulator
from oyez.proof.exercise.seed import seed
from oyez.proof.exercise.world import DERBYSHIRE, OSNABRUECK
from oyez.proof.stories.cast import Cast
from oyez.publish.actions import approve, compose, submit
from oyez.publish.draft import Draft
from oyez.publish.models import Notice, Revision

BODIES = {"en": DERBYSHIRE, "de": OSNABRUECK, "fr": OSNABRUECK}
PEOPLE = ("author", "approver", "duty", "governor", "deputy", "admin", "auditor")


@dataclass
class Day:
    """The rows by the names that the table of states gives them."""

    language: str
    cast: Cast
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, object] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The unit that speaks most."""
        return self.cast.body.units[0].slug

    def write(self, said: Said, at: datetime, *, unit: str = "", **more: object) -> Revision:
        """The author submits a text at that time."""
        given = {"texts": words(said, self.language, both=bool(more.pop("both", False)))} | more
        with time_machine.travel(at, tick=False):
            draft = Draft(**given)  # type: ignore[arg-type]
            notice = compose(self.people["author"], self.cast.unit(unit or self.slug), draft, at=at)
            set_blocks_aside(self.people["duty"], first(notice), self.people["author"], at)
            return submit(self.people["author"], first(notice), at=at)

    def say(self, said: Said, at: datetime, **more: object) -> Notice:
        """The same, approved four minutes later and out on every channel after a second."""
        revision = self.write(said, at, **more)
        later = at + timedelta(minutes=4)
        self.approve(revision, later)
        go_out(revision.notice, later)
        revision.notice.refresh_from_db()
        return revision.notice

    def approve(self, revision: Revision, at: datetime) -> None:
        """The second person's yes."""
        with time_machine.travel(at, tick=False):
            decided, version = answers(revision, at), revision.version
            approve(self.people["approver"], revision, version=version, at=at, decisions=decided)


def build(language: str = "en") -> Day:
    """Everything, at the times at which it happened."""
    with time_machine.travel(today(6, back=30), tick=False):
        seed(Simulator("http://127.0.0.1:8002", 8025), date(2026, 10, 22))
    cast = Cast(BODIES[language])
    day = Day(language, cast, {name: cast.person(name) for name in PEOPLE})
    with time_machine.travel(today(7, back=30), tick=False):
        grant(None, day.people["auditor"], Role.AUDITOR, "/")
        grant(None, day.people["admin"], Role.ADMINISTRATOR, "/")
        day.people["new"] = new_town()
    Person.objects.update(language=language)
    for person in day.people.values():
        person.refresh_from_db()
    older(day)
    night(day)
    morning(day)
    afternoon(day)
    hands(day)
    house(day)
    heard(day)
    inbox(day)
    money(day)
    register(day)
    watched(day)
    alarms(day)
    archive(day)
    found(day)
    reviews(day)
    plans(day)
    return day


def codes_out() -> list[str]:
    """The notices that the public can read."""
    return list(Notice.objects.exclude(live_at=None).values_list("code", flat=True))

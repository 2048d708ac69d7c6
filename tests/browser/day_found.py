"""What the rules found on the day: a text with questions, and a draft that is blocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import time_machine
from day_time import today
from day_words import words

from decided import screened_link
from oyez.domain.screening import Kind, Level
from oyez.publish.actions import Watching, compose, screen, set_aside
from oyez.publish.draft import Draft
from oyez.publish.findings import open_findings

if TYPE_CHECKING:
    from day import Day

LINK = "https://www.marktfest.example/programm"
STREAM = "https://www.twitch.tv/boxingnight"
SAID = {
    "en": (
        "Handbag found at the fair",
        f"Sarah Collins has her bag back. The fair: {LINK}",
    ),
    "de": ("Handtasche gefunden", f"Sabine Hoffmann hat ihre Tasche zurück. Das Fest: {LINK}"),
    "fr": ("Sac retrouvé à la fête", f"Sophie Garnier a retrouvé son sac. La fête : {LINK}"),
}
IBAN = "DE89 3704 0044 0532 0130 00"
BLOCKED = {
    "en": ("The fight tonight", f"Watch it with us: {STREAM} and help the club: {IBAN}"),
    "de": ("Der Kampf heute Abend", f"Schaut mit uns: {STREAM} und helft dem Verein: {IBAN}"),
    "fr": ("Le combat de ce soir", f"Regardez avec nous : {STREAM} et aidez le club : {IBAN}"),
}
WHY = {
    "en": "The club has told us that it may be shown.",
    "de": "Der Verein hat uns gesagt, dass es gezeigt werden darf.",
    "fr": "Le club nous a dit que c’est permis.",
}


def found(day: Day) -> None:
    """In the afternoon."""
    revision = day.write(SAID, today(14, 2), kind=Kind.COMMUNITY)
    screened_link(LINK, SAID[day.language][0], today(14, 3))
    day.things["found"] = revision.notice.code
    _blocked(day)


def _blocked(day: Day) -> None:
    at, author = today(14, 10), day.people["author"]
    texts = words(BLOCKED, day.language)
    with time_machine.travel(at, tick=False):
        notice = compose(author, day.cast.unit(day.slug), Draft(texts), at=at)
        revision = notice.revisions.get(number=1)
        screen(revision, at=at)
        for one in open_findings(revision, Level.BLOCK):
            if one.code == "link:live_stream":
                watching = Watching(author, 25)
                set_aside(day.people["approver"], one, WHY[day.language], at=at, watching=watching)
    day.things["blocked"] = notice.code

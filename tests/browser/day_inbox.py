"""The inbox of the day: somebody in danger, a warning, an insult, answers, and two samples."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import time_machine
from day_time import NOW, today

from oyez.domain.inbox.annotation import Said
from oyez.domain.inbox.house_rules import Breach
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.labels import Label
from oyez.domain.inbox.routes import Routes
from oyez.domain.inbox.sending import State
from oyez.domain.sampling import Method
from oyez.listen.actions import (
    Ground,
    Kept,
    Saved,
    Wish,
    add_note,
    annotate,
    answer,
    assign,
    draw_sample,
    keep_inbox,
    label_item,
    moderate,
    save_answer,
)
from oyez.listen.handling import handle_due
from oyez.listen.hearing import take_in
from oyez.listen.models import Deed, InboxItem, Sample, Score
from oyez.listen.models.inbox_item import Place
from oyez.platforms import heard
from oyez.platforms.heard import Heard

if TYPE_CHECKING:
    from day import Day

# Name, author, words, and what a scorer says: label, how sure, place.
SAID = {
    "en": (
        ("rude", "grumpy_42", "You bunch of clowns cannot even close a road.", "abuse"),
        ("answered", "mia_r", "How long will the A52 stay closed?", "question"),
        ("warns", "tom.b", "Your link leads to a shop, not to the map!", "other"),
        ("urgent", "lena_k", "My neighbour fell, he is not breathing. What do I do?", "report"),
    ),
    "de": (
        ("rude", "grantler_42", "Ihr Clowns kriegt nicht mal eine Straße gesperrt.", "abuse"),
        ("answered", "mia_r", "Wie lange ist die B68 noch gesperrt?", "question"),
        ("warns", "tom.b", "Euer Link führt zu einem Laden, nicht zur Karte!", "other"),
        ("urgent", "lena_k", "Mein Nachbar ist gestürzt, er atmet nicht. Was tun?", "report"),
    ),
    "fr": (
        ("rude", "grognon_42", "Bande de clowns, même pas capables de fermer une rue.", "abuse"),
        ("answered", "mia_r", "La route reste fermée jusqu’à quelle heure ?", "question"),
        ("warns", "tom.b", "Votre lien mène à une boutique, pas à la carte !", "other"),
        ("urgent", "lena_k", "Mon voisin est tombé, il ne respire plus. Que faire ?", "report"),
    ),
}
PLACES = {"warns": Place.WARNING, "urgent": Place.URGENT}
WORDS = {
    "en": ("Until four at the latest.", "It insults a colleague.", "Told the road team.", "Map",
           "The map is here: {online}"),
    "de": ("Bis spätestens vier Uhr.", "Es beleidigt eine Kollegin.", "Verkehr weiß Bescheid.",
           "Karte", "Die Karte steht hier: {online}"),
    "fr": ("Jusqu’à seize heures au plus tard.", "Il insulte une collègue.",
           "L’équipe routière est prévenue.", "Carte", "La carte est ici : {online}"),
}  # fmt: skip
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "07:00-20:00") | {"sat": "08:00-16:00"}


def inbox(day: Day) -> None:
    """All of it."""
    unit = day.cast.unit(day.slug)
    day.things["unit"] = unit.pk
    routes = Routes("999", "101", "https://report.example", "https://chat.example")
    keep_inbox(None, unit, Kept(5, 240, routes, WEEK))
    _said, _reason, _note, name, text = WORDS[day.language]
    save_answer(None, unit, Saved(name, day.language, text), at=today(8))
    for number, (what, author, words, triage) in enumerate(SAID[day.language]):
        at = today(13, 40 + 5 * number)
        item = _come(day, what, heard.InboxItem(what, Heard.REPLY, author, words, at))
        _score(day, item, triage, at)
        day.things[what] = item.pk
    day.things["asked"] = _scored(day, "heard-1", "question").pk
    _scored(day, "heard-0", "question")
    _done(day)
    _samples(day)


def _come(day: Day, what: str, one: heard.InboxItem) -> InboxItem:
    channel, at = day.cast.channel(day.slug, "mastodon"), one.at
    with time_machine.travel(at, tick=False):
        take_in(channel, [one], at)
        handle_due(at)
    return InboxItem.objects.get(channel=channel, platform_id=what)


def _scored(day: Day, name: str, triage: str) -> InboxItem:
    item = InboxItem.objects.get(platform_id=name)
    _score(day, item, triage, item.at)
    return item


def _score(day: Day, item: InboxItem, triage: str, at: datetime) -> None:
    place = PLACES.get(item.platform_id, Place.OTHER)
    Score.objects.create(
        item=item, lang=day.language, abuse=0.9 if triage == "abuse" else 0.04,
        abusive=triage == "abuse", triage=triage, triage_p=0.83, urgent=place == Place.URGENT,
        alarm=0.91 if place == Place.WARNING else 0.01, alarming=place == Place.WARNING,
        scorer="fast", version="1", fingerprint="f" * 32, at=at,
    )  # fmt: skip
    InboxItem.objects.filter(pk=item.pk).update(
        place=place, suggested=triage, score_due_at=None, due_at=None
    )


def _done(day: Day) -> None:
    """A question that was answered, and an insult that waits for a second person."""
    said, reason, note, *_saved = WORDS[day.language]
    duty, at = day.people["duty"], today(14, 5)
    asked, rude = (InboxItem.objects.get(pk=day.things[name]) for name in ("answered", "rude"))
    with time_machine.travel(at, tick=False):
        label_item(duty, asked, Label.QUESTION, at=at)
        deed = answer(duty, asked, said, at=at)
        add_note(duty, asked, note, at=at)
        assign(duty, InboxItem.objects.get(pk=day.things["asked"]), day.people["author"])
        InboxItem.objects.filter(pk=rude.pk).update(channel=day.cast.channel(day.slug, "bluesky"))
        rude = InboxItem.objects.get(pk=rude.pk)
        label_item(duty, rude, Label.ABUSE, at=at)
        rude.refresh_from_db()
        moderate(duty, rude, Kind.BLOCK, Ground(Breach.INSULT, reason), at=at)
    url = f"{asked.channel.public_url}/99"
    Deed.objects.filter(pk=deed.pk).update(state=State.DONE, due_at=None, done_at=at, url=url)


def _samples(day: Day) -> None:
    """One that nobody has labelled, and one that is done, by two people."""
    channel, drawer = day.cast.channel(day.slug, "mastodon"), day.people["governor"]
    first, second = day.people["author"], day.people["approver"]
    wish = Wish(today(1, back=7), NOW, 10, 4711, Method.TWO_STAGE)
    with time_machine.travel(NOW, tick=False):
        day.things["sample"] = draw_sample(drawer, channel, wish, at=NOW).pk
        done: Sample = draw_sample(drawer, channel, wish, at=NOW)
        for number, one in enumerate(done.items.all()):
            word = Label.QUESTION if number % 2 else Label.OTHER
            gone = one.item.deleted_at is not None
            label = "cannot_tell" if gone else word.value
            annotate(first, one, Said(first.pk, label), at=NOW + timedelta(minutes=number))
            if one.twice:
                annotate(second, one, Said(second.pk, label), at=NOW + timedelta(minutes=number))
        day.things["labelled"] = done.pk

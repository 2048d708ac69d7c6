"""What the public said in the weeks before a review: plain sentences of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from oyez.domain.inbox.labels import Label
from oyez.govern.models import Channel
from oyez.listen.hearing import keep
from oyez.listen.models.event import How
from oyez.listen.raw import of_items
from oyez.platforms.heard import Heard, InboxItem
from oyez.review.gathering.frame import Span

WEEKS: Final = 12
SPREAD: Final = 37  # has no factor in common with 100, so that kinds alternate
SAID: Final[Mapping[str, Mapping[Label, Sequence[str]]]] = {
    "en": {
        Label.REPORT: (
            "A van without lights has been weaving along the A38 near Alfreton since eight.",
            "Somebody broke into the sheds behind our street last night, three are empty.",
            "There is a stolen looking motorbike dumped in the brook at Belper.",
        ),
        Label.QUESTION: (
            "Is the A6 open again after the crash this morning?",
            "Where do I hand in a purse that I found on the bus?",
            "What time does the road close for the parade on Sunday?",
        ),
        Label.THANKS: (
            "Thank you to the two officers who helped my mother home last night.",
            "Great work by the whole team, we feel safer for it.",
            "Thanks for the ride-out on Saturday, we all learned a lot.",
        ),
        Label.ABUSE: (
            "You useless idiots could not catch a cold, go to hell.",
            "Shut up you pathetic scum, nobody believes a word you say.",
            "Bunch of corrupt morons, I hope you all lose your jobs, you filth.",
        ),
        Label.SPAM: (
            "Earn 5000 a week from home, follow the link in my profile!",
            "CHEAP FOLLOWERS and likes, message me now for an offer!!!",
            "Win a new phone today, just click my page and sign up.",
        ),
        Label.OTHER: (
            "My uncle drove that road every day for thirty years.",
            "It has been raining here since Tuesday.",
            "That picture was taken near the old mill, I think.",
        ),
    },
    "de": {
        Label.REPORT: (
            "Auf der A 30 liegt bei Hasbergen ein Reifen auf der linken Spur.",
            "In der Nacht wurden bei uns in der Straße drei Keller aufgebrochen.",
            "Vor der Schule steht seit gestern ein Roller ohne Kennzeichen.",
        ),
        Label.QUESTION: (
            "Ist der Wall nach der Demonstration schon wieder frei?",
            "Wo gebe ich eine gefundene Geldbörse ab?",
            "Ab wann ist die Straße am Sonntag gesperrt?",
        ),
        Label.THANKS: (
            "Danke an die beiden, die meiner Mutter gestern geholfen haben.",
            "Gute Arbeit, wir fühlen uns sicher bei euch.",
            "Vielen Dank für die schnelle Hilfe am Bahnhof.",
        ),
        Label.ABUSE: (
            "Ihr unfähigen Idioten, verschwindet endlich.",
            "Haltet die Klappe, ihr erbärmlicher Haufen, euch glaubt keiner.",
            "Korruptes Pack, ihr gehört alle gefeuert.",
        ),
        Label.SPAM: (
            "5000 Euro in der Woche von zu Hause, Link in meinem Profil!",
            "BILLIGE FOLLOWER, schreib mir jetzt für ein Angebot!!!",
            "Gewinne heute ein neues Handy, klick einfach auf meine Seite.",
        ),
        Label.OTHER: (
            "Mein Onkel ist die Strecke dreißig Jahre lang gefahren.",
            "Hier regnet es seit Dienstag.",
            "Das Bild ist wohl an der alten Mühle aufgenommen.",
        ),
    },
}
# What a person who reads it would say it is; no scorer is asked.
TRUE: Final = {
    sentence: label
    for sentences in SAID.values()
    for label, several in sentences.items()
    for sentence in several
}


@dataclass(frozen=True, slots=True)
class Talk:
    """So many messages, so many of each kind per hundred; what is left over is about anything.

    In every week the same `elsewhere` people write who also write on other channels; what is more
    comes from `only_here` people in turn.
    """

    mix: Mapping[Label, int]
    many: int
    only_here: int = 0
    elsewhere: int = 0

    def author(self, called: str, number: int) -> str:
        """Who wrote this one."""
        place = number // WEEKS
        if place < self.elsewhere or not self.only_here:
            return f"neighbour_{place % max(1, self.elsewhere)}"
        return f"{called}_{number % self.only_here}"


def hear(channel: Channel, talk: Talk, span: Span) -> None:
    """Bring it into the inbox week by week, as if it had been polled then."""
    said = list(_messages(channel, talk))
    for week in range(WEEKS):
        at = span.begins_at + timedelta(weeks=week, days=2, hours=10)
        items = [_item(channel, number, words, at) for number, words in said[week::WEEKS]]
        keep(channel, How.POLL, of_items(items), items, now=at)


def _messages(channel: Channel, talk: Talk) -> Iterator[tuple[int, tuple[str, str]]]:
    kinds = [label for label, share in talk.mix.items() for _ in range(share)]
    kinds += [Label.OTHER] * (100 - len(kinds))
    sentences = SAID[channel.language]
    for number in range(talk.many):
        several = sentences[kinds[number * SPREAD % len(kinds)]]
        words = several[number // WEEKS % len(several)]
        yield number, (talk.author(channel.account, number), words)


def _item(channel: Channel, number: int, said: tuple[str, str], at: datetime) -> InboxItem:
    author, text = said
    when = at + timedelta(minutes=number)
    return InboxItem(f"{channel.account}-{number}", Heard.MENTION, author, text, when)

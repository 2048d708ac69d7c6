"""An authority whose channels are reviewed: what was said there, scored, drawn and labelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from newsroom import Newsroom, build, person
from oyez.accounts.models import Person
from oyez.domain.inbox.annotation import Turn
from oyez.domain.roles import Role
from oyez.domain.sampling import Method
from oyez.govern.models import Channel
from oyez.listen.actions import Wish as Draw
from oyez.listen.actions import draw_sample
from oyez.listen.models import InboxItem, Label, Sample, Score
from oyez.platforms.heard import Heard
from oyez.review.actions import freeze_evidence, open_review
from oyez.review.gathering.frame import Span
from oyez.review.models import Fact, Review, Reviewed
from oyez.review.opening import Wish

GOOD = {"report": 5, "question": 20, "thanks": 40, "abuse": 5, "spam": 2, "other": 28}
BAD = {"report": 1, "question": 6, "thanks": 5, "abuse": 45, "spam": 13, "other": 30}
WHY = "It reaches nobody and takes many hours."
PRINT = "f" * 64


@dataclass
class Round:
    """A newsroom with a second governor, and twelve weeks that are over."""

    room: Newsroom
    gus: Person
    span: Span
    random: Random = field(default_factory=lambda: Random(7))

    @property
    def now(self) -> datetime:
        """A moment after the period."""
        return timezone.now()

    def say(
        self, channel: Channel, mix: Mapping[str, int], many: int = 400, *, print_: str = PRINT
    ) -> None:
        """So many interactions of these kinds, evenly over the weeks, each scored a little off."""
        kinds = [kind for kind, share in mix.items() for _ in range(share)]
        step = (self.span.ends_at - self.span.begins_at) / many
        rows = [
            InboxItem(
                channel=channel,
                platform_id=f"{self.span.begins_on}-{number}",
                kind=Heard.REPLY,
                author=f"{channel.platform}-{number % 120}",
                text=kinds[number * 37 % len(kinds)],
                at=self.span.begins_at + number * step,
                first_seen=self.span.begins_at + number * step,
            )
            for number in range(many)
        ]
        made = InboxItem.objects.bulk_create(rows)
        Score.objects.bulk_create(self._score(one, print_) for one in made)

    def _score(self, item: InboxItem, print_: str) -> Score:
        right = self.random.random() < 0.8
        kind = item.text if right else "other"
        abuse = self.random.uniform(0.6, 0.95) if item.text == "abuse" and right else 0.1
        return Score(
            item=item, lang="en", abuse=abuse, abusive=abuse > 0.5, triage=kind, triage_p=0.7,
            urgent=False, alarm=0.0, alarming=False, scorer="tiny", version="1",
            fingerprint=print_, at=self.now,
        )  # fmt: skip

    def draw(self, channel: Channel, size: int = 150, seed: int = 5) -> Sample:
        """A sample of the period."""
        wish = Draw(self.span.begins_at, self.span.ends_at, size, seed, Method.RANDOM)
        return draw_sample(None, channel, wish, at=self.now)

    def label(self, sample: Sample, *, dark: int = 0, second: bool = True) -> None:
        """Two people label it as it truly is; of the first `dark` nobody can tell."""
        rows = []
        for number, one in enumerate(sample.items.select_related("item")):
            word = "cannot_tell" if number < dark else one.item.text
            said = {"sample_item": one, "label": word, "at": self.now}
            rows.append(Label(turn=Turn.FIRST, by=self.room.alice, **said))
            if one.twice and second:
                rows.append(Label(turn=Turn.SECOND, by=self.room.bob, **said))
        Label.objects.bulk_create(rows)

    def labelled(self, channel: Channel, mix: Mapping[str, int], many: int = 400) -> Sample:
        """Everything that a sound sample takes."""
        self.say(channel, mix, many)
        sample = self.draw(channel)
        self.label(sample)
        return sample

    def count(self, channel: Channel, metric: str, value: float, weeks: int = 12) -> None:
        """The same figure every week."""
        first = self.span.begins_on
        Fact.objects.bulk_create(
            Fact(channel=channel, day=first + timedelta(weeks=week), metric=metric,
                 source="entered", value=value)
            for week in range(weeks)
        )  # fmt: skip

    def opened(self, *channels: Channel) -> Review:
        """A review of these channels, or of all."""
        wish = Wish("Autumn", self.span.begins_on, self.span.ends_on, [c.pk for c in channels])
        return open_review(self.room.greta, self.room.police, wish, at=self.now)

    def frozen(self, *channels: Channel, until: date | None = None) -> Review:
        """The same, frozen."""
        review = self.opened(*channels)
        return freeze_evidence(self.room.greta, review, at=self.now, comments_until=until)


def one_of(review: Review, channel: Channel) -> Reviewed:
    """The channel in the review, read anew."""
    rows = Reviewed.objects.select_related("review__authority", "channel__unit")
    return rows.get(review=review, channel=channel)


def whole_weeks() -> Span:
    """Twelve whole weeks that ended on a Monday not long ago."""
    today = timezone.localdate()
    ends = today - timedelta(days=today.weekday())
    return Span(ends - timedelta(weeks=12), ends)


def build_round() -> Round:
    """The newsroom, and the weeks."""
    room = build()
    return Round(room, person("Gus", Role.GOVERNOR, "/nds/"), whole_weeks())

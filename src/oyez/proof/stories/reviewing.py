"""A review: what was said and counted, labelled samples, frozen evidence, signed decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone

from oyez.domain.review.estimate import MODEL_OUTPUT
from oyez.domain.review.facts import Metric
from oyez.domain.review.life import Stage
from oyez.domain.review.rules import Advice
from oyez.govern.models import Channel
from oyez.listen.models import InboxItem, Score
from oyez.proof.stories import deciding, labelling
from oyez.proof.stories.cast import Cast
from oyez.proof.stories.player import Player
from oyez.proof.stories.talk import WEEKS, Talk, hear
from oyez.review.actions import describe_channel, enter_counts, freeze_evidence, open_review
from oyez.review.counting import Errand, keep, read
from oyez.review.figures import fingerprint
from oyez.review.gathering.frame import Span
from oyez.review.models import Review, Reviewed
from oyez.review.opening import Wish, today
from oyez.review.report import ChannelTold, report_of

SCORED_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Case:
    """A channel as it was in these weeks, what the rules have to make of it, and why people agree.

    `reports` are those that the contact centre counted, one figure a week from the first week on.
    """

    channel: Channel
    talk: Talk
    reach: int
    reports: Sequence[int]
    advice: Advice
    reasons: str
    critical: bool = False
    successor: Channel | None = None


@dataclass(slots=True)
class Round:
    """One review from its first day to the last signature."""

    player: Player
    cast: Cast
    title: str
    cases: Sequence[Case]
    neighbours: Sequence[tuple[Channel, Talk]] = ()
    size: int = 120
    span: Span = field(init=False)
    review: Review = field(init=False)

    def __post_init__(self) -> None:
        day = today(timezone.now())
        ends = day - timedelta(days=day.weekday())
        self.span = Span(ends - timedelta(weeks=WEEKS), ends)

    def play(self) -> Review:
        """All of it."""
        self.collected()
        self.opened()
        self.unlabelled()
        self.labelled()
        self.frozen()
        deciding.decided(self.player, self.cast, self.review, self.cases)
        return self.review

    def collected(self) -> None:
        """Twelve weeks of replies in the inbox, scored by the worker, counted as every day."""
        heard = [*((one.channel, one.talk) for one in self.cases), *self.neighbours]
        many = sum(talk.many for _, talk in heard)
        channels = [channel for channel, _ in heard]
        self.player.act(
            f"{many} things that people said in {WEEKS} weeks are in the inbox.",
            lambda: self._hear(heard),
        )
        self.player.expect(
            "The scorer has read every one.",
            lambda: Score.objects.filter(item__in=_items(channels)).count(),
            many,
            within=SCORED_WITHIN,
        )
        governor = self.cast.person("governor")
        self.player.act(
            f"Each day is counted, and {governor.name} enters the reports of the contact centre.",
            lambda: self._count(channels),
        )

    def _hear(self, heard: Sequence[tuple[Channel, Talk]]) -> None:
        for channel, talk in heard:
            hear(channel, talk, self.span)

    def _count(self, channels: Sequence[Channel]) -> None:
        for channel in channels:
            errand = Errand(channel, self.span, None)
            keep(errand, read(errand))
        for one in self.cases:
            for week in range(WEEKS):
                day = self.span.begins_on + timedelta(weeks=week, days=6)
                values = {Metric.REACH: float(one.reach), Metric.REPORTS: float(one.reports[week])}
                by = self.cast.person("governor")
                enter_counts(by, one.channel, day, values, at=timezone.now())

    def opened(self) -> None:
        """The review of these channels, with what only people know of them."""
        governor = self.cast.person("governor")
        numbers = [one.channel.pk for one in self.cases]
        wish = Wish(self.title, self.span.begins_on, self.span.ends_on, numbers)
        self.review = self.player.act(
            f"{governor.name} opens the review “{self.title}”.",
            lambda: open_review(governor, self.cast.authority(), wish, at=timezone.now()),
        )
        for one in self.cases:
            row = Reviewed.objects.get(review=self.review, channel=one.channel)
            describe_channel(governor, row, critical=one.critical, successor=one.successor)

    def unlabelled(self) -> None:
        """What a model says alone decides nothing."""
        self.player.expect(
            "Without labels every share is model output, and the rules propose nothing.",
            lambda: {
                (told.advice, noise.method)
                for told in self._told()
                if (noise := told.shares["noise"]) is not None
            },
            {(Advice.NO_DECISION, MODEL_OUTPUT)},
        )

    def labelled(self) -> None:
        """Samples by chance, and two people who see no score."""
        governor = self.cast.person("governor")
        people = [self.cast.person(short) for short in ("author", "approver", "duty")]
        channels = [one.channel for one in self.cases]
        samples = self.player.act(
            f"{governor.name} draws a sample of each channel by chance.",
            lambda: labelling.draw(governor, channels, self.span, self.size),
        )
        words = self.player.act(
            f"{people[0].name} and {people[1].name} label them, {people[2].name} settles.",
            lambda: labelling.label(samples, people),
        )
        kappas = ", ".join(f"{labelling.agreement(sample):.2f}" for sample in samples)
        self.player.tell(f"{words} labels; agreement beyond chance (kappa): {kappas}.")

    def frozen(self) -> None:
        """What everybody speaks about, with its fingerprint."""
        governor = self.cast.person("governor")
        self.player.act(
            f"{governor.name} freezes the evidence.",
            lambda: freeze_evidence(governor, self.review, at=timezone.now()),
        )
        self.player.expect(
            f"Its fingerprint is that of its bytes: {self.review.fingerprint[:16]}…",
            lambda: [self.review.stage, fingerprint(self.review.evidence)],
            [Stage.FROZEN, self.review.fingerprint],
        )
        found = {told.channel: told for told in self._told()}
        for one in self.cases:
            told = found[one.channel.pk]
            self.player.expect(
                f"For {told.name} the rules propose: {one.advice.value}.",
                partial(_advice, told),
                one.advice,
            )
            for sentence in told.reasons:
                self.player.tell(f"  {sentence}")

    def _told(self) -> Sequence[ChannelTold]:
        return report_of(self.review, at=timezone.now()).channels


def _advice(told: ChannelTold) -> Advice:
    return told.advice


def _items(channels: Sequence[Channel]) -> QuerySet[InboxItem]:
    return InboxItem.objects.filter(channel__in=channels, own=False)

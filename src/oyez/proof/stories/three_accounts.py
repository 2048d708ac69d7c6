"""What was said and counted on Derbyshire's three accounts in twelve weeks, in figures."""

from __future__ import annotations

from typing import Final

from oyez.domain.inbox.labels import Label
from oyez.domain.review.rules import Advice
from oyez.govern.models import Channel
from oyez.proof.stories.reviewing import Case
from oyez.proof.stories.talk import Talk

MANY_ABUSIVE: Final = {
    Label.REPORT: 4,
    Label.QUESTION: 8,
    Label.THANKS: 8,
    Label.ABUSE: 44,
    Label.SPAM: 14,
}
QUIET: Final = {
    Label.REPORT: 2,
    Label.QUESTION: 14,
    Label.THANKS: 14,
    Label.ABUSE: 25,
    Label.SPAM: 10,
}
LIVELY: Final = {Label.QUESTION: 30, Label.THANKS: 30, Label.ABUSE: 18, Label.SPAM: 8}
# On Mastodon write those who write on the first two accounts as well.
NEIGHBOURS: Final = Talk(LIVELY, 276, elsewhere=23)


def main(channel: Channel) -> Case:
    """Many people, much abuse, few reports; looked at when it is urgent."""
    return Case(
        channel,
        Talk(MANY_ABUSIVE, 300, only_here=2, elsewhere=23),
        reach=41_000,
        reports=(1, 0, 1, 1, 0, 2, 0, 1, 1, 0, 1, 1),
        advice=Advice.CRITICAL_ONLY,
        reasons="Few reports arrive here and most replies are abuse; in an emergency "
        "people still look here first.",
        critical=True,
    )


def roads(channel: Channel) -> Case:
    """Few people, who are found elsewhere too."""
    return Case(
        channel,
        Talk(QUIET, 108, only_here=1, elsewhere=8),
        reach=1_900,
        reports=(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        advice=Advice.CLOSE,
        reasons="It reaches few people, brings hardly any report, and they find us elsewhere.",
    )


def bikers(channel: Channel) -> Case:
    """Few people as well, and found nowhere else."""
    return Case(
        channel,
        Talk(LIVELY, 240, only_here=80, elsewhere=3),
        reach=4_200,
        reports=(0,) * 12,
        advice=Advice.KEEP,
        reasons="The motorcycle community is lively there, comes from all over the country "
        "and is reached nowhere else.",
    )

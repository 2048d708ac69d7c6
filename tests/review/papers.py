"""A review that was frozen, commented and decided, as a document."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader
from reviewing import BAD, GOOD, WHY, Round, one_of

from oyez.domain.review.rules import Advice
from oyez.review.actions import comment, decide, sign
from oyez.review.actions.decide import Wish
from oyez.review.models import Review
from oyez.review.paper.whole import Paper, paper_of, pdf_of


def reviewed(round_: Round) -> Review:
    """Two channels with samples, one of them small and hostile; it is commented and closed."""
    room = round_.room
    round_.labelled(room.mastodon, BAD)
    round_.labelled(room.bluesky, GOOD)
    for metric, value in (("reach", 90), ("reports", 0), ("views", 300)):
        round_.count(room.mastodon, metric, value)
    review = round_.frozen(room.mastodon, room.bluesky)
    one = one_of(review, room.mastodon)
    comment(room.alice, review, "Our bikers read it.", at=round_.now, about=one)
    comment(room.alice, review, "All in all fine.", at=round_.now)
    sign(round_.gus, decide(room.greta, one, Wish(Advice.CLOSE, WHY), at=round_.now),
         at=round_.now)  # fmt: skip
    return review


def paper(review: Review, round_: Round) -> Paper:
    return paper_of(Review.objects.get(pk=review.pk), at=round_.now)


def read(review: Review, round_: Round, language: str = "en") -> PdfReader:
    return PdfReader(BytesIO(pdf_of(paper(review, round_), language)))

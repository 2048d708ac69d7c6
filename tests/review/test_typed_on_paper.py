"""Whatever people typed, the report of a review has it letter by letter, and never as markup."""

from __future__ import annotations

import json

from papers import read, reviewed
from reviewing import Round

from oyez.govern.models import Channel
from oyez.review.figures import canonical
from oyez.review.models import Review
from tagged import faults, text

MARKUP = '#panic() *bold* _it_ $x$ `raw` [a] <b> @c \\ // /* "q" = - + ~ --- https://x.example'


def test_what_people_typed_is_written_as_they_typed_it(round_: Round) -> None:
    channels = Channel.objects.filter(pk=round_.room.mastodon.pk)
    channels.update(name=MARKUP[:60])
    round_.room.mastodon.refresh_from_db()
    review = reviewed(round_)
    review.comments.update(text=f"= {MARKUP}")
    data = {**json.loads(review.evidence), "title": MARKUP}
    Review.objects.filter(pk=review.pk).update(evidence=canonical(data))
    reader = read(review, round_)
    assert faults(reader) == []
    assert str(reader.metadata and reader.metadata.title).endswith(MARKUP)
    told = text(reader).replace(" ", "")
    for typed in (MARKUP, MARKUP[:60], f"= {MARKUP}"):
        assert typed.replace(" ", "") in told, typed


def test_whatever_people_typed_it_is_readable(round_: Round) -> None:
    review = reviewed(round_)
    for typed in ("⚠️ 🚨", "ارتفاع", "洪水", "= x\n\n- y", "x" * 120, "ab" * 80, "\u200b", " "):
        review.comments.update(text=typed)
        data = {**json.loads(review.evidence), "title": typed}
        Review.objects.filter(pk=review.pk).update(evidence=canonical(data))
        assert faults(read(review, round_)) == [], typed

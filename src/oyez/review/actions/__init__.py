"""The verbs of reviews, one a file."""

from __future__ import annotations

from oyez.review.actions.comment import comment
from oyez.review.actions.decide import decide, sign, withdraw
from oyez.review.actions.describe_channel import describe_channel
from oyez.review.actions.drop_review import drop_review
from oyez.review.actions.enter_counts import enter_counts
from oyez.review.actions.freeze_evidence import freeze_evidence
from oyez.review.actions.open_review import open_review
from oyez.review.actions.publish_review import publish_review
from oyez.review.actions.score_again import score_again
from oyez.review.actions.set_rules import set_rules

__all__ = [
    "comment",
    "decide",
    "describe_channel",
    "drop_review",
    "enter_counts",
    "freeze_evidence",
    "open_review",
    "publish_review",
    "score_again",
    "set_rules",
    "sign",
    "withdraw",
]

"""Facts about channels, reviews with their frozen evidence, and decisions."""

from __future__ import annotations

from oyez.review.models.decision import Comment, Decision
from oyez.review.models.fact import Fact, Figure, Measuring
from oyez.review.models.people import ImportedCrowd, Salt, Seen
from oyez.review.models.review import Review, Reviewed
from oyez.review.models.rules import ReviewRules

__all__ = [
    "Comment",
    "Decision",
    "Fact",
    "Figure",
    "ImportedCrowd",
    "Measuring",
    "Review",
    "ReviewRules",
    "Reviewed",
    "Salt",
    "Seen",
]

"""What the figures, stages and decisions of a review are called on pages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oyez.domain.review.facts import Metric
from oyez.domain.review.life import Stage
from oyez.domain.review.rules import Advice

Word = str | Promise
ADVICES: dict[str, tuple[Word, str]] = {
    Advice.KEEP: (pgettext_lazy("decision", "Keep"), "ok"),
    Advice.REDUCE: (pgettext_lazy("decision", "Reduce"), "warn"),
    Advice.CRITICAL_ONLY: (pgettext_lazy("decision", "Critical only"), "warn"),
    Advice.CLOSE: (pgettext_lazy("decision", "Close"), "bad"),
    Advice.MOVE: (pgettext_lazy("decision", "Move"), "bad"),
    Advice.NO_DECISION: (pgettext_lazy("decision", "No decision yet"), ""),
}
STAGES: dict[str, tuple[Word, str]] = {
    Stage.OPEN: (pgettext_lazy("review", "Evidence is collected"), ""),
    Stage.FROZEN: (pgettext_lazy("review", "Evidence is frozen"), "warn"),
    Stage.DECIDED: (pgettext_lazy("review", "Decided"), "ok"),
    Stage.DROPPED: (pgettext_lazy("review", "Given up"), ""),
}
FIGURES: dict[str, Word] = {
    "noise": _("Abusive language and spam"),
    "abuse": _("Abusive language"),
    "spam": _("Spam"),
    "useful": _("Reports, questions and thanks"),
    "community": _("People seen on no other channel"),
    "useful_a_week": _("Useful interactions a week"),
    "reach": _("People reached a week"),
    "reports": _("Reports received a week"),
    "answer_median": _("Half of the answers came within"),
    "answer_p90": _("Nine of ten answers came within"),
    "gone": _("Half of the removals were proved within"),
}
METRICS: dict[str, Word] = {
    Metric.NOTICES: _("Notices"),
    Metric.REACH: _("People reached"),
    Metric.VIEWS: _("Times shown"),
    Metric.REPLIES: _("Replies, as the platform counts them"),
    Metric.REPOSTS: _("Passed on"),
    Metric.LIKES: _("Likes"),
    Metric.QUOTES: _("Quotations"),
    Metric.SHARES: _("Shares"),
    Metric.CLICKS: _("Clicks"),
    Metric.FOLLOWERS: _("Followers"),
    Metric.INTERACTIONS: _("Interactions"),
    Metric.REPORT: _("Reports, as suggested"),
    Metric.QUESTION: _("Questions, as suggested"),
    Metric.THANKS: _("Thanks or talk, as suggested"),
    Metric.ABUSE: _("Abusive language, as suggested"),
    Metric.SPAM: _("Spam, as suggested"),
    Metric.OTHER: _("Other, as suggested"),
    Metric.URGENT: _("Urgent, as suggested"),
    Metric.ANSWERED: _("Answered by people"),
    Metric.ANSWER_MEDIAN: _("Seconds to an answer, median"),
    Metric.ANSWER_P90: _("Seconds to an answer, 90th percentile"),
    Metric.UNANSWERED: _("Still open"),
    Metric.REPORTS: _("Reports received"),
    Metric.REPORTS_LED: _("Reports that led to something"),
    Metric.HOURS: _("Hours of work"),
    Metric.MONEY: _("Money spent"),
    Metric.GONE_IN: _("Seconds until a removal was proved"),
    "people": _("Accounts that wrote, by quarter"),
    "people_again": _("of these on more than one day"),
    "waiting": _("Still open"),
    "followers_change": _("Change of followers"),
}
BARS: dict[str, Word] = {
    "labels_needed": _("Labels of a channel, at least"),
    "weeks_needed": _("Weeks that are counted, at least"),
    "cannot_tell_most": _("Share of a sample that nobody could tell, at most"),
    "labelled_twice_least": _("Share of a sample that two people labelled, at least"),
    "abuse_and_spam_much": _("Abusive language and spam are much above this share"),
    "useful_little": _("Reports, questions and thanks are little below this share"),
    "reach_little": _("Reach is little below so many people a week"),
    "reach_little_of_widest": _("or below this share of the widest channel’s reach"),
    "reports_few": _("Below so many reports a week there are hardly any"),
    "reports_many": _("Above so many reports a week there are many"),
    "community_large": _("A community of its own is above this share"),
    "community_lively": _("A community is lively above so many useful interactions a week"),
}
# The bars that are shares; the others count something.
PARTS = frozenset(
    {
        "cannot_tell_most", "labelled_twice_least", "abuse_and_spam_much", "useful_little",
        "reach_little_of_widest", "community_large",
    }
)  # fmt: skip

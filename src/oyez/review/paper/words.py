"""The headings of a document of a review."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def words() -> dict[str, str]:
    """In the language of whoever reads it."""
    return {**_tables(), **_chapters()}


def _tables() -> dict[str, str]:
    return {
        "what": _("What"),
        "value": _("Value"),
        "interval": _("Interval of 95 %"),
        "rests": _("Rests on"),
        "grey": _("model output, not for decisions"),
        "channel": _("Channel"),
        "channels": _("Channels"),
        "proposal": _("Proposal"),
        "decision": _("Decision"),
        "page": _("Page"),
        "difference": _("Difference"),
        "finding": _("Finding"),
        "week": _("Week from"),
        "interactions": _("Interactions"),
        "reach": _("People reached"),
        "views": _("Times shown"),
        "reports": _("Reports received"),
    }


def _chapters() -> dict[str, str]:
    return {
        "proposals": _("What is proposed, and what was decided"),
        "compared": _("Channels compared"),
        "holm": _(
            "Two intervals are never compared by eye. The chance is corrected for how many pairs "
            "are compared (Holm)."
        ),
        "why": _("Why"),
        "against": _("What speaks against it"),
        "gaps": _("What is not known"),
        "written": _("What people write there"),
        "counted": _("What was counted"),
        "weekly": _("Interactions a week"),
        "sample": _("What the shares rest on"),
        "method": _(
            "Prediction-powered inference: the scores of everything, put right by the labels; "
            "clustered by notice."
        ),
        "around": _("What only people know"),
        "comments": _("Comments"),
        "none": _("Nobody has said anything yet."),
        "undecided": _("Nothing is decided yet."),
        "without": _("Decided without the evidence of interactions."),
        "whole": pgettext("review", "Comments on the whole"),
        "bars": _("The figures of the rules"),
        "proof": _("What it rests on"),
    }

"""Who said yes or no to a wording, and when; for whoever comes second."""

from __future__ import annotations

from oyez.publish.models import Approval, Revision


def approval_in_force(revision: Revision) -> Approval | None:
    """The approval that holds now."""
    rows = revision.approvals.filter(voided_at=None).select_related("by")
    return rows.first()

"""Notices, their approval and their deliveries."""

from __future__ import annotations

from oyez.publish.models.approval import Approval, Telling
from oyez.publish.models.composing import Jotting, Seat
from oyez.publish.models.delivery import Attempt, Delivery, Lane, Receipt, Variant
from oyez.publish.models.notice import Contribution, Notice, Picture, Revision
from oyez.publish.models.screening import Finding, LinkLook, Screening

__all__ = [
    "Approval",
    "Attempt",
    "Contribution",
    "Delivery",
    "Finding",
    "Jotting",
    "Lane",
    "LinkLook",
    "Notice",
    "Picture",
    "Receipt",
    "Revision",
    "Screening",
    "Seat",
    "Telling",
    "Variant",
]

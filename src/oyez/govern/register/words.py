"""The words of the register: modes, and what can be missing, as filters and links name them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.domain.channel import Mode
from oyez.domain.register.kinds import Grade, Kind

MODES: dict[Mode, str | Promise] = {
    Mode.ACTIVE: _("Active"),
    Mode.REDUCED: _("Reduced"),
    Mode.CRITICAL_ONLY: _("Critical only"),
    Mode.CLOSING: _("Closing"),
    Mode.CLOSED: _("Closed"),
}
TONES = {Mode.ACTIVE: "ok", Mode.CLOSED: ""}
GRADES = {Grade.BAD: "bad", Grade.WARN: "warn", Grade.NOTE: ""}
KINDS: dict[Kind, str | Promise] = {
    Kind.NOT_APPROVED: _("Platform not approved"),
    Kind.RISK_NOT_ACCEPTED: _("Risk not accepted"),
    Kind.OWNER_LEFT: _("Owner has left"),
    Kind.NO_OWNER: _("No owner"),
    Kind.UNREAD: _("Nobody reads its inbox"),
    Kind.NO_LEGAL_BASIS: _("No legal basis"),
    Kind.NOT_ASSESSED: _("No privacy assessment"),
    Kind.ASSESSMENT_OVERDUE: _("Privacy assessment overdue"),
    Kind.SUCCESSOR_CLOSED: _("Successor closed too"),
    Kind.NO_SUCCESSOR: _("Closed without a successor"),
    Kind.APPROVAL_ENDS: _("Approval ends"),
    Kind.RISK_ENDS: _("Accepted risk ends"),
    Kind.ASSESSMENT_DUE: _("Privacy assessment due"),
    Kind.DEPUTY_LEFT: _("Deputy has left"),
    Kind.NO_DEPUTY: _("No deputy"),
    Kind.NO_HOURS: _("No staffed hours"),
    Kind.NO_PURPOSE: _("No purpose"),
    Kind.NO_AUDIENCE: _("No audience"),
}

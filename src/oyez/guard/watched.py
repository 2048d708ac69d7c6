"""The watched links of a notice, for its page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.accounts.sections import Section
from oyez.accounts.sight import Sight
from oyez.domain.looking import Failure, from_json
from oyez.domain.roles import Verb
from oyez.guard.queries.watch import Watched, watched_of
from oyez.guard.words import Word
from oyez.publish.models import Notice
from oyez.web.translate import spoken_row

FAILURES: dict[Failure, str | Promise] = {
    Failure.PRIVATE_ADDRESS: _("leads into an internal network"),
    Failure.UNREACHABLE: _("did not answer"),
    Failure.TOO_MANY_REDIRECTS: _("is passed on without end"),
    Failure.TOO_BIG: _("is too large to be examined"),
    Failure.TIMEOUT: _("did not answer in time"),
    Failure.BAD_TYPE: _("is a download and not a page"),
    Failure.BAD_ADDRESS: _("leads to an address that cannot be followed"),
    Failure.DOWNGRADE: _("leads from an encrypted to an unencrypted page"),
    Failure.BAD_CERTIFICATE: _("cannot prove who it is"),
}
WAITS, CHANGED = Word(_("Not looked at yet")), Word(_("Changed"), "bad")
SAME, MISSED = Word(_("As before"), "ok"), Word(_("Not seen"), "warn")
OVER = Word(_("Watched no longer"))


def on_notice(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """What was seen behind each link, when, and when the next look is."""
    if not isinstance(about, Notice):
        return None
    data = watched(sight, about)
    return Section("guard/watched.html", data) if data["rows"] else None


def watched(sight: Sight, notice: Notice) -> dict[str, Any]:
    """The rows, and what the person may do about them."""
    found = watched_of(notice)
    return {
        "notice": notice,
        "rows": [row_of(one) for one in found],
        "may_look": any(one.watch.next_at for one in found),
        "may_accept": sight.may(Verb.RETRACT, notice.unit.path),
    }


def row_of(one: Watched) -> dict[str, Any]:
    """One address in words."""
    looked = from_json(one.last.looked) if one.last else None
    changes = [spoken_row({"template": row.template, "values": row.values}) for row in one.drifts]
    failure = FAILURES.get(looked.failure, "") if looked else ""
    return {
        "watch": one.watch,
        "look": one.last,
        "seen": looked,
        "word": word_of(one, seen=looked is not None and looked.seen),
        "changes": changes,
        "failure": failure,
        "moved": looked is not None and looked.seen and looked.final_address != one.watch.address,
    }


def word_of(one: Watched, *, seen: bool) -> Word:
    """The state of an address."""
    if one.watch.next_at is None:
        return OVER
    if one.last is None:
        return WAITS
    if one.drifts:
        return CHANGED
    return SAME if seen else MISSED

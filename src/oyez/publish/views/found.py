"""What the rules found, as the pages show it: sentence, age, evidence, and what may be decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.domain.looking import Looked, from_json
from oyez.domain.notice import RevisionState, Urgency
from oyez.domain.screening import Level
from oyez.domain.screening.deciding import NEVER
from oyez.domain.screening.hosts import read_address
from oyez.publish import queries
from oyez.publish.forms.deciding import PREFIX, WHY, SetAsideForm, answered, reasons
from oyez.publish.models import Finding, Notice, Revision, Screening
from oyez.publish.screened import link_key
from oyez.publish.views.failed import Failed
from oyez.publish.views.rights import Rights

TONES = {Level.BLOCK: "bad", Level.ASK: "warn", Level.INFO: ""}
LEVELS: dict[Level, str | Promise] = {
    Level.BLOCK: _("Stops the notice"),
    Level.ASK: _("Needs a decision"),
    Level.INFO: _("Good to know"),
}
DECIDED = _("Decided")
OPEN = {RevisionState.DRAFT, RevisionState.RETURNED, RevisionState.SUBMITTED}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding for a page. `age` is in seconds; `aside` is a form where somebody may use it."""

    row: Finding
    age: float
    look: Looked | None = None
    aside: Form | None = None
    asks: bool = False
    drops: bool = False
    chosen: str = ""

    @property
    def tone(self) -> str:
        """How grave it looks; what was decided is no longer grave."""
        return "ok" if self.row.decided_by else TONES[Level(self.row.level)]

    @property
    def level(self) -> str:
        """What it does, in words."""
        return str(DECIDED if self.row.decided_by else LEVELS[Level(self.row.level)])

    @property
    def why(self) -> str:
        """What was decided, in words."""
        return str(WHY.get(self.row.decision, ""))  # type: ignore[call-overload]

    @property
    def field(self) -> str:
        """What the answer is called in the form."""
        return f"{PREFIX}{self.row.pk}"


@dataclass(frozen=True, slots=True)
class Screened:
    """A whole screening for a page, with its age in seconds."""

    row: Screening | None
    age: float
    found: Sequence[Found]
    reasons: Sequence[tuple[str, object]]

    @property
    def grave(self) -> bool:
        """Whether something stops the notice or asks."""
        return any(one.tone in ("bad", "warn") for one in self.found)


def screened(
    notice: Notice,
    revision: Revision | None,
    now: datetime,
    *,
    may: Rights | None = None,
    failed: Failed | None = None,
) -> Screened:
    """What was found in a revision; with rights, also what this person may decide."""
    row = queries.screening_of(revision)
    if row is None or revision is None:
        return Screened(None, 0.0, (), ())
    looks = {one.key: from_json(one.looked) for one in revision.link_looks.all() if one.looked}
    state = RevisionState(revision.state)
    page = Page(notice, state, may, failed)
    found = [page.of(one, now, looks) for one in queries.findings_of(revision)]
    return Screened(row, (now - row.at).total_seconds(), found, reasons())


@dataclass(frozen=True, slots=True)
class Page:
    """Who looks at the findings, and which form came back."""

    notice: Notice
    state: RevisionState
    may: Rights | None
    failed: Failed | None

    def of(self, one: Finding, now: datetime, looks: dict[str, Looked]) -> Found:
        """One finding with all that is shown beside it."""
        undecided = one.decided_by is None
        approves = self.may is not None and self.may.approve and not self.may.not_approve
        return Found(
            one,
            (now - one.found_at).total_seconds(),
            look=looks.get(link_key(read_address(one.evidence).url)),
            aside=self._aside(one) if undecided else None,
            asks=undecided and approves and one.level == Level.ASK,
            drops=undecided and approves and self._drops(one),
            chosen=self._chosen(one),
        )

    def _aside(self, one: Finding) -> Form | None:
        if self.may is None or not self.may.set_aside or self.state not in OPEN:
            return None
        if one.level != Level.BLOCK or one.code in NEVER:
            return None
        form: Form = SetAsideForm(None, notice=self.notice, finding=one)
        return self.failed.instead_of("set-aside", form, one.pk) if self.failed else form

    def _drops(self, one: Finding) -> bool:
        link = one.code.startswith("link:") and one.level != Level.INFO
        submitted = self.state is RevisionState.SUBMITTED
        return link and submitted and self.notice.urgency == Urgency.CRITICAL

    def _chosen(self, one: Finding) -> str:
        if self.failed is None or self.failed.verb != "approve":
            return ""
        return answered(self.failed.form.data).get(one.pk, "")

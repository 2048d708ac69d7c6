"""The facts about many channels at once, in a query per table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet

from oyez.accounts.queries import holders
from oyez.domain.approved_platforms import OWN_OUTLETS, Approval, approved_until, refusal
from oyez.domain.channel import Mode
from oyez.domain.errors import Sentence
from oyez.domain.mode_change import InForce, in_force
from oyez.domain.register.facts import Facts, Keeper
from oyez.domain.register.gaps import gaps
from oyez.domain.register.kinds import Gap
from oyez.domain.roles import Verb, lineage
from oyez.govern.models import Channel, PlatformApproval, PlatformBasis
from oyez.govern.planned import changes_of
from oyez.govern.register.readers import Listened, listened
from oyez.govern.risks import Accepted, acceptance, acceptances_of, day_of, refusals_of_risk
from oyez.platforms.registry import LABELS


class Known(NamedTuple):
    """The columns of one channel, in the order of `FIELDS`."""

    pk: int
    name: str
    platform: str
    mode: str
    mode_changed_at: datetime
    unit: str
    authority: str
    purpose: str | None
    audience: str | None
    hours: Mapping[str, str] | None
    owner: int | None
    owner_name: str | None
    deputy: int | None
    deputy_name: str | None
    after: str | None
    instead: str | None
    reserved: bool | None


FIELDS = (
    "pk",
    "name",
    "platform",
    "mode",
    "mode_changed_at",
    "unit__path",
    "unit__authority__path",
    "register__purpose",
    "register__audience",
    "register__hours",
    "register__owner",
    "register__owner__name",
    "register__deputy",
    "register__deputy__name",
    "register__replaced_by__mode",
    "register__instead",
    "register__reserved",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One channel of the register with what is known and what is missing.

    `since` is when the mode in force began, whether or not a worker has written it.
    """

    pk: int
    facts: Facts
    gaps: Sequence[Gap]
    since: datetime


def lines_of(channels: QuerySet[Channel], now: datetime) -> list[Line]:
    """These channels in the order in which they are asked for."""
    today = day_of(now)
    rows = [Known(*row) for row in channels.values_list(*FIELDS)]
    told = _Told(rows, now)
    known: dict[Facts, list[Gap]] = {}  # of thousands of channels, many lack the same
    found = []
    for row in rows:
        facts = told.facts(row)
        if facts not in known:
            known[facts] = gaps(facts, today)
        since = told.mode(row).since or row.mode_changed_at
        found.append(Line(row.pk, facts, known[facts], since))
    return found


class Bases:
    """The legal bases and privacy assessments, each for an authority and all below it."""

    def __init__(self, platforms: Iterable[str]) -> None:
        rows = PlatformBasis.objects.filter(platform__in=set(platforms))
        found = rows.select_related("authority", "entered_by").order_by()
        self.known = {(row.authority.path, row.platform): row for row in found}

    def of(self, authority: str, platform: str) -> PlatformBasis | None:
        """What holds there: the authority's own row, else that of the nearest one above it."""
        for path in reversed(lineage(authority)):
            if (path, platform) in self.known:
                return self.known[path, platform]
        return None


class _Told:
    """Everything beside the rows of the channels, read once for all of them."""

    def __init__(self, rows: Sequence[Known], now: datetime) -> None:
        self.today = day_of(now)
        changes = changes_of(row.pk for row in rows)
        self.planned = {
            row.pk: in_force(Mode(row.mode), changes[row.pk], now)
            for row in rows
            if row.pk in changes
        }
        foreign = [row for row in rows if row.platform not in OWN_OUTLETS]
        platforms = {row.platform for row in foreign}
        self.approvals = approvals_known(platforms)
        self.bases = Bases(platforms)
        self.holders: dict[int, set[str]] = {}
        if any(row.owner or row.deputy for row in foreign):
            for pk, _name, scope in holders(Verb.SEE):
                self.holders.setdefault(pk, set()).add(scope)
        self.accepted: Accepted = acceptances_of((row.pk, row.platform) for row in foreign)
        named = [(row.pk, row.name, row.platform) for row in foreign]
        self.unaccepted = refusals_of_risk(named, self.accepted, now)
        self.listened = listened([(row.pk, row.platform, row.unit) for row in foreign])
        self.decided: dict[tuple[str, str], tuple[Sentence | None, date | None]] = {}

    def facts(self, row: Known) -> Facts:
        """What the rules read about one channel."""
        if row.platform in OWN_OUTLETS:
            return Facts(self.mode(row).mode, ours=True)
        unapproved, until = self.approval(row.platform, row.authority)
        basis = self.bases.of(row.authority, row.platform)
        heard = self.listened.get(row.pk, Listened())
        return Facts(
            mode=self.mode(row).mode,
            platform=LABELS.get(row.platform, row.platform),
            purpose=bool(row.purpose),
            audience=bool(row.audience),
            owner=self.keeper(row.owner, row.owner_name, row.unit),
            deputy=self.keeper(row.deputy, row.deputy_name, row.unit),
            unapproved=unapproved,
            approved_until=until,
            unaccepted=self.unaccepted.get(row.pk),
            accepted_until=self.accepted_until(row.pk),
            legal_basis=bool(basis and basis.legal_basis),
            assessed_on=basis.assessed_on if basis else None,
            check_due=basis.check_due if basis else None,
            hears=heard.hears,
            read=heard.read,
            hours=bool(row.hours) or heard.hours is not None,
            after=Mode(row.after) if row.after else None,
            instead=bool(row.instead),
            reserved=bool(row.reserved),
        )

    def mode(self, row: Known) -> InForce:
        """The mode that holds; of few channels it is another than the one that is written."""
        return self.planned.get(row.pk) or InForce(Mode(row.mode))

    def keeper(self, pk: int | None, name: str | None, unit: str) -> Keeper | None:
        """Whoever looks after it, and whether they still have a role there."""
        if pk is None:
            return None
        return Keeper(name or "", not self.holders.get(pk, set()).isdisjoint(lineage(unit)))

    def approval(self, platform: str, authority: str) -> tuple[Sentence | None, date | None]:
        """Why the platform may not be used, or the last day on which it may."""
        key = (platform, authority)
        if key not in self.decided:
            said = refusal(platform, authority, self.approvals, self.today)
            label = {"platform": LABELS.get(platform, platform)}
            until = approved_until(platform, authority, self.approvals, self.today)
            self.decided[key] = (said and replace(said, values=said.values | label), until)
        return self.decided[key]

    def accepted_until(self, channel: int) -> date | None:
        """The last day of the acceptance that ends last."""
        rows = self.accepted.get(channel, ())
        days = [row.ends_on for row in rows if acceptance(row).in_force(self.today)]
        return max(days, default=None)


def approvals_known(platforms: Iterable[str]) -> list[Approval]:
    """Every approval of these platforms that was not withdrawn."""
    rows = PlatformApproval.objects.filter(withdrawn_at=None, platform__in=set(platforms))
    columns = ("platform", "authority__path", "starts_on", "ends_on")
    return [Approval(*row) for row in rows.order_by().values_list(*columns)]

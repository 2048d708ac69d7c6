"""One entry of the register with everything that was decided about its channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from oyez.accounts.models import Person
from oyez.accounts.queries import people_who_may
from oyez.domain.approved_platforms import OWN_OUTLETS, deciders
from oyez.domain.channel import Mode
from oyez.domain.roles import Verb
from oyez.govern.models import Channel, PlatformApproval, PlatformBasis, RegisterEntry
from oyez.govern.register.readers import Listened, listened
from oyez.govern.register.rows import Bases, Line, lines_of

MOST = 200  # successors that a form offers


@dataclass(frozen=True, slots=True)
class Whole:
    """An entry, what is missing, the basis that holds, the approvals, and who listens."""

    channel: Channel
    entry: RegisterEntry
    line: Line
    basis: PlatformBasis | None
    approvals: Sequence[PlatformApproval]
    listened: Listened


def whole_of(channel: Channel, now: datetime) -> Whole:
    """Everything the register says about one channel."""
    authority = channel.unit.authority.path
    (line,) = lines_of(Channel.objects.filter(pk=channel.pk), now)
    rows = PlatformApproval.objects.filter(
        platform=channel.platform, authority__path__in=deciders(authority)
    )
    approvals = rows.select_related("authority", "approved_by").order_by(
        "withdrawn_at", "-starts_on"
    )
    ours = channel.platform in OWN_OUTLETS
    return Whole(
        channel,
        entry_of(channel),
        line,
        None if ours else Bases([channel.platform]).of(authority, channel.platform),
        [] if ours else list(approvals),
        listened([(channel.pk, channel.platform, channel.unit.path)]).get(channel.pk, Listened()),
    )


def entry_of(channel: Channel) -> RegisterEntry:
    """The channel's entry; an empty one where nobody has entered anything yet."""
    rows = RegisterEntry.objects.select_related("owner", "deputy", "replaced_by__unit")
    return rows.filter(channel=channel).first() or RegisterEntry(channel=channel)


def own_basis(channel: Channel) -> PlatformBasis:
    """The basis of the channel's own authority; an empty one where it has none."""
    authority, platform = channel.unit.authority, channel.platform
    found = PlatformBasis.objects.filter(authority=authority, platform=platform).first()
    return found or PlatformBasis(authority=authority, platform=platform)


def keepers_for(channel: Channel) -> QuerySet[Person]:
    """Whoever has a role for the channel's unit and so may look after it."""
    return people_who_may(Verb.SEE, channel.unit.path)


def successors_for(channel: Channel) -> list[Channel]:
    """The channels that may come after this one: those of its authority that are not given up."""
    rows = Channel.objects.filter(unit__authority=channel.unit.authority_id)
    rows = rows.exclude(pk=channel.pk).exclude(mode__in=(Mode.CLOSING, Mode.CLOSED))
    rows = (
        rows.defer("secrets", "options").select_related("unit").order_by("unit__path", "position")
    )
    return list(rows[:MOST])

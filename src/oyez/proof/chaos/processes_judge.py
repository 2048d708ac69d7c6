"""The verdict, with what stands on the platforms as the truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

from oyez.domain.delivery import Correction, Held
from oyez.domain.notice import RevisionKind, Urgency
from oyez.proof.chaos.processes_people import Shut
from oyez.proof.chaos.processes_trouble import LATE
from oyez.publish.delivering.context import abilities_of
from oyez.publish.models import Delivery, Revision, Variant

GRACE = timedelta(seconds=1 + LATE)
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Seen:
    """One object as the platform kept it; `revision` is of the wording it has last."""

    id: str
    revision: int
    created: datetime
    edited: datetime | None
    deleted: datetime
    live: bool
    reply_to: str | None

    def overlaps(self, other: Seen) -> bool:
        """Whether both stood at the same moment."""
        return self.created < other.deleted and other.created < self.deleted


@dataclass(slots=True)
class Judged:
    """A delivery with its objects, and the invariants it broke."""

    row: Delivery
    seen: list[Seen]
    broken: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Judge:
    """Reads rows and objects once, then asks of each delivery whether the promises held."""

    shut: list[Shut]
    kinds: dict[tuple[int, int], str] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)

    def judge(self, objects: Iterable[Mapping[str, Any]]) -> list[Judged]:
        """Every delivery with what broke."""
        places = {
            (channel, text): (notice, number)
            for channel, text, notice, number in Variant.objects.values_list(
                "channel__account", "text", "revision__notice_id", "revision__number"
            )
        }
        kinds = Revision.objects.values_list("notice_id", "number", "kind")
        self.kinds = {(notice, number): kind for notice, number, kind in kinds}
        found: dict[tuple[int, str], list[Seen]] = {}
        for one in objects:
            place = places.get((one["account"], one["text"]))
            if place is None:
                self.strangers.append(f"{one['account']}: {one['text']!r} was never written")
            else:
                found.setdefault((place[0], one["account"]), []).append(seen(one, place[1]))
        rows = Delivery.objects.select_related("notice__unit", "channel", "task_for").order_by("pk")
        made = [Judged(row, found.pop((row.notice_id, row.channel.account), [])) for row in rows]
        self.strangers += [f"{account}: notice {n} has no delivery there" for n, account in found]
        for each in made:
            self.duplicates(each)
            self.lost(each)
            self.live_after_retract(each)
            self.against_rule(each)
        return made

    def duplicates(self, one: Judged) -> None:
        """Two objects of one delivery at one moment, unless the later answers an earlier one."""
        linked = abilities_of(one.row.channel).correction is Correction.LINKED
        ids = {each.id for each in one.seen}
        for first, second in combinations(sorted(one.seen, key=lambda each: each.created), 2):
            answers = second.reply_to in ids and second.revision != first.revision
            if first.overlaps(second) and not (linked and answers):
                text = f"{first.id} and {second.id} stood at once"
                one.broken.append(("duplicates", text))

    def lost(self, one: Judged) -> None:
        """What is wanted stands, or a person has it on a list, or a rule refused it."""
        row = one.row
        if row.wanted is None or any(e.live and e.revision == row.wanted for e in one.seen):
            return
        ruled = row.held == Held.REFUSED and any(
            shut.channel == row.channel_id and (shut.until or NEVER) > row.wanted_at
            for shut in self.shut
        )
        if row.held != Held.NEEDS_PERSON and not ruled:
            one.broken.append(("lost", f"revision {row.wanted} is wanted, held is {row.held}"))

    def live_after_retract(self, one: Judged) -> None:
        """After the quiet nothing stands of what was taken back, but what a person was given."""
        standing = [each.id for each in one.seen if each.live]
        if one.row.wanted is None and standing and one.row.held != Held.NEEDS_PERSON:
            text = f"{', '.join(standing)} stands, held is {one.row.held}"
            one.broken.append(("live_after_retract", text))

    def against_rule(self, one: Judged) -> None:
        """Nothing appears on a channel that was forbidden for more than a second."""
        for each in one.seen:
            moments = {each.created, each.edited} - {None}
            for shut in self.shut:
                hit = [
                    at for at in moments if at and shut.since + GRACE < at < (shut.until or NEVER)
                ]
                if hit and self.forbids(shut, one.row, each.revision):
                    since = f"{shut.since:%H:%M:%S.%f}"
                    text = f"{each.id} changed at {hit[0]:%H:%M:%S.%f}, forbidden since {since}"
                    one.broken.append(("against_rule", text))

    def forbids(self, shut: Shut, row: Delivery, revision: int) -> bool:
        """Whether a closed time concerns this wording of this delivery."""
        if shut.channel != row.channel_id or Urgency(row.notice.urgency) not in shut.blocks:
            return False
        return shut.corrections or self.kinds[row.notice_id, revision] == RevisionKind.FIRST


def seen(one: Mapping[str, Any], revision: int) -> Seen:
    """An object of the simulator's state."""
    return Seen(
        id=one["id"],
        revision=revision,
        created=datetime.fromisoformat(one["created"]),
        edited=datetime.fromisoformat(one["edited"]) if one["edited"] else None,
        deleted=datetime.fromisoformat(one["deleted"]) if one["deleted"] else NEVER,
        live=one["live"],
        reply_to=one["reply_to"],
    )

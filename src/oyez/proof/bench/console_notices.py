"""Notices of three years with their texts, deliveries and receipts, for the console's measurement.

Nearly all are over; a few hundred stand now, and some of those fail, wait, or are being written.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from oyez.domain.delivery import Held
from oyez.domain.notice import NoticeState, RevisionState
from oyez.domain.roles import Role
from oyez.proof.bench.console_bulk import insert, next_pk
from oyez.proof.bench.console_places import NOW, Place, Plan, World
from oyez.publish.models import (
    Approval,
    Contribution,
    Delivery,
    Notice,
    Picture,
    Receipt,
    Revision,
    Telling,
    Variant,
)

S, R = NoticeState, RevisionState
# Of 50,000; there are some of every state, more than a page of those that are live.
SHARES = {S.DRAFT: 200, S.SUBMITTED: 60, S.RETURNED: 30, S.APPROVED: 20, S.LIVE: 350,
          S.CORRECTED: 60, S.RETRACTED: 1_300}  # fmt: skip
LEAST, MANY, WHOLE = 4, 60, 50_000
OPEN = {S.DRAFT: R.DRAFT, S.SUBMITTED: R.SUBMITTED, S.RETURNED: R.RETURNED}
BODY = "Please leave the marked area and listen to the announcements on the spot. " * 4
TOLD, STEP, PICTURED = 4, timedelta(minutes=31), 20
REASON = {"template": "{platform} did not answer in time.", "values": {"platform": "Mastodon"}}
TROUBLE = (Held.UNKNOWN, Held.REFUSED, Held.NEEDS_PERSON)


@dataclass(frozen=True, slots=True)
class Made:
    """One notice as all its rows need it."""

    pk: int
    state: NoticeState
    at: datetime
    place: Place
    author: int
    first: int  # the number of its first revision
    troubled: bool

    @property
    def code(self) -> str:
        """Its place on the own page."""
        return f"b{self.pk}"

    @property
    def corrected(self) -> bool:
        """Whether there is a second revision."""
        return self.state is S.CORRECTED

    @property
    def wanted(self) -> int | None:
        """What the deliveries want."""
        return None if self.state is S.RETRACTED else 2 if self.corrected else 1

    @property
    def held(self) -> Held:
        """What they hold where nothing went wrong."""
        return {S.RETRACTED: Held.GONE, S.APPROVED: Held.NOTHING}.get(self.state, Held.LIVE)


def grow_notices(world: World, plan: Plan) -> None:
    """Add what is missing of the plan."""
    made = list(_made(world, plan.notices - world.notices))
    world.notices = plan.notices
    _notices(made)
    _revisions(made, world)
    _variants(made)
    _deliveries([one for one in made if one.state not in OPEN], world)
    _tellings(made, world)


def _states(count: int) -> list[NoticeState]:
    """The states of so many notices, the oldest first."""
    named = [
        s
        for s, n in SHARES.items()
        for _ in range(max(LEAST if s is not S.LIVE else MANY, n * count // WHOLE))
    ]
    random.Random(7).shuffle(named)  # noqa: S311 (nothing is secret about it)
    return ([S.EXPIRED] * (count - len(named)) + named)[:count]


def _made(world: World, count: int) -> Iterator[Made]:
    pk, revision, wide = next_pk(Notice), next_pk(Revision), world.wide[Role.DUTY_OFFICER]
    seen: Counter[NoticeState] = Counter()
    for number, state in enumerate(_states(count)):
        author = wide if number % 25 == 0 else world.people[number % len(world.people)]
        # The unit whose pages are measured speaks more often, and has one of every state.
        busy = seen[state] % (9 if state is S.EXPIRED else 4) == 0
        place = world.units[0 if busy else number % len(world.units)]
        at = NOW - (count - number) * STEP
        one = Made(pk + number, state, at, place, author, revision, number % 13 == 0)
        seen[state] += 1
        revision += 2 if one.corrected else 1
        yield one


def _notices(made: list[Made]) -> None:
    over = {S.LIVE, S.CORRECTED, S.EXPIRED, S.RETRACTED}
    rows = (
        (
            *(one.pk, one.code, one.place.pk, one.state.value, one.author, one.at),
            f"Road closed {one.code}",
            "critical" if one.pk % 40 == 0 else "routine",
            one.at if one.state in over else None,
            one.at if one.state is S.RETRACTED else None,
            one.at if one.state is S.EXPIRED else NOW + timedelta(days=1),
            NOW + timedelta(hours=6) if one.state is S.APPROVED else None,
        )
        for one in made
    )
    names = ("id", "code", "unit_id", "state", "created_by_id", "created_at")
    insert(
        Notice,
        (*names, "headline", "urgency", "live_at", "retracted_at", "valid_until", "scheduled_at"),
        rows,
    )


def _revisions(made: list[Made], world: World) -> None:
    new = [(one, number) for one in made for number in ((1, 2) if one.corrected else (1,))]
    rows = (
        (
            *(one.first + number - 1, one.pk, number, "correction" if number > 1 else "first"),
            OPEN.get(one.state, R.APPROVED if one.state is S.APPROVED else R.ISSUED).value,
            [{"language": "en", "headline": f"Road closed {one.code}", "body": BODY}],
            *(one.author, one.at, one.at, one.at if one.state not in OPEN else None),
        )
        for one, number in new
    )
    names = ("id", "notice_id", "number", "kind", "state", "texts", "created_by_id", "created_at")
    insert(Revision, (*names, "submitted_at", "issued_at"), rows)
    wrote = ((one.first + number - 1, one.author, one.at) for one, number in new)
    insert(Contribution, ("revision_id", "person_id", "at"), wrote)
    second = dict(zip(world.people, world.people[1:] + world.people[:1], strict=True))
    given = (
        (one.first + number - 1, second[one.author], one.at, "bulk")
        for one, number in new
        if one.state not in OPEN
    )
    insert(Approval, ("revision_id", "by_id", "at", "fingerprint"), given)
    pictured = ((one.first, f"{one.pk:064x}", "image/png", 10, 10, "A map")
                for one in made if one.pk % PICTURED == 0)  # fmt: skip
    insert(Picture, ("revision_id", "sha256", "mime", "width", "height", "alt"), pictured)


def _variants(made: list[Made]) -> None:
    rows = (
        (one.first + later, channel, "en", f"Road closed {one.code}", BODY[:280], f"{one.pk:064x}")
        for one in made
        for later in ((0, 1) if one.corrected else (0,))
        for channel, _ in one.place.channels
    )
    insert(Variant, ("revision_id", "channel_id", "language", "title", "text", "sha256"), rows)


def _deliveries(made: list[Made], world: World) -> None:
    pk = next_pk(Delivery)
    rows, receipts = [], []
    for one in made:
        for rank, (channel, platform) in enumerate(_used(one)):
            troubled = one.troubled and rank == 1 and one.state in {S.LIVE, S.CORRECTED}
            held = TROUBLE[one.pk % 3] if troubled else one.held
            task = held is Held.NEEDS_PERSON
            rows.append(
                (
                    *(pk, one.pk, channel, platform, min(rank, 1), f"{one.code}-{channel}"),
                    *(one.wanted, one.at, held.value, one.wanted or 1),
                    REASON if troubled else None,
                    *("still_visible" if task else "", world.people[0] if task else None),
                    one.at if held is Held.LIVE else None,
                    one.at if held is Held.GONE else None,
                )
            )
            if held in {Held.LIVE, Held.GONE}:
                url = f"https://social.example/@unit/{pk}"
                receipts.append(
                    (pk, 1, str(pk), url, one.at, one.at if held is Held.GONE else None)
                )
            pk += 1
    names = ("id", "notice_id", "channel_id", "platform", "rank", "key", "wanted", "wanted_at")
    more = ("held", "revision", "reason", "task", "task_for_id", "live_at", "gone_at")
    insert(Delivery, names + more, rows)
    insert(Receipt, ("delivery_id", "revision", "remote_id", "url", "at", "gone_at"), receipts)


def _used(one: Made) -> list[tuple[int, str]]:
    """Two to six channels; all of them where the notice stands now."""
    all_of_them = one.place.channels
    return all_of_them if one.state in {S.LIVE, S.CORRECTED} else all_of_them[: 2 + one.pk % 5]


def _tellings(made: list[Made], world: World) -> None:
    rows = (
        (person, one.pk, "The notice {code} waits for you.", {"code": one.code}, one.at, one.at,
         one.at if one.state not in OPEN else None)
        for one in made[::TOLD]
        for person in {world.people[one.pk % len(world.people)], world.wide[Role.DUTY_OFFICER]}
    )  # fmt: skip
    names = ("person_id", "notice_id", "template", "values", "at", "mailed_at", "seen_at")
    insert(Telling, names, rows)

"""Which pages are measured, and as whom: a row for every address that shows a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from oyez.accounts.models import Person
from oyez.domain.roles import Role
from oyez.listen.models import InboxItem
from oyez.proof.bench.console_places import World
from oyez.publish.models import Notice

NAMED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Visit:
    """One page as one role opens it; `about` names what its address is about."""

    address: str
    role: Role = Role.DUTY_OFFICER
    about: str = ""
    query: str = ""

    @property
    def name(self) -> str:
        """How the figures call it."""
        return " ".join(part for part in (self.address, self.about, self.query) if part)

    def path(self, world: World) -> str:
        """Where it is: about the newest of its kind in the unit with the most channels."""
        arguments = [_about(self.about, world)] if self.about else []
        query = NAMED.sub(lambda found: str(_about(found.group(1), world)), self.query)
        return reverse(self.address, args=arguments) + (query and f"?{query}")


VISITS = (
    Visit("desk"),
    Visit("desk", Role.AUTHOR),
    Visit("live"),
    Visit("live", query="page=2"),
    Visit("live-takedown", query="code={live}"),
    Visit("notices"),
    Visit("notices", query="page=500"),
    Visit("notices", query="state=live&urgency=critical"),
    Visit("notices", query="words=road"),
    Visit("notice-new", Role.AUTHOR),
    Visit("unit-choose", Role.AUTHOR),
    Visit("notice", about="live"),
    Visit("notice", about="submitted"),
    Visit("notice", about="corrected"),
    Visit("notice", about="retracted"),
    Visit("notice-approve", Role.APPROVER, "submitted"),
    Visit("notice-progress", about="live"),
    Visit("notice-takedown", about="live"),
    Visit("watched", about="live"),
    Visit("notice-edit", Role.AUTHOR, "draft"),
    Visit("notice-correct", Role.AUTHOR, "live"),
    Visit("channels"),
    Visit("channel-new", Role.ADMINISTRATOR),
    Visit("channel", Role.GOVERNOR, "channel"),
    Visit("channel-settings", Role.GOVERNOR, "channel"),
    Visit("channel-allowance", Role.GOVERNOR, "channel"),
    Visit("channel-connect", Role.GOVERNOR, "channel"),
    Visit("inbox"),
    Visit("inbox", query="show=all"),
    Visit("inbox", query="label=question&whose=nobody"),
    Visit("inbox-item", about="reply"),
    Visit("inbox-units"),
    Visit("inbox-settings", about="unit"),
    Visit("labels", Role.AUDITOR),
    Visit("labels-sample", Role.AUDITOR, "sample"),
    Visit("labels-results", Role.AUDITOR, "sample"),
    Visit("reviews", Role.GOVERNOR),
    Visit("review-rules", Role.GOVERNOR, "authority"),
    Visit("channel-counts", Role.GOVERNOR, "channel"),
    Visit("archive", Role.GOVERNOR),
    Visit("archive", Role.GOVERNOR, query="words=road"),
    Visit("archive-channel", Role.GOVERNOR, "channel"),
    Visit("purges", Role.GOVERNOR),
    Visit("plans", Role.GOVERNOR),
    Visit("plan-new", Role.GOVERNOR),
    Visit("platforms", Role.GOVERNOR),
    Visit("register", Role.GOVERNOR),
    Visit("register", Role.GOVERNOR, query="kind=no-owner"),
    Visit("register-entry", Role.GOVERNOR, "channel"),
    Visit("freeze", Role.GOVERNOR),
    Visit("emergency", Role.ADMINISTRATOR),
    Visit("people", Role.ADMINISTRATOR),
    Visit("person", Role.ADMINISTRATOR, "person"),
    Visit("person-door", Role.ADMINISTRATOR, "person"),
    Visit("ledger", Role.AUDITOR),
    Visit("ledger", Role.AUDITOR, query="action=publish.approve"),
    Visit("ledger", Role.AUDITOR, query="who=Person+7"),
    Visit("ledger", Role.AUDITOR, query="about=notice:b12"),
    Visit("authorities", Role.ADMINISTRATOR),
    Visit("authority", Role.ADMINISTRATOR, "authority"),
    Visit("on-call"),
    Visit("alarms"),
    Visit("alarm-raise", query="notice={live}"),
    Visit("stations"),
    Visit("paging"),
    Visit("authority-guard", Role.GOVERNOR, "authority"),
    Visit("calendar"),
    Visit("calendar", Role.AUTHOR),
    Visit("exercise", Role.GOVERNOR),
    Visit("account"),
    Visit("help"),
)
# Addresses without a row, and why.
OWN = "shows one row of the person who looks"
NOT_MEASURED = {
    "sign-in": "shows nothing from rows",
    "second-factor": OWN,
    "account-app": OWN,
    "account-codes": OWN,
    "account-password": OWN,
    "passkey-new": OWN,
    "channel-return": "shows nothing but a sentence",
    "plan": "shows the steps of one plan",
    "plan-step": "shows one step of a plan",
    "channel-risk": "shows the few decisions about one channel",
    "confirm": OWN,
    "confirm-kept": OWN,
    "link": OWN,
    "assist": "shows one delivery, and only where people post by hand",
    "alarm": "shows one alarm and what belongs to it",
    "incident": "shows one incident and what belongs to it",
    "paging-arrived": OWN,
    "drill": "shows one drill, and only in an exercise",
    "archive-record": "shows one record and its files",
    "purge": "shows one campaign and a page of what stays",
    "review": "shows what was frozen once; `oyez bench review` measures it",
    "review-channel": "shows a part of the same",
}


def names(visits: Iterable[Visit] = VISITS) -> set[str]:
    """The addresses that have a row."""
    return {visit.address for visit in visits} | set(NOT_MEASURED)


def person_of(visit: Visit, world: World) -> Person:
    """Who opens the page."""
    return Person.objects.get(pk=world.wide[visit.role])


def _about(kind: str, world: World) -> int | str:
    if kind == "channel":
        return world.units[0].channels[1][0]
    if kind == "unit":
        return world.units[0].pk
    if kind == "reply":
        return InboxItem.objects.filter(open_at__isnull=False).latest("pk").pk
    if kind == "sample":
        return world.samples[-1]
    if kind == "authority":
        return world.authorities[0][0]
    if kind == "person":
        return world.people[len(world.wide)]
    notices = Notice.objects.filter(unit=world.units[0].pk, state=kind)
    return notices.order_by("-pk").values_list("code", flat=True)[0]

"""What the frame of every page shows about the person: name and menu."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.accounts.gate import onlooker
from oyez.domain.roles import Verb


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu. `first`: it stands in the bar itself where there is room."""

    href: str
    label: str | Promise
    icon: str
    verb: Verb = Verb.SEE
    first: bool = False
    key: str = ""


ENTRIES = (
    Entry("/", _("Desk"), "desk", first=True, key="d"),
    Entry("/notices/new/", _("New notice"), "plus", Verb.COMPOSE, first=True, key="n"),
    Entry("/notices/", _("Notices"), "notice", first=True, key="a"),
    Entry("/calendar/", _("Calendar"), "calendar", first=True, key="c"),
    Entry("/channels/", _("Channels"), "channels", first=True, key="k"),
    Entry("/freeze/", _("Freeze"), "freeze", first=True, key="f"),
    Entry("/inbox/", _("Inbox"), "inbox"),
    Entry("/alarms/", _("Alarms"), "warning"),
    Entry("/on-call/", _("On call"), "bell"),
    Entry("/reviews/", _("Reviews"), "eye"),
    Entry("/register/", _("Register"), "ledger", Verb.MANAGE_CHANNELS),
    Entry("/archive/", _("Archive"), "copy"),
    Entry("/plans/", _("Plans"), "calendar"),
    Entry("/platforms/", _("Approved platforms"), "check"),
    Entry("/people/", _("People"), "people", Verb.MANAGE_PEOPLE),
    Entry("/authorities/", _("Authorities"), "settings"),
    Entry("/ledger/", _("Ledger"), "ledger", Verb.READ_LEDGER),
    Entry("/exercise/", _("Exercise"), "drill", Verb.RUN_DRILL),
    Entry("/emergency/", _("Lock everything"), "warning", Verb.LOCK_EVERYTHING),
    Entry("/account/", _("Your account"), "key"),
    Entry("/help/", _("Help"), "help"),
)


def menu(request: HttpRequest) -> dict[str, object]:
    """The person who signed in, and the pages they may open."""
    sight = onlooker(request)
    if sight is None:
        return {}
    verbs = sight.verbs()
    # What concerns everybody takes the role for everything.
    verbs -= {verb for verb in (Verb.READ_LEDGER, Verb.LOCK_EVERYTHING) if not sight.may(verb, "/")}
    shown = [entry for entry in ENTRIES if entry.verb in verbs or entry.verb is Verb.SEE]
    here = _here(request.path, shown)
    return {
        "signed_in_as": sight.person,
        "menu": [{"entry": entry, "current": entry is here} for entry in shown],
        "live_here": request.path.startswith("/live/"),
    }


def _here(path: str, shown: list[Entry]) -> Entry | None:
    """The entry that covers the path most closely."""
    covering = [
        one for one in shown if path == one.href or (one.href != "/" and path.startswith(one.href))
    ]
    return max(covering, key=lambda one: len(one.href), default=None)

"""What the frame of every page shows about the person: name and menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from oyez.accounts.gate import verbs_of
from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.domain.roles import Verb


def menu(request: HttpRequest) -> dict[str, object]:
    """The person who signed in, and the pages they may open."""
    person: object = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {}
    verbs = verbs_of(person)
    pages = (
        ("/", _("Desk"), True),
        ("/notices/new/", _("New notice"), Verb.COMPOSE in verbs),
        ("/channels/", _("Channels"), True),
        ("/freeze/", _("Freeze"), True),
        ("/people/", _("People"), Verb.MANAGE_PEOPLE in verbs),
        ("/ledger/", _("Ledger"), may(person, Verb.READ_LEDGER, "/")),
    )
    return {
        "signed_in_as": person,
        "menu": [
            {"href": href, "label": label, "current": _here(request.path, href)}
            for href, label, shown in pages
            if shown
        ],
    }


def _here(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)

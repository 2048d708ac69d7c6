"""Decide how an authority looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.colour import checked_colours
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.govern.crest import take_crest
from oyez.govern.models import Authority


@transaction.atomic
def set_brand(
    by: Person | None,
    authority: Authority,
    *,
    crest: bytes | None = None,
    colours: Mapping[str, str] | None = None,
    languages: Sequence[str] | None = None,
) -> Authority:
    """Change what is given; an empty crest, colour table or list goes back to the house's own.

    `colours` has a bar and an accent with which all text stays readable; the first of
    `languages` is the one in which the public pages open.
    """
    actor = demand(by, Verb.MANAGE_CHANNELS, authority.path)
    changes: dict[str, object] = {}
    if colours is not None:
        changes["colours"] = checked_colours(colours.get("bar", ""), colours.get("accent", ""))
    if languages is not None:
        changes["languages"] = _known(languages)
    if crest is not None:
        changes["crest"] = take_crest(crest) if crest else ""
    Authority.objects.filter(pk=authority.pk).update(**changes)
    authority.refresh_from_db()
    record(actor, "govern.set_brand", f"authority:{authority.pk}", **changes)
    return authority


def _known(languages: Sequence[str]) -> list[str]:
    known = dict(settings.LANGUAGES)
    for code in languages:
        if code not in known:
            template = "There is no language {code} here; there are {known}."
            raise NotAllowed(say(template, code=code, known=", ".join(known)), "languages")
    return list(dict.fromkeys(languages))

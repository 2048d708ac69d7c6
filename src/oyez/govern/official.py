"""What belongs to an authority or is trusted by it: sites, accounts, numbers that people may call.

Screening asks about every other address and number. What a superior body has entered holds below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q

from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import lineage
from oyez.domain.screening.hosts import domain
from oyez.govern.models import Authority, Channel

LISTS: Final = ("official_domains", "approved_domains", "known_numbers")
DOMAIN: Final = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}")
NUMBER: Final = re.compile(r"\+?[0-9(][0-9 /().-]{1,38}")
MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Own:
    """The sites and numbers of an authority, with those of the bodies above it."""

    official: tuple[str, ...]
    approved: tuple[str, ...]
    numbers: tuple[str, ...]


def own_of(authority: Authority) -> Own:
    """What holds for an authority: its own lists, those above it, and the ways to reach it."""
    bodies = list(Authority.objects.filter(path__in=lineage(authority.path)).order_by("path"))
    reached = [dict(body.contact) for body in bodies]
    sites = [way[route] for way in reached for route in ("online", "chat") if way.get(route)]
    hosts = [urlsplit(address).hostname or "" for address in (settings.PUBLIC_URL, *sites)]
    numbers = [way[r] for way in reached for r in ("emergency", "non_emergency") if way.get(r)]
    return Own(
        _all(hosts, *(body.official_domains for body in bodies)),
        _all(*(body.approved_domains for body in bodies)),
        _all(numbers, *(body.known_numbers for body in bodies)),
    )


def accounts_at(hosts: Iterable[str]) -> tuple[str, ...]:
    """The addresses of the accounts in the register at these hosts.

    A closed one is left out: its name may be somebody else's soon. Of very many hosts only some
    are looked for.
    """
    some = islice(sorted(hosts), MOST)
    named = reduce(or_, (Q(public_url__icontains=host) for host in some), Q(pk=None))
    speaking = Channel.objects.filter(named).exclude(mode=Mode.CLOSED)
    return tuple(speaking.values_list("public_url", flat=True))


def _all(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for entries in lists for one in entries if one))


def checked_lists(entered: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The lists as they are kept, each entry once; NotAllowed at the list that has a wrong one."""
    return {name: _checked(name, entered[name]) for name in LISTS if name in entered}


def _checked(name: str, entries: Sequence[str]) -> list[str]:
    if len(entries) > MOST:
        raise NotAllowed(say("At most {most} entries.", most=MOST), name)
    read = _number if name == "known_numbers" else _domain
    return list(dict.fromkeys(read(name, one.strip()) for one in entries if one.strip()))


def _domain(name: str, entry: str) -> str:
    found = domain(entry)
    if not DOMAIN.fullmatch(found):
        raise NotAllowed(say("{entry} is no domain such as police.example.", entry=entry), name)
    return found


def _number(name: str, entry: str) -> str:
    if not NUMBER.fullmatch(entry):
        raise NotAllowed(
            say("{entry} is no number such as 101 or +49 541 327-0.", entry=entry), name
        )
    return entry

"""Which addresses of a notice are watched: those it links to, but not our own pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from oyez.domain.links import find_links
from oyez.domain.looking import Looked
from oyez.looking.addresses import Target, Unfollowable, normalise
from oyez.publish.evidence import looks_in
from oyez.publish.models import Finding, Revision
from oyez.publish.queries import approval_in_force


@dataclass(frozen=True, slots=True)
class Linked:
    """One address as it is watched: in its one form, with the host that is asked."""

    key: str
    address: str
    host: str

    @property
    def number(self) -> int:
        """Its own place in time, so that addresses are not due together."""
        return int(self.key[:8], 16)


def linked_from(revision: Revision) -> list[Linked]:
    """Every address of a wording, each once, in the order of the text."""
    found = dict.fromkeys(_addresses(revision))
    linked = [one for address in found if (one := _linked(address))]
    return list({one.key: one for one in linked}.values())


def _addresses(revision: Revision) -> Iterator[str]:
    yield from revision.links
    for text in revision.texts:
        yield from find_links(str(text.get("body", "")))


def _linked(address: str) -> Linked | None:
    try:
        target: Target = normalise(address)
    except Unfollowable:
        return None  # nobody who reads it gets anywhere with it either
    if target.host == urlsplit(settings.PUBLIC_URL).hostname:
        return None
    key = hashlib.sha256(target.address.encode("utf-8", "surrogatepass")).hexdigest()
    return Linked(key, target.address, target.host)


def approved_looks(revision: Revision) -> dict[str, Looked]:
    """What each linked page showed when the wording was approved, by the key of its address."""
    approval = approval_in_force(revision)
    found = looks_in(approval.evidence if approval else None)
    keyed = ((_linked(address), look) for address, look in found.items())
    return {one.key: look for one, look in keyed if one and (look.seen or look.live)}


def allowed_streams(revision: Revision) -> dict[str, datetime]:
    """Until when somebody has allowed what else would be stopped, by the key of its address."""
    rows = Finding.objects.filter(screening__revision=revision, ends_at__isnull=False)
    found = ((_linked(one.evidence), one.ends_at) for one in rows)
    return {one.key: ends for one, ends in found if one and ends}

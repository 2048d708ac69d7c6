"""What every page, feed and alert of one rendering shares: order, words, times, addresses."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from oyez.reach.content import PublicAuthority, PublicNotice, PublicUnit, Site, Urgency

SHOWN = 20
MARK = "EXERCISE"
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Moment(NamedTuple):
    """A time for machines and for people."""

    iso: str
    text: str


def clean(text: str) -> str:
    """The text without characters that XML or UTF-8 cannot carry."""
    return UNPRINTABLE.sub("", text)


def web_address(url: str) -> str:
    """The address if it leads to the web, else nothing: no script or data address gets out."""
    return url if urlsplit(url).scheme in {"http", "https"} else ""


def urgency_word(urgency: Urgency) -> str:
    """The urgency in the active language."""
    words = {"routine": _("Notice"), "important": _("Important notice"), "critical": _("Warning")}
    return words[urgency]


class Frame:
    """One site, indexed once for one rendering; what several pages show is worked out once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.language = site.languages[0]
        self.zone = ZoneInfo(site.time_zone)
        self.authorities = {authority.slug: authority for authority in site.authorities}
        self.units = {(unit.authority_slug, unit.slug): unit for unit in site.units}
        self.moments: dict[datetime, Moment] = {}
        self.lines: dict[str, SafeString] = {}
        self.notices = sorted(site.notices, key=lambda n: (n.updated_at, n.code), reverse=True)

    def local(self, at: datetime) -> str:
        """The time with a numeric offset and without fractions, as CAP and Atom want it."""
        return at.astimezone(self.zone).isoformat(timespec="seconds")

    def moment(self, at: datetime) -> Moment:
        """The time in the site's zone, with the zone's name."""
        if at not in self.moments:
            local = at.astimezone(self.zone)
            words = date_format(local, _("j F Y, H:i"))
            self.moments[at] = Moment(self.local(at), f"{words} {local.tzname()}")
        return self.moments[at]

    def address(self, path: str = "") -> str:
        """The public address of a path of the tree."""
        return f"{self.site.public_url}/{path}"

    def mark(self, text: str) -> str:
        """The text, said to be an exercise if it is one."""
        return f"{MARK}: {clean(text)}" if self.site.exercise else clean(text)

    def authority(self, notice: PublicNotice) -> PublicAuthority:
        """Who answers for the notice."""
        return self.authorities[notice.authority_slug]

    def lineage(self, authority: str, slug: str) -> list[PublicUnit]:
        """The unit and the units above it, the highest first; a circle ends where it closes."""
        found: list[PublicUnit] = []
        unit = self.units.get((authority, slug))
        while unit is not None and unit not in found:
            found.insert(0, unit)
            unit = self.units.get((authority, unit.parent))
        return found

    def issuer(self, notice: PublicNotice) -> str:
        """The names from the authority down to the unit."""
        units = self.lineage(notice.authority_slug, notice.unit_slug)
        return " · ".join([self.authority(notice).name, *(unit.name for unit in units)])

    def title(self, notice: PublicNotice) -> str:
        """The headline in the pages' language, or that there is none any more."""
        if notice.gone:
            day = self.moment(notice.published_at).text
            return self.mark(_("Withdrawn: notice of %(day)s") % {"day": day})
        return self.mark(notice.text(self.language).headline)

    def withdrawal(self, notice: PublicNotice) -> str:
        """The reason of a withdrawal and what is true instead, as plain text."""
        at = self.moment(notice.chain[-1].at).text
        first = _("This notice was withdrawn on %(at)s.") % {"at": at}
        return clean("\n\n".join(part for part in (first, notice.reason, notice.instead) if part))


def happening(notice: PublicNotice) -> bool:
    """Whether the notice belongs under "happening now": it stands, and it is grave or dated."""
    stands = notice.state in {"live", "corrected"}
    return stands and (notice.urgency != "routine" or notice.valid_until is not None)

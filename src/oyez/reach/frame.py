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
# How a time is written, and the words of a zone where English letters would not be understood.
TIMES = {"en": "j F Y, H:i", "de": r"j. F Y, H:i \U\h\r", "fr": r"j F Y à H:i"}
ZONES = {"de": {"CET": "MEZ", "CEST": "MESZ"}}


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
    """One site in one language, indexed once; what several pages show is worked out once."""

    def __init__(self, site: Site, language: str = "") -> None:
        self.site = site
        self.language = language or site.languages[0]
        self.zone = ZoneInfo(site.time_zone)
        self.authorities = {authority.slug: authority for authority in site.authorities}
        self.units = {(unit.authority_slug, unit.slug): unit for unit in site.units}
        self.moments: dict[datetime, Moment] = {}
        self.lines: dict[str, SafeString] = {}
        self.notices = sorted(site.notices, key=lambda n: (n.updated_at, n.code), reverse=True)

    @property
    def lead(self) -> PublicAuthority | None:
        """The authority that stands for the whole site."""
        return self.authorities.get(self.site.lead)

    def languages(self, who: PublicAuthority | None = None) -> tuple[str, ...]:
        """The languages of an authority's pages, or of those of the whole site."""
        return (who.languages if who else ()) or self.site.languages

    def opens(self, who: PublicAuthority | None = None) -> bool:
        """Whether the canonical addresses show this language."""
        return self.languages(who)[0] == self.language

    def href(self, path: str = "", who: PublicAuthority | None = None, language: str = "") -> str:
        """Where a page stands: the first language at the canonical address, others in a folder.

        A language that the page does not have leads to the canonical address too.
        """
        known, wanted = self.languages(who), language or self.language
        folder = f"{wanted}/" if wanted in known[1:] else ""
        return f"/{folder}{path}"

    def local(self, at: datetime) -> str:
        """The time with a numeric offset and without fractions, as CAP and Atom want it."""
        return at.astimezone(self.zone).isoformat(timespec="seconds")

    def moment(self, at: datetime) -> Moment:
        """The time in the site's zone, with the zone's name."""
        if at not in self.moments:
            local = at.astimezone(self.zone)
            words = date_format(local, TIMES.get(self.language, TIMES["en"]))
            zone = local.tzname() or ""
            zone = ZONES.get(self.language, {}).get(zone, zone)
            self.moments[at] = Moment(self.local(at), f"{words} {zone}")
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

    def speaker(self, notice: PublicNotice) -> str:
        """The name of the unit, or of the authority where none is known."""
        units = self.lineage(notice.authority_slug, notice.unit_slug)
        return units[-1].name if units else self.authority(notice).name

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

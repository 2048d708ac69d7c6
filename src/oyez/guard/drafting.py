"""What an authority could say now, in its own words and languages, with what is known filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from oyez.domain.incident import Happening, Moment, Wish, filled, first, last
from oyez.govern.models import Authority, Channel
from oyez.guard.models import Incident
from oyez.guard.queries.incidents import authority_of
from oyez.guard.wordings import words_for
from oyez.publish.draft import HEADLINE, Words
from oyez.web.times import long_moment

FEW = 12
ENDS = (Happening.ALL_GONE, Happening.ASKED, Happening.CORRECTION)
BEGINS = (Happening.POSTED, Happening.FOREIGN, Happening.SIGN, Happening.LOCKED, Happening.RAISED)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an incident, in no language yet."""

    incident: Incident
    authority: Authority | None
    moments: Sequence[Moment]
    channels: Sequence[str] = ()

    @property
    def since(self) -> datetime | None:
        """Since when."""
        found = first(self.moments, *BEGINS)
        return found.at if found else None


def known_of(incident: Incident, moments: Sequence[Moment]) -> Known:
    """With the accounts that are not ours: the channel concerned, or all of a locked house."""
    rows = Channel.objects.filter(unit__path__startswith=incident.path).order_by("position", "pk")
    accounts = rows.exclude(platform__in=("page", "feeds", "cap"))
    names = list(accounts.values_list("name", flat=True)[:FEW])
    channels = [incident.channel.name] if incident.channel else names
    return Known(incident, authority_of(incident), moments, channels)


def languages_of(known: Known) -> list[str]:
    """Those of the notice; else those of the authority, and at least one."""
    notice = known.incident.notice
    revision = notice.revisions.order_by("number").first() if notice else None
    said = [str(text["language"]) for text in revision.texts] if revision else []
    chosen = said or list(known.authority.languages if known.authority else [])
    return list(dict.fromkeys(chosen)) or [settings.LANGUAGE_CODE]


def words_of(known: Known, wish: Wish) -> list[Words]:
    """The text in each language."""
    found = []
    for language in languages_of(known):
        words = words_for(known.authority, wish, language.partition("-")[0])
        with override(language):
            values = _values(known)
        headline = filled(words.headline, values) or words.headline
        found.append(Words(language, headline[:HEADLINE], filled(words.body, values)))
    return found


def _values(known: Known) -> dict[str, str]:
    """What fills the places, in the language that holds now; what nobody knows stays empty."""
    incident, ended = known.incident, last(known.moments, *ENDS)
    return {
        "authority": known.authority.name if known.authority else "",
        "notice": incident.notice.headline if incident.notice else incident.title,
        "since": long_moment(known.since) if known.since else "",
        "until": long_moment(ended.at) if ended else "",
        "seen": incident.happened.strip().replace("\n", " "),
        "done": _done(known),
        "channels": ", ".join(known.channels),
        "contact": _contact(known.authority),
    }


def _done(known: Known) -> str:
    gone, locked = last(known.moments, Happening.ALL_GONE), first(known.moments, Happening.LOCKED)
    if locked:
        return _("We have locked our access to all of them and are taking them back.")
    if gone:
        return _("We have removed it everywhere and checked that it is gone.")
    if first(known.moments, Happening.ASKED):
        return _("We are removing it everywhere.")
    return ""


def _contact(authority: Authority | None) -> str:
    """Whom to ask; never the emergency number, which is not for questions."""
    routes = authority.contact if authority else {}
    return str(routes.get("non_emergency") or routes.get("online") or routes.get("chat") or "")

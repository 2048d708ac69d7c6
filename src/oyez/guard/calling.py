"""A page in the words and with the link of whoever it goes to."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from oyez.accounts.links import make
from oyez.accounts.models import Person
from oyez.domain.alarm import Station
from oyez.guard.addresses import Reached
from oyez.guard.models import Alarm, Page
from oyez.guard.paging import for_alarm, stationed_at
from oyez.guard.ways import Call
from oyez.publish.variants import EXERCISE
from oyez.web.translate import spoken_row

SHORT = 70


def calls_of(page: Page) -> list[Call]:
    """The calls that a page row stands for: one to each address of its way."""
    alarm = page.alarm
    if page.person:
        return _calls(page, page.person, page.person.language, link_for(page.person, alarm))
    language, link = settings.LANGUAGE_CODE, f"{settings.CONSOLE_URL}{path_of(alarm)}"
    there = stationed_at(alarm.path, Station(page.station))
    return [call for place in there for call in _calls(page, place, language, link)]


def _calls(page: Page, who: Reached, language: str, link: str) -> list[Call]:
    alarm, mark = page.alarm, EXERCISE if settings.EXERCISE else ""
    with override(language):
        text = f"{mark}{words_of(alarm)}"
        subject = f"{mark}Oyez: {headline(alarm)[:SHORT]}"
    return [
        Call(
            page=page.pk,
            way=page.way,
            to=one.to,
            subject=subject,
            text=text,
            link=link,
            loud=page.loud,
            key=f"oyez-page-{page.pk}",
            language=language,
            address=one.row.pk if one.row else None,
        )
        for one in for_alarm(who, alarm)
        if one.way == page.way
    ]


def link_for(person: Person, alarm: Alarm) -> str:
    """The page on which the person can act, behind the sign-in."""
    return make(person, path_of(alarm))


def path_of(alarm: Alarm) -> str:
    """Where the alarm's page is."""
    return f"/alarms/{alarm.pk}/"


def headline(alarm: Alarm) -> str:
    """What it is about in a few words."""
    about = alarm.notice.headline if alarm.notice else alarm.channel.name if alarm.channel else ""
    return _("Alarm: {about}").format(about=about) if alarm.loud else about


def words_of(alarm: Alarm) -> str:
    """What happened, in the reader's language."""
    return spoken_row({"template": alarm.template, "values": alarm.values})

"""What waits in the inbox for too long pages somebody: loudly where a life may be in danger."""

from __future__ import annotations

from datetime import timedelta

from warned import Warned

from oyez.domain.alarm import AlarmState, Cause, Outcome
from oyez.guard.ending import contain_due
from oyez.guard.models import Alarm
from oyez.guard.waiting import FEW, raise_overdue
from oyez.listen.models import InboxItem
from oyez.listen.models.inbox_item import Place


def waits(warned: Warned, author: str, *, urgent: bool = False) -> InboxItem:
    item = warned.said(author, 0, alarm=0.0)
    item.open_at, item.place = warned.at(0), Place.URGENT if urgent else Place.OTHER
    item.save()
    return item


def test_an_urgent_item_that_nobody_has_read_rings(warned: Warned) -> None:
    item = waits(warned, "ann", urgent=True)
    raise_overdue(warned.at(299))
    assert warned.alarms == []
    raise_overdue(warned.at(301))
    raise_overdue(warned.at(302))
    (alarm,) = warned.alarms
    assert (alarm.cause, alarm.loud, alarm.about) == (Cause.LIFE, True, f"life:{item.pk}")
    assert item.text not in alarm.template.format(**alarm.values), "no words of a reply in a page"
    page = warned.room.client(warned.room.dora).get(f"/alarms/{alarm.pk}/").content.decode()
    assert f"/inbox/{item.pk}/" in page
    assert contain_due(warned.at(400)) == 0
    InboxItem.objects.update(open_at=None)
    assert contain_due(warned.at(401)) == 1
    alarm.refresh_from_db()
    assert (alarm.state, alarm.outcome) == (AlarmState.RESOLVED, Outcome.ANSWERED)


def test_a_flood_of_them_rings_often_and_not_for_ever(warned: Warned) -> None:
    for number in range(FEW + 5):
        waits(warned, f"author {number}", urgent=True)
    raise_overdue(warned.at(301))
    assert Alarm.objects.filter(cause=Cause.LIFE).count() == FEW


def test_what_is_merely_old_is_one_quiet_alarm_a_unit(warned: Warned) -> None:
    first = waits(warned, "ann")
    late = warned.start + timedelta(hours=25)
    raise_overdue(late)
    (alarm,) = warned.alarms
    assert (alarm.cause, alarm.loud) == (Cause.AGED, False)
    second = waits(warned, "ben")
    raise_overdue(late + timedelta(minutes=1))
    assert {sign.item for sign in alarm.signs.all()} == {first, second}
    assert len(warned.alarms) == 1


def test_the_page_of_an_item_leads_to_an_alarm(warned: Warned) -> None:
    item = waits(warned, "ann")
    room = warned.room
    link = f"/alarms/raise/?item={item.pk}"
    assert link in room.client(room.dora).get(f"/inbox/{item.pk}/").content.decode()
    assert link not in room.client(room.audrey).get(f"/inbox/{item.pk}/").content.decode()

"""The pages of alarms: who sees them, what they offer, and what a button does."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from warned import Warned

from newsroom import Newsroom
from oyez.audit.models import Entry
from oyez.domain.alarm import AlarmState, Cause, Outcome
from oyez.domain.notice import Urgency
from oyez.govern.models import Freeze
from oyez.guard.actions import raise_by_hand
from oyez.guard.models import Alarm, Incident, Sign
from oyez.guard.queries.alarms import judged_replies
from oyez.guard.weighing import weigh_due
from oyez.listen.models import InboxItem
from oyez.publish.models import Notice


@pytest.fixture
def alarm(warned: Warned) -> Alarm:
    warned.said("ann", 60, text="Look at https://bad.example what you posted")
    warned.said("ben", 80)
    weigh_due(warned.at(81))
    return warned.alarms[0]


@pytest.fixture
def dora(warned: Warned) -> Client:
    return warned.room.client(warned.room.dora)


def html(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_the_alarm_says_what_why_and_offers_what_to_do(dora: Client, alarm: Alarm) -> None:
    text = html(dora, f"/alarms/{alarm.pk}/")
    for words in (
        "2 people warn about this notice",
        "Nobody has it yet",
        "I have it",
        f"/notices/{alarm.notice.code}/takedown/?because=look",
        "2 replies",
        "Freeze Polizeiinspektion Emsland",
        "False: nothing was wrong",
    ):
        assert words in text
    assert "Show it. It contains a link." in text, "what may be harmful is not simply shown"


def test_it_stands_on_every_page_until_nobody_is_harmed(dora: Client, alarm: Alarm) -> None:
    for path in ("/", "/channels/", "/alarms/"):
        assert "Nobody has it: look and act" in html(dora, path)
    dora.post(f"/alarms/{alarm.pk}/acknowledge/")
    assert "Dora has it" in html(dora, "/channels/")
    Alarm.objects.update(state=AlarmState.CONTAINED, contained_at=timezone.now())
    assert 'class="strip alarm"' not in html(dora, "/channels/")
    assert f'id="alarm-{alarm.pk}"' in html(dora, "/"), "on the desk it stays until it is closed"


def test_quiet_alarms_stand_in_no_banner(dora: Client, alarm: Alarm) -> None:
    Alarm.objects.update(loud=False, loud_at=None)
    assert 'class="strip alarm"' not in html(dora, "/channels/")


def test_strangers_see_nothing_of_it(warned: Warned, alarm: Alarm) -> None:
    charlie = warned.room.client(warned.room.charlie)
    assert html(charlie, f"/alarms/{alarm.pk}/", 404)
    assert charlie.post(f"/alarms/{alarm.pk}/acknowledge/").status_code == 404
    assert 'class="strip alarm"' not in html(charlie, "/channels/")
    assert "Nothing is dangerous" in html(charlie, "/alarms/")
    auditor = warned.room.client(warned.room.audrey)
    assert "I have it" not in html(auditor, f"/alarms/{alarm.pk}/")


def test_the_second_who_answers_hears_who_was_first(warned: Warned, alarm: Alarm) -> None:
    dora, bob = (warned.room.client(one) for one in (warned.room.dora, warned.room.bob))
    assert dora.post(f"/alarms/{alarm.pk}/acknowledge/").status_code == 302
    answer = bob.post(f"/alarms/{alarm.pk}/acknowledge/")
    assert answer.status_code == 422
    assert "Dora has this alarm already." in answer.content.decode()


def test_a_false_alarm_asks_for_the_reason_and_labels_its_replies(
    dora: Client, alarm: Alarm
) -> None:
    answer = dora.post(f"/alarms/{alarm.pk}/close/", {"learnt": "A joke of a fan club"})
    assert answer.status_code == 422
    assert "A joke of a fan club" in answer.content.decode(), "nothing typed is lost"
    assert not list(judged_replies())
    dora.post(f"/alarms/{alarm.pk}/close/", {"outcome": "prank", "learnt": "A joke"})
    alarm.refresh_from_db()
    assert (alarm.state, alarm.outcome, alarm.learnt) == ("resolved", Outcome.PRANK, "A joke")
    assert {sign.alarm.outcome for sign in judged_replies()} == {"prank"}
    assert judged_replies().count() == 2
    assert "A prank" in html(dora, "/alarms/")


def test_the_page_of_the_takedown_has_the_reason_chosen(dora: Client, alarm: Alarm) -> None:
    Alarm.objects.update(cause=Cause.DRIFT)
    text = html(dora, f"/alarms/{alarm.pk}/")
    assert "?because=inside" in text
    page = html(dora, f"/notices/{alarm.notice.code}/takedown/?because=inside")
    assert 'value="inside" id="retract_choice_3" checked' in page
    strange = html(dora, f"/notices/{alarm.notice.code}/takedown/?because=nonsense")
    assert 'value="look" id="retract_choice_0" checked' in strange


def test_one_button_freezes_the_unit_and_nothing_else(dora: Client, alarm: Alarm) -> None:
    assert dora.post(f"/alarms/{alarm.pk}/freeze/", {"scope": "/"}).status_code == 404
    assert not Freeze.objects.exists()
    dora.post(f"/alarms/{alarm.pk}/freeze/", {"scope": alarm.path})
    assert Freeze.objects.get().scope == alarm.path


def test_a_stale_session_shows_who_it_is_before_it_freezes(warned: Warned, alarm: Alarm) -> None:
    stale = warned.room.client(warned.room.dora, stale=True)
    answer = stale.post(f"/alarms/{alarm.pk}/freeze/", {"scope": alarm.path})
    assert answer["Location"].startswith("/confirm/")
    assert not Freeze.objects.exists()
    assert stale.post(f"/alarms/{alarm.pk}/acknowledge/")["Location"] == f"/alarms/{alarm.pk}/"


def test_raised_by_hand_from_the_notice(warned: Warned, dora: Client) -> None:
    code = warned.notice.code
    assert f"/alarms/raise/?notice={code}" in html(dora, f"/notices/{code}/")
    answer = dora.post("/alarms/raise/", {"notice": code, "note": " "})
    assert answer.status_code == 422
    assert "Write in a sentence what is wrong." in answer.content.decode()
    dora.post("/alarms/raise/", {"notice": code, "note": "The map shows another town"})
    (alarm,) = warned.alarms
    assert (alarm.cause, alarm.loud, alarm.notice) == (Cause.PERSON, True, warned.notice)
    assert "Dora says: The map shows another town" in html(dora, f"/notices/{code}/")


def test_raised_by_hand_from_a_reply(warned: Warned, dora: Client) -> None:
    item = warned.said("ann", 10, alarm=0.0)
    assert "Look at what you have posted" in html(dora, f"/alarms/raise/?item={item.pk}")
    dora.post("/alarms/raise/", {"item": item.pk, "note": "She is right"})
    (alarm,) = warned.alarms
    assert alarm.about == f"notice:{warned.notice.code}"
    assert [sign.item for sign in Sign.objects.filter(alarm=alarm)] == [item]


def test_a_message_about_no_notice_raises_one_about_itself(warned: Warned, dora: Client) -> None:
    item = warned.said("ann", 10, alarm=0.0)
    InboxItem.objects.update(delivery=None)
    dora.post("/alarms/raise/", {"item": item.pk, "note": "Somebody is in danger"})
    (alarm,) = warned.alarms
    assert (alarm.about, alarm.notice, alarm.channel) == (f"item:{item.pk}", None, item.channel)
    assert "takedown" not in html(dora, f"/alarms/{alarm.pk}/").partition("<main")[2]


@pytest.mark.parametrize(
    "query", ["", "notice=zzzzzzz", "item=0", "item=99999", "item=x", f"item={'9' * 30}"]
)
def test_nothing_to_raise_an_alarm_about(dora: Client, query: str) -> None:
    html(dora, f"/alarms/raise/?{query}", 404)


def test_who_may_take_nothing_back_raises_none(warned: Warned) -> None:
    audrey = warned.room.client(warned.room.audrey)
    html(audrey, f"/alarms/raise/?notice={warned.notice.code}", 404)
    item = warned.said("ann", 10)
    html(audrey, f"/alarms/raise/?item={item.pk}", 404)


def test_the_incident_is_opened_once(dora: Client, alarm: Alarm) -> None:
    first = dora.post(f"/alarms/{alarm.pk}/incident/")["Location"]
    assert dora.post(f"/alarms/{alarm.pk}/incident/")["Location"] == first
    assert Incident.objects.count() == 1
    assert Entry.objects.filter(action="guard.open_incident").count() == 1


def test_an_unknown_deed_is_none(dora: Client, alarm: Alarm) -> None:
    assert dora.post(f"/alarms/{alarm.pk}/explode/").status_code == 404
    assert dora.get(f"/alarms/{alarm.pk}/close/")["Location"] == f"/alarms/{alarm.pk}/"


def test_the_prepared_correction_goes_out_from_here(room: Newsroom) -> None:
    notice = room.approved(Urgency.CRITICAL)
    Notice.objects.filter(pk=notice.pk).update(state="live", live_at=timezone.now())
    alarm = raise_by_hand(room.dora, notice, note="Wrong time", at=timezone.now())
    text = html(room.client(room.dora), f"/alarms/{alarm.pk}/")
    assert f'action="/notices/{notice.code}/issue-prepared/"' in text
    assert "The evacuation is over." in text

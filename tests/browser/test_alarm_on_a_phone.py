"""From an alarm to gone everywhere, on a phone, with one thumb and scripts switched off."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from test_phone import PHONE, in_reach, sign_in, stands

from conftest import Console
from oyez.domain.alarm import AlarmState
from oyez.guard.actions import raise_by_hand
from oyez.guard.calling import link_for
from oyez.guard.ending import contain_due
from oyez.guard.models import Alarm, Incident
from oyez.publish.models import Delivery, Notice, Receipt

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def alarmed(console: Console) -> Alarm:
    """What stands on three channels shows something that it should not."""
    notice = console.room.approved()
    stands(notice)
    notice.refresh_from_db()
    note = "The map shows another town"
    return raise_by_hand(console.room.bob, notice, note=note, at=timezone.now())


def removed() -> None:
    """What a worker would have written."""
    now = timezone.now()
    Receipt.objects.update(gone_at=now, evidence="404 from outside")
    Delivery.objects.update(held="gone", gone_at=now, due_at=None)
    contain_due(now)


def narrow(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def closed_afterwards(page: Page, alarm: Alarm) -> None:
    page.goto(f"/alarms/{alarm.pk}/")
    expect(page.get_by_text("It does no more harm since")).to_be_visible()
    expect(page.get_by_role("note").filter(has_text="has it")).to_have_count(0)
    expect(page.get_by_role("radio", name="Taken down")).to_be_checked()
    page.get_by_label("What was learnt").fill("Maps are compared by two.")
    page.get_by_role("button", name="Close the alarm").click()
    expect(page.get_by_text("The alarm is closed.")).to_be_visible()


def test_from_the_page_of_an_alarm_to_gone_everywhere(console: Console) -> None:
    alarm = alarmed(console)
    page = console.context(**PHONE).new_page()
    sign_in(page, "dora")
    # The link of a page leads there; the banner does so too.
    page.goto(link_for(console.room.dora, alarm).replace("http://127.0.0.1:8000", console.base))
    expect(page.get_by_text("Bob says: The map shows another town").first).to_be_visible()
    narrow(page)
    in_reach(page, "I have it")
    page.get_by_role("button", name="I have it").click()
    expect(page.get_by_text("You have it. Nobody else is paged.")).to_be_visible()
    expect(page.get_by_role("note").filter(has_text="Dora has it")).to_be_visible()

    page.get_by_role("link", name="Take it down everywhere").click()
    expect(page.get_by_role("radio", name=re.compile("while we look into it"))).to_be_checked()
    in_reach(page, "Take down on 3 channels")
    page.get_by_role("button", name="Take down on 3 channels").click()
    expect(page.get_by_text("0 of 3 channels are clear")).to_be_visible()
    removed()

    closed_afterwards(page, alarm)
    alarm.refresh_from_db()
    assert (alarm.state, alarm.outcome) == (AlarmState.RESOLVED, "taken_down")
    assert Notice.objects.get().state == "retracted"
    assert Incident.objects.get().notice == alarm.notice


def test_a_false_alarm_asks_why_and_loses_nothing(console: Console) -> None:
    alarm = alarmed(console)
    page = console.context(console.room.dora, **PHONE).new_page()
    page.goto(f"/alarms/{alarm.pk}/")
    page.get_by_label("What was learnt").fill("A fan club was joking.")
    page.get_by_role("button", name="Close the alarm").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what it was.")
    expect(page.get_by_label("What was learnt")).to_have_value("A fan club was joking.")
    page.get_by_label("A prank, or people who wanted to harm us").check()
    page.get_by_role("button", name="Close the alarm").click()
    expect(page.get_by_text("The alarm is closed.")).to_be_visible()
    assert Notice.objects.get().state == "live", "nothing was taken down"


def test_with_the_keyboard_alone(console: Console) -> None:
    alarm = alarmed(console)
    page = console.context(console.room.dora, viewport={"width": 1280, "height": 800}).new_page()
    page.goto("/")
    page.get_by_role("link", name="Nobody has it: look and act").focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="I have it")
    for _ in range(60):
        if button.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You have it. Nobody else is paged.")).to_be_visible()
    alarm.refresh_from_db()
    assert alarm.acknowledged_by == console.room.dora

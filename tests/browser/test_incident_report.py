"""After the danger: say what happened, draft an apology, decide on a measure, take the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from test_alarm_on_a_phone import alarmed, removed

from conftest import Console
from oyez.guard.actions import acknowledge
from oyez.guard.models import Incident, Measure
from oyez.publish.actions import retract
from oyez.publish.models import Notice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def over(console: Console) -> Incident:
    """What was dangerous is proved gone."""
    alarm, room = alarmed(console), console.room
    acknowledge(room.dora, alarm, at=timezone.now())
    retract(room.dora, alarm.notice, "It was wrong.", at=timezone.now())
    removed()
    return Incident.objects.get()


def described(page: Page) -> None:
    page.get_by_label("What people could see").fill("For some minutes a wrong map.")
    page.get_by_label("What was learnt").fill("Two people compare maps.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("It is kept.")).to_be_visible()


def decided(console: Console, page: Page) -> None:
    page.get_by_text("Decide on a measure").click()
    page.get_by_label("What has to be done").fill("Write it into the rules for authors")
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.get_by_text("It stands on the desk of whoever does it.")).to_be_visible()
    assert Measure.objects.get().owner == console.room.dora


def taken(page: Page, file: Path) -> None:
    with page.expect_download() as caught:
        page.get_by_role("link", name="Report as PDF").click()
    caught.value.save_as(file)
    reader = PdfReader(file)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(one.extract_text() for one in reader.pages).split())
    for words in ("Two people compare maps.", "For some minutes a wrong map.", "404 from outside"):
        assert words in text


def test_from_what_happened_to_the_report(console: Console, tmp_path: Path) -> None:
    incident = over(console)
    context = console.context(
        console.room.dora, viewport={"width": 390, "height": 844}, accept_downloads=True
    )
    page = context.new_page()
    page.goto(f"/incidents/{incident.pk}/")
    expect(page.get_by_text("Gone everywhere, proved").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    described(page)
    decided(console, page)

    page.locator("summary", has_text="Apology").click()
    ready = page.locator("details", has_text="Apology")
    expect(ready.get_by_text("For some minutes a wrong map.")).to_be_visible()
    taken(page, tmp_path / "report.pdf")

    page.goto(f"/incidents/{incident.pk}/")
    page.locator("summary", has_text="Apology").click()
    page.get_by_role("button", name="Make a draft of it Apology").click()
    expect(page.get_by_role("textbox", name="Headline", exact=True).first).to_have_value(
        "We apologise: Bomb disposal in Lingen"
    )
    assert Notice.objects.filter(state="draft").count() == 1


def test_it_is_closed_when_something_was_learnt(console: Console) -> None:
    incident = over(console)
    incident.alarms.update(state="resolved", outcome="taken_down")
    page = console.context(console.room.dora, java_script_enabled=False).new_page()
    page.goto(f"/incidents/{incident.pk}/")
    page.get_by_role("button", name="Close the incident").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what was learnt")
    page.get_by_label("What was learnt").fill("Two people compare maps.")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Close the incident").click()
    expect(page.get_by_text("The incident is closed. Its report stays.")).to_be_visible()
    incident.refresh_from_db()
    assert incident.resolved_by == console.room.dora

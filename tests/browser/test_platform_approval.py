"""A governor approves a platform with conditions and an end; a channel on it then takes notices."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from eyes import findings
from playwright.sync_api import Page, expect
from test_triage import button

from conftest import Console
from newsroom import BODY, HEADLINE, channel
from oyez.accounts.models import Person
from oyez.domain.channel import may_carry
from oyez.domain.notice import Urgency
from oyez.domain.verdict import GO
from oyez.govern.models import Channel, PlatformApproval
from oyez.govern.queries import standings
from oyez.publish.models import Delivery, Notice
from oyez.reach.publishing import publish_all

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TERMS = "Comments stay off; a check of privacy each spring."
NOT_YET = "Telegram is not approved"


def telegram(console: Console) -> Channel:
    """A channel with everything but the approval."""
    options = {"base_url": "https://telegram.example", "language": "en", "account": "@emsland"}
    return channel(console.room.unit, "telegram", "Telegram Emsland", **options)


def window(console: Console, person: Person, width: int = 1280) -> Page:
    options = {"viewport": {"width": width, "height": 844}, "bypass_csp": True}
    return console.context(person, **options).new_page()


def carried(console: Console, one: Channel, headline: str) -> bool:
    """Alice writes and Bob approves; whether the channel is among those that bring it."""
    alice, bob = window(console, console.room.alice), window(console, console.room.bob)
    alice.goto("/notices/new/")
    alice.get_by_role("textbox", name="Headline", exact=True).fill(headline)
    alice.get_by_role("textbox", name="Text", exact=True).fill(BODY)
    button(alice, "Submit for approval").click()
    expect(alice.get_by_text("Waits for").first).to_be_visible()
    bob.goto("/")
    bob.get_by_role("link", name=headline).first.click()
    button(bob, "Approve").click()
    expect(bob.get_by_text("channels are as wished").first).to_be_visible()
    notice = Notice.objects.latest("pk")
    bob.context.close()
    alice.context.close()
    return Delivery.objects.filter(notice=notice, channel=one).exists()


def card(page: Page, one: Channel) -> str:
    """What the composer says about the channel."""
    page.goto("/notices/new/")
    return page.locator(f"#pv-{one.pk}").inner_text()


def approve(page: Page, begins: str, ends: str) -> None:
    page.get_by_label("Authority that decides").select_option(label="Ministry of the Interior")
    page.get_by_label("Platform", exact=True).select_option("telegram")
    page.get_by_label("From", exact=True).fill(begins)
    page.get_by_label("Until").fill(ends)
    page.get_by_label("Conditions").fill(TERMS)
    button(page, "Approve platform").click()


def approved_on_a_phone(console: Console, one: Channel, ends: date) -> None:
    """Greta mistypes the last day, mends it, and finds it in the list and in the register."""
    greta, today = window(console, console.room.greta, width=390), timezone.localdate()
    greta.goto("/platforms/")
    approve(greta, today.isoformat(), (today - timedelta(days=1)).isoformat())
    expect(greta.get_by_role("alert")).to_contain_text("would end before it begins")
    expect(greta.get_by_label("Conditions")).to_have_value(TERMS)
    assert findings(greta) == []
    assert not PlatformApproval.objects.filter(platform="telegram").exists()
    approve(greta, today.isoformat(), ends.isoformat())
    expect(greta.get_by_text("The platform is approved.")).to_be_visible()
    row = greta.get_by_role("listitem").filter(has_text="Telegram").filter(has_text="In force")
    expect(row).to_contain_text(TERMS)
    assert findings(greta) == []
    greta.goto(f"/register/{one.pk}/")
    expect(greta.get_by_role("region", name="Approvals")).to_contain_text(TERMS)
    assert findings(greta) == []


def listed(settings: object) -> str:
    """The public list of official accounts, as machines read it."""
    publish_all(set(), common=True)
    (found,) = Path(settings.SITE_ROOT).rglob(".well-known/official-accounts.json")
    return json.dumps(json.loads(found.read_text()))


def test_with_an_approval_a_channel_carries_notices_until_it_ends(
    console: Console, settings: object, tmp_path: Path
) -> None:
    settings.SITE_ROOT, settings.PUBLIC_URL = tmp_path / "site", "https://news.example"
    one, ends = telegram(console), timezone.localdate() + timedelta(days=90)
    alice = window(console, console.room.alice)
    assert NOT_YET in card(alice, one)
    assert not carried(console, one, HEADLINE)

    approved_on_a_phone(console, one, ends)

    assert NOT_YET not in card(alice, one)
    assert "Held back" not in card(alice, one)
    assert carried(console, one, "The bridge is open again")
    assert '"Telegram Emsland"' in listed(settings)
    now = timezone.now()
    assert may_carry(standings([one.pk], now)[one.pk], Urgency.ROUTINE) == GO
    over = timezone.make_aware(datetime.combine(ends + timedelta(days=1), time(8)))
    with time_machine.travel(over, tick=False):
        late = window(console, console.room.alice)
        assert "The approval of Telegram ended on" in card(late, one)


def test_whoever_may_not_approve_reads_and_finds_no_form(console: Console) -> None:
    page = window(console, console.room.alice)
    page.goto("/platforms/")
    expect(page.get_by_role("heading", name="Approved platforms")).to_be_visible()
    expect(button(page, "Approve platform")).to_have_count(0)

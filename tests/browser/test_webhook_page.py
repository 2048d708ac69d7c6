"""The page that shows a webhook's address, which only a form leads to."""

from __future__ import annotations

import pytest
from eyes import axe, faults

from conftest import Console
from oyez.govern.actions import create_channel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_address_is_shown_once_on_an_accessible_page(console: Console) -> None:
    channel = create_channel(None, console.room.unit, platform="sms", name="SMS Emsland")
    page = console.context(console.room.ada, bypass_csp=True).new_page()
    rules, bad = axe(), []
    for button in ("Make an address", "Make a new address"):
        page.goto(f"/channels/{channel.pk}/")
        bad += faults(page, rules, "channel")
        page.get_by_role("button", name=button).click()
        page.locator("#hook").wait_for()
        assert "/hooks/" in page.locator("#hook").inner_text()
        bad += faults(page, rules, "webhook")
    page.get_by_role("link", name="Back to the channel").click()
    assert "/hooks/" not in page.content()
    assert bad == [], "\n".join(bad)

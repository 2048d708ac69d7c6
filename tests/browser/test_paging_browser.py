"""Pages into a browser: our own script asks, our own worker shows them, and leads to us alone."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import CDPSession, Page, expect

from conftest import Console

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOWN = """async () => {
  const here = await navigator.serviceWorker.getRegistration('/account/paging/');
  const all = here ? await here.getNotifications() : [];
  return all.map(one => [one.title, one.body, one.data.url]);
}"""


def asked(console: Console, *, allowed: bool) -> tuple[Page, list[str]]:
    """The button was pressed; there is no push service to reach from here."""
    context = console.context(console.room.dora)
    context.grant_permissions(["notifications"] if allowed else [], origin=console.base)
    page, trouble = context.new_page(), list[str]()
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text))
    page.goto("/account/paging/")
    page.get_by_role("button", name="Page me in this browser").click()
    return page, trouble


def registration(session: CDPSession, page: Page) -> str:
    """The number under which the browser knows our worker."""
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(one["registrationId"] for one in told["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.wait_for_function("navigator.serviceWorker.getRegistration('/account/paging/')")
    for _ in range(50):
        if found:
            return found[-1]
        page.wait_for_timeout(100)
    raise AssertionError("no worker was registered")


def test_our_worker_shows_a_page_and_leads_to_it(console: Console) -> None:
    page, trouble = asked(console, allowed=True)
    expect(page.get_by_text("This browser cannot be reached.")).to_be_visible(timeout=30_000)
    session = page.context.new_cdp_session(page)
    number = registration(session, page)
    told = {"title": "Oyez: Alarm", "body": "Look", "url": "/alarms/7/", "tag": "p", "lang": "en"}
    sent = {"origin": console.base, "registrationId": number, "data": json.dumps(told)}
    session.send("ServiceWorker.deliverPushMessage", sent)
    page.wait_for_function(f"({SHOWN})().then(all => all.length)")
    assert page.evaluate(SHOWN) == [["Oyez: Alarm", "Look", "/alarms/7/"]]
    assert trouble == [], "neither the policy nor trusted types refuse our own script"


def test_who_does_not_allow_it_is_told_so(console: Console) -> None:
    page, _trouble = asked(console, allowed=False)
    expect(page.get_by_text("Your browser does not allow notifications")).to_be_visible()


def test_without_a_script_the_other_ways_remain(console: Console) -> None:
    page = console.context(console.room.dora, java_script_enabled=False).new_page()
    page.goto("/account/paging/")
    expect(page.get_by_role("button", name="Page me in this browser")).to_be_hidden()
    expect(page.get_by_role("button", name="Send me a test page")).to_be_visible()

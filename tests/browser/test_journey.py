"""A notice from the first word to its tombstone, on a phone, with scripts switched off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from conftest import Console
from newsroom import BODY, PASSWORD
from oyez.publish.models import Notice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}


def sign_in(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_label("E-mail address").fill(f"{name}@police.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()


def compose(page: Page) -> str:
    page.get_by_role("link", name="New notice").click()
    page.get_by_role("textbox", name="Headline", exact=True).fill("Bomb disposal in Lingen")
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_role("alert")).to_contain_text("Write the text of the notice.")
    page.get_by_role("alert").get_by_role("link", name="Text", exact=True).click()
    page.get_by_role("textbox", name="Text", exact=True).fill(BODY)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text(re.compile(r"\d+ of 300 characters"))).to_be_visible()
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_text("Waits for a second person")).to_be_visible()
    return page.url.split("#")[0]


def test_compose_approve_take_back(console: Console) -> None:
    author, second = (console.context(**PHONE).new_page() for _ in range(2))
    sign_in(author, "alice")
    url = compose(author)
    assert author.get_by_role("button", name="Approve").count() == 0

    sign_in(second, "bob")
    second.get_by_role("link", name="Bomb disposal in Lingen").click()
    expect(second.get_by_text("Please leave the marked area").first).to_be_visible()
    second.get_by_role("button", name="Approve").click()
    expect(second.get_by_text("0 of 3 channels are as wished")).to_be_visible()

    second.get_by_role("link", name="Take back").click()
    second.locator("summary", has_text="Take back").click()
    second.get_by_label("Why it is withdrawn").fill("It was a water pipe")
    second.get_by_role("button", name="Take back from 3 channels").click()
    expect(second.get_by_text("3 of 3 channels are as wished")).to_be_visible()

    author.goto(url)
    expect(author.get_by_role("heading", name="Taken back")).to_be_visible()
    expect(author.get_by_text("It was a water pipe")).to_be_visible()
    assert Notice.objects.get().state == "retracted"


def test_the_keyboard_alone_takes_back(console: Console) -> None:
    notice = console.room.approved()
    page = console.context(console.room.bob, **PHONE).new_page()
    page.goto(f"/notices/{notice.code}/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    summary = page.locator("summary", has_text="Take back")
    for _ in range(12):
        if summary.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("It was a water pipe")
    page.keyboard.press("Enter")
    expect(page.get_by_text("being taken back everywhere")).to_be_visible()

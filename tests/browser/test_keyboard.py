"""The keyboard alone, from the sign-in to the takedown, with a visible focus at each stop."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import Console
from newsroom import BODY, PASSWORD
from oyez.publish.models import Delivery, Notice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST, PAUSE = 90, 1500
RING = """() => {
  const node = document.activeElement, style = getComputedStyle(node);
  const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const label = node.matches('.seg input') && getComputedStyle(node.nextElementSibling);
  const box = node.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight;
  return (shown || label && label.outlineStyle !== 'none') && inside ? '' : node.outerHTML;
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus; every stop on the way shows where it is."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        hidden = page.evaluate(RING)
        assert hidden == "", f"no visible focus at {hidden[:150]}"
        if wanted.count() and wanted.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached by the keyboard")


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_from_the_sign_in_to_the_takedown(console: Console) -> None:
    author = signed_in(console, "alice")
    author.goto("/notices/new/")
    tab_to(author, author.get_by_role("textbox", name="Headline", exact=True))
    author.keyboard.type("Bomb disposal in Lingen")
    tab_to(author, author.get_by_role("textbox", name="Text", exact=True))
    author.keyboard.type(BODY)
    author.wait_for_timeout(PAUSE)  # the previews follow; nobody looks for the next field meanwhile
    tab_to(author, button(author, "Submit for approval"))
    enter(author)
    expect(author.get_by_text("Waits for a second person")).to_be_visible()

    second = signed_in(console, "bob")
    tab_to(second, second.get_by_role("link", name="Bomb disposal in Lingen"))
    enter(second)
    tab_to(second, button(second, "Approve"))
    enter(second)
    expect(second.get_by_text("channels are as wished").first).to_be_visible()

    notice = Notice.objects.get()
    Delivery.objects.update(held="live", revision=1, attempt=1, due_at=None)
    Notice.objects.update(state="live", live_at=notice.created_at)
    second.goto("/")
    tab_to(second, second.get_by_role("link", name="Take down Bomb disposal in Lingen"))
    enter(second)
    tab_to(second, button(second, "Take down on 3 channels"))
    enter(second)
    expect(second.get_by_text("being taken down everywhere")).to_be_visible()
    assert Notice.objects.get().retract_reason.startswith("We have withdrawn this notice")


def signed_in(console: Console, name: str) -> Page:
    page = console.context().new_page()
    page.goto("/")
    tab_to(page, page.get_by_label("E-mail address"))
    page.keyboard.type(f"{name}@police.example")
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    enter(page)
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    return page


def test_the_first_stop_skips_the_menu(console: Console) -> None:
    page = console.context(console.room.bob).new_page()
    page.goto("/live/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")

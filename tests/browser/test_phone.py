"""The phone, one hand, scripts switched off: from the first word to the tombstone."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from eyes import dressed
from playwright.sync_api import Page, expect

from conftest import Console
from newsroom import BODY, PASSWORD
from oyez.publish.models import Delivery, Notice, Receipt

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}
REACH = 844 * 0.6  # a thumb reaches the lower part of the screen


def sign_in(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_label("E-mail address").fill(f"{name}@police.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()


def compose(page: Page) -> str:
    page.goto("/notices/new/")
    page.get_by_role("textbox", name="Headline", exact=True).fill("Bomb disposal in Lingen")
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_role("alert")).to_contain_text("Write the text of the notice.")
    page.get_by_role("alert").get_by_role("link", name="Text", exact=True).click()
    page.get_by_role("textbox", name="Text", exact=True).fill(BODY)
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_text("Waits for a second person")).to_be_visible()
    return page.url.split("#")[0]


def in_reach(page: Page, name: str) -> None:
    """The button is on the screen without scrolling, low enough for a thumb, and big enough."""
    dressed(page)
    box = page.get_by_role("button", name=name).bounding_box()
    assert box is not None
    assert REACH < box["y"] < 844 - 44
    assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def stands(notice: Notice) -> None:
    """What a worker would have written."""
    now = timezone.now()
    Delivery.objects.filter(notice=notice).update(
        held="live", revision=1, attempt=1, due_at=None, live_at=now
    )
    for row in notice.deliveries.all():
        Receipt.objects.create(
            delivery=row, revision=1, remote_id=f"r{row.pk}", at=now, seen_from="outside"
        )
    notice.revisions.update(state="issued", issued_at=now)
    Notice.objects.filter(pk=notice.pk).update(state="live", live_at=now)


def test_compose_approve_live_take_down(console: Console) -> None:
    author, second = (console.context(**PHONE).new_page() for _ in range(2))
    sign_in(author, "alice")
    url = compose(author)

    sign_in(second, "bob")
    second.get_by_role("link", name="Bomb disposal in Lingen").click()
    expect(second.get_by_text("Exactly what goes out on 3 channels")).to_be_visible()
    in_reach(second, "Approve")
    second.get_by_role("button", name="Approve").click()
    expect(second.get_by_text("0 of 3 channels are as wished")).to_be_visible()
    stands(Notice.objects.get())

    second.goto("/live/")
    second.get_by_role("link", name=re.compile("Take down Bomb")).click()
    in_reach(second, "Take down on 3 channels")
    second.get_by_role("button", name="Take down on 3 channels").click()
    expect(second.get_by_text("0 of 3 channels are clear")).to_be_visible()
    Delivery.objects.update(held="gone", due_at=None)
    second.goto(second.url)
    expect(second.get_by_text("What comes next")).to_be_visible()

    author.goto(url)
    expect(author.get_by_role("heading", name="Taken down")).to_be_visible()
    expect(author.get_by_text("We have withdrawn this notice").first).to_be_visible()
    assert Notice.objects.get().state == "retracted"


def test_sending_back_is_as_near_as_approving(console: Console) -> None:
    revision = console.room.submitted()
    page = console.context(console.room.bob, **PHONE).new_page()
    page.goto(f"/notices/{revision.notice.code}/approve/")
    page.get_by_role("link", name="Send back").click()
    field = page.get_by_label("What has to change")
    expect(field).to_be_in_viewport()
    page.get_by_role("button", name="Send back to the author").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what has to change.")
    page.get_by_label("What has to change").fill("Which street?")
    page.get_by_role("button", name="Send back to the author").click()
    expect(page.get_by_text("The text was sent back to its author.")).to_be_visible()


def test_with_a_script_the_takedown_follows_by_itself_and_stops(console: Console) -> None:
    notice = console.room.approved()
    stands(notice)
    context = console.context(console.room.dora, viewport={"width": 320, "height": 640})
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text))
    page.goto(f"/t/{notice.code}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Take down on 3 channels").click()
    expect(page.get_by_text("0 of 3 channels are clear")).to_be_visible()
    Delivery.objects.filter(channel=console.room.bluesky).update(held="gone", due_at=None)
    expect(page.get_by_role("status").first).to_have_text("1 of 3 channels are clear")
    Delivery.objects.update(held="gone", due_at=None)
    expect(page.get_by_text("What comes next")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(1300)
    assert (asked, trouble) == ([], [])


def test_the_desk_brings_what_is_new_without_losing_the_place(console: Console) -> None:
    room = console.room
    first = room.submitted()
    page = console.context(room.bob, viewport={"width": 390, "height": 844}).new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto("/")
    link = page.locator(f"#approve-{first.pk}")
    link.focus()
    second = room.submitted()
    expect(page.locator(f"#approve-{second.pk}")).to_be_visible()
    expect(link).to_be_focused()
    expect(page.locator("#said")).to_contain_text("For your approval: 2")
    assert trouble == []


def test_progress_follows_by_itself_and_stops(console: Console) -> None:
    notice = console.room.approved()
    page = console.context(console.room.bob).new_page()
    page.goto(f"/notices/{notice.code}/")
    expect(page.get_by_text("0 of 3 channels are as wished")).to_be_visible()
    stands(notice)
    expect(page.get_by_text("3 of 3 channels are as wished").first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(1300)
    assert asked == []

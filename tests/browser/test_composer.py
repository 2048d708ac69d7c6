"""Writing with scripts on: counters that move, a draft that saves itself, a line that is cut."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from conftest import Console
from newsroom import BODY, HEADLINE, PASSWORD
from oyez.accounts.models import Session
from oyez.publish.models import Notice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAUSE, CLOCK = 600, 10_000


@pytest.fixture
def page(console: Console) -> Iterator[Page]:
    context = console.context(console.room.alice, viewport={"width": 1280, "height": 900})
    page, refused = context.new_page(), []
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.clock.install()
    page.goto("/notices/new/")
    yield page
    assert refused == []
    context.close()


def write(page: Page, words: str = BODY) -> None:
    page.locator("#id_headline_0").fill(HEADLINE)
    page.locator("#id_body_0").fill(words)


def saved(page: Page) -> None:
    page.clock.fast_forward(CLOCK)
    expect(page.locator("#saved")).to_contain_text("Draft saved")


def test_counters_follow_and_the_draft_saves_itself(console: Console, page: Page) -> None:
    bluesky = page.locator(f"#pv-{console.room.bluesky.pk}")
    write(page)
    page.clock.fast_forward(PAUSE)
    expect(bluesky).to_contain_text("of 300 characters")
    expect(bluesky).to_contain_text("The B70 is closed.")
    expect(page.locator("#id_body_0")).to_be_focused()
    saved(page)
    notice = Notice.objects.get()
    assert page.url.endswith(f"/notices/{notice.code}/edit/")
    page.locator("#id_body_0").fill("Quite another text.")
    page.clock.fast_forward(CLOCK)
    expect(page.locator("#id_version")).to_have_value("2")
    page.reload()
    expect(page.locator("#id_body_0")).to_have_value("Quite another text.")
    page.locator("#id_body_0").press("Control+Enter")
    expect(page.get_by_text("Waits for").first).to_be_visible()
    assert page.url.endswith(f"/notices/{notice.code}/")
    assert Notice.objects.get().state == "submitted"


def test_a_text_by_hand_is_left_alone_and_finds_its_way_back(console: Console, page: Page) -> None:
    number = console.room.bluesky.pk
    box, card = page.locator(f"#id_hand_{number}"), page.locator(f"#pv-{number}")
    write(page)
    page.clock.fast_forward(PAUSE)
    page.locator(f"#adapt-{number} summary").click()
    expect(box).to_have_value(f"{HEADLINE}\n\n{BODY}")
    box.fill("By hand.")
    page.clock.fast_forward(PAUSE)
    expect(card).to_contain_text("Written by hand")
    expect(box).to_be_focused()
    page.locator("#id_body_0").fill("Another text.")
    page.clock.fast_forward(PAUSE)
    expect(page.locator(f"#pv-{console.room.mastodon.pk}")).to_contain_text("Another text.")
    expect(box).to_have_value("By hand.")
    page.locator(f"#adapt-{number}").get_by_role("button", name="Back to the text").click()
    expect(box).to_have_value(f"{HEADLINE}\n\nAnother text.")
    expect(card).not_to_contain_text("Written by hand")


def test_a_picture_shows_at_once_and_a_critical_notice_opens_its_correction(page: Page) -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    page.locator("summary", has_text="Pictures").click()
    file = {"name": "a.png", "mimeType": "image/png", "buffer": out.getvalue()}
    page.locator("#id_picture_0").set_input_files(file)
    expect(page.locator("#slot-0 img")).to_be_visible()
    expect(page.locator("#slot-1")).to_be_visible()
    expect(page.locator("#slot-2")).to_be_hidden()
    expect(page.locator("#id_prepared_body_0")).to_be_hidden()
    page.locator("#id_urgency_2").check()
    expect(page.locator("#id_prepared_body_0")).to_be_visible()


def test_a_line_that_is_cut_is_said_and_loses_nothing(page: Page) -> None:
    write(page)
    page.context.set_offline(True)
    page.clock.fast_forward(CLOCK)
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#id_body_0")).to_be_focused()
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.locator("#trouble")).to_be_focused()
    expect(page.locator("#id_body_0")).to_have_value(BODY)
    page.context.set_offline(False)
    page.locator("#offline").get_by_role("button", name="Try again").click()
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.locator("#saved")).to_contain_text("Draft saved")
    assert Notice.objects.get().state == "draft", "trying again saves; only a person submits"


def test_two_windows_are_told_apart_and_a_person_chooses(console: Console, page: Page) -> None:
    write(page)
    saved(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#id_body_0").fill("From the other window.")
    other.get_by_role("button", name="Save draft").click()
    expect(other.get_by_role("heading", name=HEADLINE)).to_be_visible()
    page.locator("#id_body_0").fill("From this window.")
    page.clock.fast_forward(CLOCK)
    expect(page.locator("#conflict")).to_contain_text("You saved another text in another window")
    body = Notice.objects.get().revisions.get().texts[0]["body"]
    assert body == "From the other window."
    page.get_by_role("button", name="Save mine in its place").click()
    expect(page.get_by_role("heading", name=HEADLINE)).to_be_visible()
    assert Notice.objects.get().revisions.get().texts[0]["body"] == "From this window."


def test_an_ended_session_gives_everything_back(page: Page) -> None:
    write(page, "Words that took an hour.")
    Session.objects.update(expire_date=timezone.now() - timedelta(hours=1))
    page.clock.fast_forward(CLOCK)
    expect(page.locator("#ended")).to_contain_text("Your session has ended.")
    expect(page.locator("#id_body_0")).to_have_value("Words that took an hour.")
    page.get_by_role("link", name="Sign in and go on").click()
    page.get_by_label("E-mail address").fill("alice@police.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#id_body_0")).to_have_value("Words that took an hour.")
    expect(page.get_by_text("Here is what you typed")).to_be_visible()

"""Triage with the keyboard only: one key a label, an answer, and the same without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from test_keyboard import button, enter, tab_to

from conftest import Console
from oyez.domain.sampling import Method
from oyez.govern.models import Channel
from oyez.listen.actions import Wish, draw_sample
from oyez.listen.hearing import take_in
from oyez.listen.models import Deed, InboxItem, Label, Score
from oyez.listen.models.inbox_item import Place
from oyez.platforms import heard
from oyez.platforms.heard import Heard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = (
    ("Thank you all", "thanks", Place.OTHER),
    ("When does the B70 open?", "question", Place.OTHER),
    ("You bunch of clowns", "abuse", Place.OTHER),
    ("Your link shows something else", "other", Place.WARNING),
    ("He is not breathing!", "report", Place.URGENT),
)


def hear(channel: Channel) -> None:
    """Five people say something, and a scorer has read it."""
    now = timezone.now()
    said = [
        heard.InboxItem(f"n{number}", Heard.REPLY, f"reader{number}", text, now)
        for number, (text, _triage, _place) in enumerate(SAID)
    ]
    take_in(channel, said, now)
    for number, (_text, triage, place) in enumerate(SAID):
        item = InboxItem.objects.get(platform_id=f"n{number}")
        InboxItem.objects.filter(pk=item.pk).update(place=place, suggested=triage)
        Score.objects.create(
            item=item, lang="en", abuse=0.1, abusive=False, triage=triage, triage_p=0.9,
            urgent=place == Place.URGENT, alarm=0.0, alarming=place == Place.WARNING,
            scorer="tiny", version="1", fingerprint="f", at=now,
        )  # fmt: skip


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def labels() -> dict[str, str]:
    return dict(InboxItem.objects.values_list("text", "label"))


def test_a_shift_at_the_inbox_without_a_mouse(console: Console) -> None:
    hear(console.room.mastodon)
    page = console.context(console.room.alice).new_page()
    page.goto("/inbox/")
    press(page, "u")  # somebody may be in danger
    expect(page.get_by_text("He is not breathing!")).to_be_visible()
    press(page, "y")
    expect(page.get_by_text("Your link shows something else").first).to_be_visible()
    press(page, "1")
    expect(page.get_by_text("You bunch of clowns").first).to_be_visible()
    press(page, "y")
    expect(page.get_by_text("When does the B70 open?").first).to_be_visible()
    press(page, "m")
    expect(page.get_by_text("You look after it now.")).to_be_visible()
    page.keyboard.press("r")
    expect(page.get_by_label("Your answer")).to_be_focused()
    page.keyboard.type("At noon. 1 2 3 y x")
    expect(page.locator("#count")).to_contain_text("of 500")
    press(page, "Control+Enter")
    expect(page.get_by_text("The answer is under way.")).to_be_visible()
    press(page, "2")
    press(page, "i")
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    found = labels()
    assert found == {
        **{"He is not breathing!": "urgent", "Your link shows something else": "report"},
        **{"You bunch of clowns": "abuse", "When does the B70 open?": "question"},
        "Thank you all": "",
    }
    assert Deed.objects.get().text == "At noon. 1 2 3 y x"


def test_the_keys_are_listed_under_the_question_mark(console: Console) -> None:
    hear(console.room.mastodon)
    page = console.context(console.room.alice).new_page()
    page.goto("/inbox/")
    press(page, "j")
    page.keyboard.press("?")
    listed = page.locator("#keys")
    expect(listed.get_by_text("Yes, it is what was suggested")).to_be_visible()
    expect(listed.get_by_text("Urgent: life in danger")).to_be_visible()


def test_the_same_without_javascript_by_tab_and_enter(console: Console) -> None:
    hear(console.room.mastodon)
    context = console.context(console.room.alice, java_script_enabled=False)
    page = context.new_page()
    page.goto("/inbox/?label=abuse")
    page.get_by_role("link", name="Reply · reader2").focus()
    enter(page)
    page.get_by_role("button", name="Spam").focus()
    enter(page)
    assert labels()["You bunch of clowns"] == "spam"
    page.goto("/inbox/?label=question")
    page.get_by_role("link", name="Reply · reader1").focus()
    enter(page)
    page.get_by_label("Your answer").focus()
    page.keyboard.type("At noon.")
    button(page, "Send the answer").focus()
    enter(page)
    assert Deed.objects.get().text == "At noon."


def test_every_stop_of_an_item_shows_its_focus(console: Console) -> None:
    hear(console.room.mastodon)
    page = console.context(console.room.bob).new_page()
    page.goto("/inbox/?label=abuse")
    press(page, "j")
    tab_to(page, page.get_by_role("button", name="Keep the note"))


def test_news_are_announced_and_move_nothing(console: Console) -> None:
    hear(console.room.mastodon)
    page = console.context(console.room.alice).new_page()
    page.goto("/inbox/")
    first = page.get_by_role("link", name="Reply · reader4")
    before = first.bounding_box()
    now = timezone.now()
    late = heard.InboxItem("late", Heard.REPLY, "late", "And another thing", now)
    take_in(console.room.mastodon, [late], now)
    page.evaluate("htmx.trigger('#news', 'again')")
    expect(page.get_by_role("link", name="1 new")).to_be_visible()
    assert first.bounding_box() == before
    with page.expect_navigation():
        page.get_by_role("link", name="1 new").click()
    expect(page.get_by_text("And another thing")).to_be_visible()


def test_ten_replies_are_labelled_with_a_key_each(console: Console) -> None:
    now = timezone.now()
    many = [heard.InboxItem(f"n{n}", Heard.REPLY, "r", f"Words {n}", now) for n in range(10)]
    take_in(console.room.mastodon, many, now)
    later = timezone.now()
    wish = Wish(now - timedelta(days=1), later, 10, 1, Method.RANDOM)
    sample = draw_sample(None, console.room.mastodon, wish, at=later)
    page = console.context(console.room.alice).new_page()
    page.goto(f"/labels/{sample.pk}/")
    for number in range(10):
        page.keyboard.press("b")
        expect(page.get_by_role("checkbox", name="Abusive language")).to_be_checked()
        press(page, str(number % 8))
    expect(page.get_by_text("There is nothing left for you here")).to_be_visible()
    assert Label.objects.count() == 10
    marked = Label.objects.filter(abusive=True)
    assert marked.count() == 8, "of what nobody can tell nothing is said"

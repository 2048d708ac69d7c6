"""Labelling with the keyboard only: the first, the second who sees nothing of it, the third."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from eyes import findings
from playwright.sync_api import Page, expect
from test_keyboard import enter, tab_to
from test_triage import press

from conftest import Console
from oyez.accounts.models import Person
from oyez.domain.inbox.annotation import WORD_KEYS, Turn
from oyez.domain.sampling import Method
from oyez.listen.actions import Wish, draw_sample
from oyez.listen.hearing import take_in
from oyez.listen.models import Label, Sample
from oyez.listen.queries import samples as queries
from oyez.platforms import heard
from oyez.platforms.heard import Heard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MANY, TWICE = 30, 6
# What people wrote, and what each of it is; of the last kind nobody can say.
KINDS = {
    "Saw a grey van": "report",
    "When does it open": "question",
    "Thanks to all of you": "thanks",
    "You clowns": "abuse",
    "Hm hm": "cannot_tell",
}
LABELLED, NOTHING = "have the word that counts", "There is nothing left for you here"


def sample_of(console: Console) -> Sample:
    """Thirty replies, all of them drawn, six for a second person."""
    now, said = timezone.now(), list(KINDS)
    replies = [
        heard.InboxItem(f"n{n}", Heard.REPLY, f"reader{n}", f"{said[n % len(said)]}, {n}", now)
        for n in range(MANY)
    ]
    take_in(console.room.mastodon, replies, now)
    later = timezone.now()
    wish = Wish(now - timedelta(days=1), later, MANY, 11, Method.RANDOM)
    sample = draw_sample(None, console.room.mastodon, wish, at=later)
    assert sample.items.filter(twice=True).count() == TWICE
    return sample


def begin(console: Console, person: Person) -> Page:
    """From the list of samples to the first reply, by Tab and Enter."""
    page = console.context(
        person, viewport={"width": 1280, "height": 900}, bypass_csp=True
    ).new_page()
    page.goto("/labels/")
    assert findings(page) == []
    tab_to(page, page.get_by_role("link", name="Label Mastodon Emsland"))
    enter(page)
    return page


def shown(page: Page) -> str:
    """The words of the reply that is to be labelled."""
    return page.get_by_role("region", name="What was said").locator(".txt").inner_text()


def kind_of(words: str) -> str:
    return KINDS[words.rpartition(", ")[0]]


def key_for(words: str) -> str:
    return WORD_KEYS[kind_of(words)]


def label_all(page: Page) -> int:
    """A key each, until nothing is left; how many it were."""
    done = 0
    while page.get_by_text(NOTHING).count() == 0:
        press(page, key_for(shown(page)))
        done += 1
        assert done <= MANY, "it comes to an end"
    return done


def sees_nothing(page: Page) -> None:
    """Nothing that the first person said can be read or guessed."""
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    said = page.locator("main").inner_text()
    assert "Alice" not in said
    assert "Bob" not in said
    pressed = page.locator("main [aria-pressed=true], main [aria-current]")
    expect(pressed).to_have_count(0)


def first(console: Console) -> None:
    """Alice labels everything; of every fifth she cannot tell what it is."""
    alice = begin(console, console.room.alice)
    tab_to(alice, alice.get_by_role("button", name="Question"))
    for _ in range(2):
        expect(alice.get_by_role("checkbox", name="Abusive language")).not_to_be_checked()
        alice.keyboard.press("b")
        expect(alice.get_by_role("checkbox", name="Abusive language")).to_be_checked()
        alice.keyboard.press("b")
    assert findings(alice) == []
    assert label_all(alice) == MANY
    assert Label.objects.filter(label="cannot_tell").count() == MANY / len(KINDS)
    expect(alice.get_by_text(f"{MANY - TWICE} of {MANY} {LABELLED}")).to_be_visible()


def second(console: Console) -> Page:
    """Bob gets a fifth of them, sees no word of hers, and is once of another mind."""
    bob = begin(console, console.room.bob)
    sees_nothing(bob)
    press(bob, WORD_KEYS["other"])
    while bob.get_by_text(NOTHING).count() == 0:
        sees_nothing(bob)
        press(bob, key_for(shown(bob)))
    rows = Label.objects.filter(turn=Turn.SECOND)
    assert [row.by_id for row in rows] == [console.room.bob.pk] * TWICE
    expect(bob.get_by_text(f"{MANY - 1} of {MANY} {LABELLED}")).to_be_visible()
    return bob


def third(console: Console) -> Page:
    """Dora gets what the two differ on, and nothing else; she does not see what they said."""
    dora = begin(console, console.room.dora)
    sees_nothing(dora)
    press(dora, key_for(shown(dora)))
    expect(dora.get_by_text("Everything is labelled.")).to_be_visible()
    row = Label.objects.select_related("sample_item__item").get(turn=Turn.THIRD)
    assert row.label == kind_of(row.sample_item.item.text)
    return dora


def results(page: Page) -> None:
    tab_to(page, page.get_by_role("link", name="How far people agree"))
    enter(page)


def agreement_is_shown(page: Page, sample: Sample) -> None:
    """Five of six alike, and what remains of that beyond chance, with its interval."""
    table = page.get_by_role("region", name="How far people agree")
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Label"))
    found = queries.agreements(queries.things(sample)).label
    assert found is not None
    assert found.kappa is not None
    expect(row.get_by_role("cell").first).to_have_text(str(TWICE))
    expect(row).to_contain_text("83 %")
    expect(row).to_contain_text(f"{found.kappa:.2f} ({found.low:.2f} – {found.high:.2f})")


def test_two_people_label_without_a_mouse_and_a_third_settles(console: Console) -> None:
    sample = sample_of(console)
    first(console)
    bob = second(console)
    results(bob)
    agreement_is_shown(bob, sample)
    assert findings(bob) == []
    dora = third(console)
    results(dora)
    expect(dora.get_by_text(f"{MANY} of {MANY} {LABELLED}")).to_be_visible()
    agreement_is_shown(dora, sample)

"""An item's page and everything that is done there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from heard_of import Desk
from inbox_of import keeps_routes
from pages_of import order, page, see
from scored import ASKS, say

from oyez.audit.models import Entry
from oyez.domain.inbox.labels import Label
from oyez.listen.actions import add_note
from oyez.listen.forgetting import forget
from oyez.listen.hearing import take_in
from oyez.listen.models import InboxItem, Note
from oyez.platforms import heard
from oyez.platforms.heard import Heard


def test_everybody_does_what_they_may_and_sees_what_is_theirs(desk: Desk) -> None:
    item = say(desk.room.mastodon, ASKS)
    path = f"/inbox/{item.pk}/"
    assert desk.room.client(desk.room.charlie).get(path).status_code == 404
    assert Client().get(path).status_code == 302
    audit = see(desk, desk.room.audrey, path)
    assert "What is it?" not in audit
    assert "Send the answer" not in audit
    for verb, data in (("label", {"label": "spam"}), ("mine", {}), ("answer", {"text": "x"})):
        refused = desk.room.client(desk.room.audrey).post(f"{path}{verb}/", data)
        assert "no role that allows this" in page(refused, 422)
        assert desk.room.client(desk.room.charlie).post(f"{path}{verb}/", data).status_code == 404
    assert desk.room.client(desk.room.alice).post(f"{path}nonsense/").status_code == 404
    assert desk.room.client(desk.room.alice).get(f"{path}label/").status_code == 302
    shown = see(desk, desk.room.alice, path)
    assert "Send the answer" in shown
    assert "House rules" not in shown


def test_it_is_handed_over_noted_finished_and_opened_again(desk: Desk) -> None:
    room, item = desk.room, say(desk.room.mastodon, ASKS)
    client, path = room.client(room.alice), f"/inbox/{item.pk}/"
    client.post(f"{path}mine/")
    item.refresh_from_db()
    assert item.assigned_to == room.alice
    client.post(f"{path}assign/", {"to": room.bob.pk})
    item.refresh_from_db()
    assert item.assigned_to == room.bob
    page(client.post(f"{path}assign/", {"to": room.charlie.pk}), 422)
    client.post(f"{path}assign/", {"to": ""})
    item.refresh_from_db()
    assert item.assigned_to is None
    client.post(f"{path}note/", {"text": "Called the depot.\nWaits."})
    assert Note.objects.get().text == "Called the depot.\nWaits."
    assert "Write the note" in page(client.post(f"{path}note/", {"text": " "}), 422)
    assert "Say first what it is" in page(client.post(f"{path}finish/"), 422)
    client.post(f"{path}label/", {"label": "report"})
    client.post(f"{path}finish/")
    item.refresh_from_db()
    assert item.open_at is None
    client.post(f"{path}reopen/")
    item.refresh_from_db()
    assert item.open_at is not None
    assert Entry.objects.filter(object=f"inbox:{item.pk}").count() >= 6
    assert "Called the depot" not in str(list(Entry.objects.values_list("data", flat=True)))


def test_nothing_typed_is_lost_when_a_rule_says_no(desk: Desk) -> None:
    item = say(desk.room.mastodon, ASKS)
    words = "x" * 600
    path = f"/inbox/{item.pk}/answer/"
    shown = page(desk.room.client(desk.room.alice).post(path, {"text": words}), 422)
    assert words in shown
    assert "there is room for 500" in shown
    assert 'href="#answer_text"' in shown
    assert 'id="errors"' in shown


def test_an_answer_is_counted_as_its_platform_counts(desk: Desk) -> None:
    item = say(desk.room.mastodon, ASKS)
    client = desk.room.client(desk.room.alice)
    told = page(client.post(f"/inbox/{item.pk}/count/", {"text": "a" * 100}))
    assert f"{100 + len('@robin ')} of 500" in told
    assert "error" in page(client.post(f"/inbox/{item.pk}/count/", {"text": "a" * 500}))
    outside = desk.room.client(desk.room.audrey).post(f"/inbox/{item.pk}/count/", {"text": "a"})
    assert outside.status_code == 404


def test_the_conversation_stands_around_it(desk: Desk) -> None:
    channel = desk.room.mastodon
    first = say(channel, "The beginning", 1)
    middle = say(channel, "In between", 2, about=first.platform_id)
    last = say(channel, "The end", 3, about=middle.platform_id)
    loop = say(channel, "Round", 4, about="said-4")
    shown = see(desk, desk.room.alice, f"/inbox/{middle.pk}/")
    assert shown.index("The beginning") < shown.index("In between") < shown.index("The end")
    assert f'href="/inbox/{last.pk}/"' in shown
    see(desk, desk.room.alice, f"/inbox/{loop.pk}/")


@pytest.mark.parametrize(
    "text",
    [
        "\u202e" * 4000 + "evil",
        "ꙮ𝕳🏴‍☠️" * 40_000,
        "<script>alert(1)</script>" * 100,
        "a\x00b\x1b[31m\x07c\ufeff",
        "สวัสดีครับ" * 2000,
        "\n" * 5000,
        "{{ 7|add:7 }} {% now %} {emergency}",
    ],
)
def test_odd_texts_are_shown_and_answered_like_others(desk: Desk, text: str) -> None:
    keeps_routes(desk.room.unit)
    item = say(desk.room.mastodon, text, author="<b>\u202ero\x00bin</b>{text}")
    shown = see(desk, desk.room.alice)
    whole = see(desk, desk.room.alice, f"/inbox/{item.pk}/")
    for one in (shown, whole):
        assert "<script>alert" not in one
        assert "\x00" not in one
        assert "<b>" not in one
        assert len(one) < 60_000 or len(text) > 5000
    client = desk.room.client(desk.room.alice)
    assert client.post(f"/inbox/{item.pk}/answer/", {"text": "Thanks."}).status_code == 302
    assert client.post(f"/inbox/{item.pk}/label/", {"label": "spam"}).status_code == 302


def test_what_its_author_has_deleted_shows_no_words(desk: Desk) -> None:
    item = say(desk.room.mastodon, "My secret")
    gone = heard.InboxItem("said-1", Heard.DELETED, "", "", item.at)
    take_in(desk.room.mastodon, [gone], timezone.now())
    shown = see(desk, desk.room.alice, f"/inbox/{item.pk}/")
    assert "My secret" not in shown
    assert "Its author has deleted it." in shown
    other = say(desk.room.mastodon, "About it", 2, about="said-1")
    assert "My secret" not in see(desk, desk.room.alice, f"/inbox/{other.pk}/")
    answer = desk.room.client(desk.room.alice).post(f"/inbox/{item.pk}/answer/", {"text": "x"})
    assert "has deleted it" in page(answer, 422)


def test_what_is_no_longer_kept_says_so_and_its_notes_are_gone(desk: Desk) -> None:
    item = say(desk.room.mastodon, "Long ago")
    add_note(desk.room.alice, item, "She called twice.", at=timezone.now())
    InboxItem.objects.update(first_seen=timezone.now() - timedelta(days=4000))
    assert forget(timezone.now()) == 1
    assert not Note.objects.exists()
    assert order(see(desk, desk.room.alice)) == []
    assert "no longer kept" in see(desk, desk.room.alice, "/inbox/?show=all")
    assert "no longer kept" in see(desk, desk.room.alice, f"/inbox/{item.pk}/")


def test_an_item_costs_the_same_however_much_stands_around_it(desk: Desk) -> None:
    channel, client = desk.room.mastodon, desk.room.client(desk.room.alice)
    item = say(channel, ASKS, 1)
    client.get(f"/inbox/{item.pk}/")

    def asked(first: int, count: int) -> int:
        for number in range(first, first + count):
            say(channel, "And", number, about=item.platform_id)
        with CaptureQueriesContext(connection) as seen:
            page(client.get(f"/inbox/{item.pk}/"))
        return len(seen)

    few = asked(2, 2)
    assert asked(10, 15) == few
    assert few <= 40


def test_every_label_has_a_word_on_the_page(desk: Desk) -> None:
    item = say(desk.room.mastodon, ASKS)
    shown = see(desk, desk.room.alice, f"/inbox/{item.pk}/")
    assert all(f'value="{label.value}"' in shown for label in Label)

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import Newsroom
from newsroom import channel as add_channel
from oyez.accounts.actions import grant
from oyez.accounts.models import Person
from oyez.domain.channel import Mode
from oyez.domain.roles import Role
from oyez.govern.actions import change_mode, create_channel, freeze
from oyez.publish.models import Delivery


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def look(room: Newsroom, query: str = "", by: Person | None = None) -> str:
    return page(room.client(by or room.greta).get(f"/channels/{query}"))


def test_the_register_says_what_is_and_what_was_last(room: Newsroom) -> None:
    room.approved()
    Delivery.objects.filter(channel=room.mastodon).update(held="refused", code="403")
    html = look(room)
    assert "Last delivery: Not sent (403)" in html
    assert "No delivery yet" in html
    assert "credentials present" in html


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [
        ("?platform=bluesky", "Bluesky Emsland", "Mastodon Emsland"),
        ("?mode=reduced", "Bluesky Emsland", "Mastodon Emsland"),
        ("?words=masto", "Mastodon Emsland", "Bluesky Emsland"),
        ("?words=nothing", "No channel fits.", "Mastodon Emsland"),
        ("?page=7", "The list ends before this page.", "Mastodon Emsland"),
        ("?page=x&mode=active", "Mastodon Emsland", "Bluesky Emsland"),
    ],
)
def test_filters_narrow_down(room: Newsroom, query: str, there: str, missing: str) -> None:
    change_mode(None, room.bluesky, Mode.REDUCED, reason="Few readers")
    html = look(room, query)
    assert there in html
    assert missing not in html


def test_places_narrow_down_and_those_of_others_do_not_exist(room: Newsroom) -> None:
    add_channel(room.elsewhere, "mastodon", "Mastodon Leer")
    html = look(room, f"?authority={room.police.pk}&unit={room.elsewhere.pk}")
    assert "Mastodon Leer" in html
    assert "Mastodon Emsland" not in html
    beyond = room.client(room.charlie).get(f"/channels/?unit={room.unit.pk}")
    assert beyond.status_code == 422
    assert "Mastodon Emsland" not in page(beyond)
    assert room.client(room.greta).get("/channels/?mode=loud").status_code == 422


def test_what_needs_attention_is_found(room: Newsroom) -> None:
    assert "No channel fits." in look(room, "?attention=on")
    create_channel(None, room.unit, platform="email", name="Press list")
    freeze(None, room.bluesky.path, reason="Taken over")
    room.approved()
    Delivery.objects.filter(channel=room.mastodon).update(held="unknown", attempt=1)
    html = look(room, "?attention=on")
    for name in ("Press list", "Bluesky Emsland", "Mastodon Emsland"):
        assert name in html
    assert "Credentials are missing." in html
    assert "/channels/1/" not in html, "the own page is well"


def test_each_mode_says_what_it_would_do(room: Newsroom) -> None:
    room.approved()
    html = page(room.client(room.greta).get(f"/channels/{room.mastodon.pk}/"))
    assert "only critical notices go out here. 1 notice that waits will not go out here." in html
    assert "This cannot be undone." not in html, "closing comes before closed"
    change_mode(None, room.mastodon, Mode.CLOSING, reason="Moving")
    html = page(room.client(room.greta).get(f"/channels/{room.mastodon.pk}/"))
    assert "This cannot be undone." in html


def test_a_mode_that_was_not_chosen_is_asked_for_and_the_reason_kept(room: Newsroom) -> None:
    path = f"/channels/{room.mastodon.pk}/mode/"
    answer = room.client(room.greta).post(path, {"reason": "Few readers"})
    assert answer.status_code == 422
    assert "Choose a mode." in page(answer)
    assert 'value="Few readers"' in page(answer)
    wrong = room.client(room.greta).post(path, {"mode": "closed", "reason": "x"})
    assert wrong.status_code == 422, "an active channel closes first"


def test_a_channel_is_frozen_from_its_page_by_those_who_may(room: Newsroom) -> None:
    path = f"/channels/{room.mastodon.pk}/"
    assert "Freeze this channel" not in page(room.client(room.alice).get(path))
    html = page(room.client(room.dora).get(path))
    assert "/freeze/?scope=/nds/os/emsland/%40" in html


def test_a_chart_shows_how_much_went_out_on_it(room: Newsroom) -> None:
    address = f"/channels/{room.mastodon.pk}/"
    assert "Notices a day" not in page(room.client(room.greta).get(address))
    room.approved()
    rows = Delivery.objects.filter(channel=room.mastodon)
    rows.update(live_at=timezone.now())
    html = page(room.client(room.greta).get(address))
    assert "1 notice in 30 days" in html
    assert html.count('class="value"') == 30
    rows.update(live_at=timezone.now() - timedelta(days=31))
    assert "Notices a day" not in page(room.client(room.greta).get(address))


def test_the_history_is_for_those_who_may_read_the_ledger_there(room: Newsroom) -> None:
    change_mode(room.greta, room.mastodon, Mode.REDUCED, reason="Few readers")
    path = f"/channels/{room.mastodon.pk}/"
    assert "What happened to it" not in page(room.client(room.greta).get(path))
    grant(None, room.bob, Role.AUDITOR, room.unit.path)
    html = page(room.client(room.bob).get(path))
    assert "Changed a channel’s mode" in html
    assert "reason: Few readers" in html


def test_it_says_what_the_platform_can_do(room: Newsroom) -> None:
    html = page(room.client(room.alice).get(f"/channels/{room.bluesky.pk}/"))
    assert "What Bluesky can do" in html
    assert "In another way" in html or "No</span>" in html


@pytest.mark.parametrize("query", ["", "?attention=on"])
def test_the_register_asks_as_often_for_fifty_channels_as_for_five(
    room: Newsroom, query: str
) -> None:
    client, counts = room.client(room.greta), []
    for number in (5, 45):
        for place in range(number):
            create_channel(None, room.unit, platform="email", name=f"List {number} {place}")
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/channels/{query}").status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 25


def test_more_than_a_page_leads_on(room: Newsroom) -> None:
    for place in range(51):
        create_channel(None, room.unit, platform="email", name=f"List {place}")
    first, second = look(room), look(room, "?page=2&platform=email")
    assert "page=2" in first
    assert "platform=email" in second
    assert "page=1" in second

"""Money and allowances on the pages: the channel, the register, the composer, the approval."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.utils import timezone

from newsroom import Newsroom
from newsroom import channel as add_channel
from oyez.govern.actions import approve_platform, set_budget
from oyez.govern.budgets import note_reading
from oyez.govern.health import note
from oyez.govern.models import Budget, Channel
from oyez.platforms.port import Health


def page(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def x(room: Newsroom) -> Channel:
    approve_platform(None, room.police.superior, "x", starts_on=date(2024, 9, 1))
    return add_channel(room.unit, "x", "X Emsland")


def spend(channel: Channel, amount: str) -> None:
    note_reading(channel, 1, Decimal(amount), timezone.now())


def form(channel: Channel, amount: object, reserve: object = 30) -> dict[str, object]:
    return {"path": channel.path, "amount": amount, "reserve": reserve}


def test_the_page_stores_a_budget_and_shows_how_it_stands(room: Newsroom, x: Channel) -> None:
    client, path = room.client(room.greta), f"/channels/{x.pk}/allowance/"
    assert "no budget is set" in page(client.get(path))
    assert client.post(path, form(x, "50")).status_code == 302
    spend(x, "30")
    html = page(client.get(path))
    assert "30.00 USD" in html
    assert "Routine notices stop at" in html
    assert "35.00 USD" in html
    assert "Nearly used up" in html
    assert client.post(path, form(x, "")).status_code == 302
    assert not Budget.objects.exists()


@pytest.mark.parametrize(
    ("amount", "reserve", "words"),
    [("-5", 30, "Write an amount of money such as 50"), ("x", 30, "Enter a number."),
     ("5", 300, "between 0 and 100 per cent"), ("5", "", "This field is required.")],
)  # fmt: skip
def test_what_is_wrong_comes_back_with_what_was_typed(
    room: Newsroom, x: Channel, *, amount: str, reserve: object, words: str
) -> None:
    answer = room.client(room.greta).post(f"/channels/{x.pk}/allowance/", form(x, amount, reserve))
    assert answer.status_code == 422
    assert words in page(answer)
    assert f'value="{amount}"' in page(answer)
    assert not Budget.objects.exists()


def test_who_may_see_reads_it_and_only_who_manages_sets_it(room: Newsroom, x: Channel) -> None:
    path = f"/channels/{x.pk}/allowance/"
    assert "Set the budget" not in page(room.client(room.alice).get(path))
    assert room.client(room.alice).post(path, form(x, "5")).status_code == 404
    assert room.client(room.charlie).get(path).status_code == 404
    assert room.client(room.ada).get("/channels/999999/allowance/").status_code == 404
    free = f"/channels/{room.mastodon.pk}/allowance/"
    assert "The platform charges nothing here." in page(room.client(room.greta).get(free))


def test_the_register_and_the_channel_say_it(room: Newsroom, x: Channel) -> None:
    client = room.client(room.greta)
    set_budget(None, x, Decimal(50), reserve=0)
    spend(x, "12.5")
    assert "12.50 USD of 50.00 USD spent this month" in page(client.get("/channels/"))
    spend(x, "30")
    assert "42.50 USD of 50.00 USD spent this month · Nearly used up" in page(
        client.get("/channels/")
    )
    html = page(client.get(f"/channels/{x.pk}/"))
    assert "Money and allowances" in html
    assert "42.50 USD" in html
    assert "Money and allowances" not in page(client.get(f"/channels/{room.mastodon.pk}/"))


def test_the_allowance_of_a_platform_is_shown(room: Newsroom) -> None:
    one = add_channel(room.unit, "threads", "Threads Emsland")
    html = page(room.client(room.greta).get(f"/channels/{one.pk}/"))
    assert "0 of 175 calls in 24 h" in html
    assert "0 of 70 deletions in 24 h" in html


def test_the_author_and_the_approver_see_it_beside_the_cost(room: Newsroom, x: Channel) -> None:
    set_budget(None, x, Decimal(1), reserve=0)
    notice = room.submitted().notice
    edit = f"/notices/{notice.code}/edit/"
    html = page(room.client(room.alice).get(edit))
    assert "Costs 0.20 USD" in html
    assert "1.00 USD of 1.00 USD left this month" in html
    decide = page(room.client(room.bob).get(f"/notices/{notice.code}/approve/"))
    assert "X Emsland: 0.00 USD of 1.00 USD are spent this month, 1.00 USD may be." in decide
    spend(x, "0.9")
    html = page(room.client(room.alice).get(edit))
    assert "The budget of X Emsland for this month is used up" in html
    assert ">Waits</span>" in html
    decide = page(room.client(room.bob).get(f"/notices/{notice.code}/approve/"))
    assert "Raise the budget within a day" in decide


def test_the_page_of_a_channel_shows_what_a_missing_right_takes_away(room: Newsroom) -> None:
    one = add_channel(room.unit, "instagram", "Instagram Emsland")
    client, path = room.client(room.greta), f"/channels/{one.pk}/"
    before = page(client.get(path))
    assert 'Take back</th><td class="n"><span class="tag ok">Yes' in before
    missing = frozenset({"instagram_manage_contents"})
    note(one, Health("pi", missing=missing), None, timezone.now())
    after = page(client.get(path))
    assert 'Take back</th><td class="n"><span class="tag warn">By a person' in after
    assert "It cannot take back: a person has to delete by hand." in after

"""The settings of a channel: what its platform declares, kept when wrong, and never a secret."""

from __future__ import annotations

from datetime import date

from newsroom import Newsroom
from newsroom import channel as add_channel
from oyez.domain.listening import MINUTES
from oyez.govern.actions import approve_platform
from oyez.govern.models import Channel
from oyez.platforms.registry import PROFILES
from oyez.publish.costs import FREE
from oyez.publish.forms.labels import OPTIONS, SECRETS


def page(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def paid(room: Newsroom) -> Channel:
    one = add_channel(room.unit, "x", "X Emsland")
    Channel.objects.filter(pk=one.pk).update(options={"username": "pi_emsland", "seen": 3})
    return Channel.objects.get(pk=one.pk)


def test_every_platform_has_words_for_what_it_asks() -> None:
    asked = {name for one in PROFILES.values() for name in one.options}
    secrets = {name for one in PROFILES.values() for name in one.secrets}
    renewed = {"access_jwt", "refresh_jwt", "did", "handle"}
    assert asked | {FREE, MINUTES} <= set(OPTIONS)
    assert secrets - renewed <= set(SECRETS)


def test_the_page_shows_what_is_entered_and_stores_what_is_typed(room: Newsroom) -> None:
    one = paid(room)
    client = room.client(room.greta)
    address = f"/channels/{one.pk}/settings/"
    assert 'value="pi_emsland"' in page(client.get(address))
    typed = {"account": "@pi", "base_url": "https://api.x.com", "public_url": "", FREE: "yes"}
    answer = client.post(address, typed | {"user_id": " 42 "})
    assert (answer.status_code, answer["Location"]) == (302, f"/channels/{one.pk}/")
    one.refresh_from_db()
    assert (one.account, one.base_url) == ("@pi", "https://api.x.com")
    assert one.options == {"seen": 3, "user_id": "42", FREE: "yes"}, "the machine's own stays"


def test_a_wrong_address_comes_back_with_what_was_typed(room: Newsroom) -> None:
    one = paid(room)
    wrong = {"public_url": "x.com/pi", "username": "typed"}
    answer = room.client(room.greta).post(f"/channels/{one.pk}/settings/", wrong)
    assert answer.status_code == 422
    assert "The public address begins with https://." in page(answer)
    assert 'value="typed"' in page(answer)
    one.refresh_from_db()
    assert one.options["username"] == "pi_emsland"


def test_who_may_not_manage_channels_does_not_find_it(room: Newsroom) -> None:
    one = paid(room)
    assert room.client(room.alice).get(f"/channels/{one.pk}/settings/").status_code == 404
    assert "/settings/" not in page(room.client(room.alice).get(f"/channels/{one.pk}/"))


def test_the_approver_sees_what_sending_costs_with_and_without_the_link(room: Newsroom) -> None:
    paid(room)
    ministry = room.police.superior
    assert ministry is not None
    approve_platform(None, ministry, "x", starts_on=date(2024, 9, 1))
    notice = room.submitted().notice
    html = page(room.client(room.bob).get(f"/notices/{notice.code}/approve/"))
    assert "Costs 0.20 USD" in html
    assert "0.015 USD without the link" in html
    assert "Sending it costs 0.20 USD (X Emsland)." in html

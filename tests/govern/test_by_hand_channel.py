"""A channel to which a person posts: nothing to store, a way into the app, and a limit."""

from __future__ import annotations

import pytest

from newsroom import Newsroom, build
from oyez.domain.errors import NotAllowed
from oyez.govern.actions import create_channel, lock_everything
from oyez.govern.by_hand import left_by_hand
from oyez.govern.models import Channel
from oyez.govern.queries import standings
from oyez.platforms.registry import ASSISTED

LINK = "https://whatsapp.com/channel/0029VaEmsland12345678"


@pytest.fixture
def room(db: None) -> Newsroom:
    return build()


@pytest.mark.parametrize("platform", ASSISTED)
def test_it_needs_no_credentials(room: Newsroom, platform: str) -> None:
    one = create_channel(None, room.unit, platform=platform, name="By hand")
    assert one.needs_secrets is False
    assert standings([one.pk], one.mode_changed_at)[one.pk].has_credentials
    assert one.text_limit == (4000 if platform == "tiktok" else None)


def test_an_own_limit_wins(room: Newsroom) -> None:
    one = create_channel(None, room.unit, platform="tiktok", name="Short", text_limit=2000)
    assert one.text_limit == 2000


def test_an_administrator_enters_it_with_the_way_into_the_app(room: Newsroom) -> None:
    data = {
        "unit": room.unit.pk, "platform": "whatsapp_channel", "name": "WhatsApp Emsland",
        "public_url": LINK, "deep_link": f"{LINK}?open=app", "language": "de",
    }  # fmt: skip
    answer = room.client(room.ada).post("/channels/new/", data, follow=True)
    one = Channel.objects.get(platform="whatsapp_channel")
    assert one.options == {"deep_link": f"{LINK}?open=app"}
    page = answer.content.decode()
    assert "it needs no credentials" in page
    assert "By a person" in page


def test_the_way_into_the_app_is_an_address(room: Newsroom) -> None:
    options = {"deep_link": "javascript:alert(1)"}
    with pytest.raises(NotAllowed, match="begins with https") as refused:
        create_channel(None, room.unit, platform="whatsapp_channel", name="X", options=options)
    assert refused.value.field == "deep_link"


def test_when_everything_is_locked_its_phones_are_on_the_list(room: Newsroom) -> None:
    one = create_channel(None, room.unit, platform="whatsapp_channel", name="By hand")
    lock_everything(None, reason="A stolen phone")
    left = {each.label: each for each in left_by_hand()}
    assert left["WhatsApp channel"].channels == [one]
    assert any("Linked devices" in str(step) for step in left["WhatsApp channel"].steps)

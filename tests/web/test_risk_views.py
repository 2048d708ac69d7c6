"""The page on which two governors accept the risk of a gateway, with everything decided before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone

from newsroom import Newsroom, channel, person
from oyez.accounts.models import Person
from oyez.accounts.queries import people_who_may
from oyez.domain.roles import Role, Verb
from oyez.govern.actions import accept_risk, approve_platform, confirm_risk
from oyez.govern.models import Channel, RiskAcceptance
from oyez.publish.models import Telling, Variant
from oyez.publish.steps.warn import WarnDue

WRITTEN = {
    "reason": "The flood centre has no officer at night who could post by hand in a minute.",
    "considered": "The number is dedicated <b>and</b> is never the only administrator there.",
}


@pytest.fixture
def gateway(room: Newsroom) -> Channel:
    approve_platform(None, room.police.superior, "whatsapp_gateway", starts_on=date(2024, 9, 1))
    return channel(room.unit, "whatsapp_gateway", "WhatsApp Emsland", language="en")


@pytest.fixture
def second(room: Newsroom) -> Person:
    return person("Gustav", Role.GOVERNOR, "/nds/")


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def end(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def in_force(room: Newsroom, gateway: Channel, second: Person, days: int) -> RiskAcceptance:
    risk = accept_risk(room.greta, gateway, **WRITTEN, ends_on=end(days))
    return confirm_risk(second, risk)


def test_two_governors_accept_it_and_a_notice_goes_there(
    room: Newsroom, gateway: Channel, second: Person
) -> None:
    path = f"/channels/{gateway.pk}/risk/"
    before = room.approved()
    held = Variant.objects.get(revision__notice=before, channel=gateway).held_back
    assert "accept that risk in writing" in held["template"]
    greta, other = room.client(room.greta), room.client(second)
    assert greta.post(path, WRITTEN | {"ends_on": end(90).isoformat()})["Location"] == path
    risk = RiskAcceptance.objects.get()
    assert "Confirm as the second governor" not in page(greta.get(path))
    assert "Somebody else has to confirm it." in page(greta.get(path))
    refused = greta.post(f"{path}{risk.pk}/confirm/")
    assert (refused.status_code, "A second governor" in page(refused)) == (422, True)
    assert "Confirm as the second governor" in page(other.get(path))
    assert other.post(f"{path}{risk.pk}/confirm/").status_code == 302
    html = page(other.get(path))
    assert "In force" in html
    assert "&lt;b&gt;and&lt;/b&gt;" in html
    after = room.approved()
    assert Variant.objects.get(revision__notice=after, channel=gateway).held_back is None


def test_nothing_typed_is_lost_and_the_sentence_stands_at_the_field(
    room: Newsroom, gateway: Channel
) -> None:
    path, client = f"/channels/{gateway.pk}/risk/", room.client(room.greta)
    short = client.post(path, WRITTEN | {"reason": "Because.", "ends_on": end(9).isoformat()})
    assert short.status_code == 422
    assert "Because." in page(short)
    assert 'href="#risk_reason"' in page(short)
    late = client.post(path, WRITTEN | {"ends_on": end(500).isoformat()})
    assert "twelve months at most" in page(late)
    assert WRITTEN["reason"] in page(late)
    assert RiskAcceptance.objects.count() == 0


def test_who_sees_and_who_decides(room: Newsroom, gateway: Channel) -> None:
    path = f"/channels/{gateway.pk}/risk/"
    assert room.client(room.charlie).get(path).status_code == 404
    assert room.client(room.greta).get(f"/channels/{room.mastodon.pk}/risk/").status_code == 404
    assert room.client(room.greta).post(f"{path}77/confirm/").status_code == 404
    html = page(room.client(room.alice).get(path))
    assert "Two governors decide about it." in html
    assert "<textarea" not in html
    refused = room.client(room.alice).post(path, WRITTEN | {"ends_on": end(9).isoformat()})
    assert "You have no role that allows this here." in page(refused)
    stale = room.client(room.greta, stale=True).post(path, WRITTEN)
    assert (stale.status_code, "/confirm/" in stale["Location"]) == (302, True)


def test_it_is_withdrawn_with_a_reason_and_stays_in_the_history(
    room: Newsroom, gateway: Channel, second: Person
) -> None:
    risk = in_force(room, gateway, second, 90)
    path, client = f"/channels/{gateway.pk}/risk/", room.client(room.greta)
    nothing = client.post(f"{path}{risk.pk}/withdraw/", {"reason": ""})
    assert (nothing.status_code, "A withdrawal needs a reason." in page(nothing)) == (422, True)
    client.post(f"{path}{risk.pk}/withdraw/", {"reason": "The number was banned."})
    html = page(client.get(path))
    assert "The number was banned." in html
    assert WRITTEN["reason"] in html
    assert "was withdrawn on" in page(client.get(f"/channels/{gateway.pk}/"))


def test_the_end_is_announced_everywhere_somebody_looks(
    room: Newsroom, gateway: Channel, second: Person
) -> None:
    in_force(room, gateway, second, 5)
    step = WarnDue()
    step.claim("routine", 1, timezone.now(), "w")
    told = Telling.objects.filter(template__contains="The accepted risk of")
    assert set(told.values_list("person", flat=True)) == set(
        people_who_may(Verb.APPROVE_PLATFORM, room.unit.path).values_list("pk", flat=True)
    )
    step.time.next = 0.0
    step.claim("routine", 1, timezone.now(), "w")
    assert told.count() == 2
    client = room.client(room.greta)
    for path in ("/", "/channels/?attention=on", f"/channels/{gateway.pk}/"):
        assert "The accepted risk ends in 6 days." in page(client.get(path)), path
    assert "It ends in 6 days" in page(client.get(f"/channels/{gateway.pk}/risk/"))


def test_a_channel_without_an_accepted_risk_asks_for_attention(
    room: Newsroom, gateway: Channel
) -> None:
    client = room.client(room.greta)
    assert "accept that risk in writing" in page(client.get("/channels/?attention=on"))
    assert "Risk not accepted" in page(client.get("/"))
    assert f'href="/channels/{gateway.pk}/risk/"' in page(client.get(f"/channels/{gateway.pk}/"))

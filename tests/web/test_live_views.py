"""Everything that is public now, and taking several of it down at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from visiting import do, live, page

from newsroom import Newsroom
from oyez.publish.actions import retract
from oyez.publish.draft import Words
from oyez.publish.models import Delivery, Notice


def out(room: Newsroom, headline: str, **fields: object) -> Notice:
    one = room.approved(texts=[Words("en", headline, "Text.")])
    live(one)
    Notice.objects.filter(pk=one.pk).update(**fields)
    one.refresh_from_db()
    return one


def show(room: Newsroom, query: str = "", name: str = "dora") -> str:
    return page(room.client(getattr(room, name)).get(f"/live/{query}"))


def test_what_is_public_stands_there_newest_first(room: Newsroom) -> None:
    now = timezone.now()
    out(room, "The older one", live_at=now - timedelta(hours=3))
    out(room, "The newer one", valid_until=now + timedelta(hours=1))
    room.submitted(texts=[Words("en", "Not yet", "Text.")])
    room.approved(
        texts=[Words("en", "Later today", "Text.")], scheduled_at=now + timedelta(hours=5)
    )
    html = show(room)
    assert html.index("The newer one") < html.index("The older one")
    assert "Not yet" not in html
    assert "Later today" not in html
    assert "(3 h)" in html or "(180 min)" in html
    assert "Ends" in html
    assert "3 of 3 channels" in html
    assert "The newer one" not in show(room, name="charlie")
    assert "Nothing is out." in show(room, name="charlie")


def test_filters_are_part_of_the_address(room: Newsroom) -> None:
    out(room, "The bridge")
    elsewhere = out(room, "The fair", state="expired")
    unit, bluesky = room.unit.pk, room.bluesky.pk
    Delivery.objects.filter(channel=room.bluesky).update(held="refused")
    assert "The bridge" in show(room, f"?unit={unit}")
    assert "The bridge" not in show(room, f"?unit={room.elsewhere.pk}")
    assert "The bridge" not in show(room, f"?channel={bluesky}")
    assert "The bridge" in show(room, f"?channel={room.mastodon.pk}")
    assert "fits these filters" in show(room, f"?channel={bluesky}")
    over = show(room, "?over=on")
    assert elsewhere.headline in over
    assert "The bridge" not in over
    assert room.client(room.dora).get("/live/?unit=%00x&channel=-1&page=zz").status_code == 200


def test_what_is_being_removed_is_still_public(room: Newsroom) -> None:
    one = out(room, "The bridge")
    retract(room.dora, one, "Wrong", at=timezone.now())
    html = show(room)
    assert "Being removed, and still there" in html
    assert html.count("Asked to remove") == 3
    Delivery.objects.update(held="gone", due_at=None)
    assert "Being removed" not in show(room)


def test_several_go_by_one_confirmed_step(room: Newsroom) -> None:
    one, two, three = (out(room, name) for name in ("The bridge", "The fair", "The dam"))
    client = room.client(room.bob)
    codes = [one.code, two.code]
    html = page(client.get("/live/takedown/", {"code": codes}))
    assert "Take down 2 notices" in html
    assert "The bridge" in html
    assert "The dam" not in html
    refused = client.post("/live/takedown/", {"code": codes, "choice": "own"})
    assert refused.status_code == 422
    assert "Write why the notice is withdrawn" in page(refused)
    answer = client.post("/live/takedown/", {"code": codes, "choice": "mistake"})
    assert answer["Location"] == "/live/"
    assert "2 notices are being taken down." in page(client.get("/live/"))
    states = dict(Notice.objects.values_list("code", "state"))
    assert (states[one.code], states[three.code]) == ("retracted", "live")


def test_of_several_one_that_is_gone_already_holds_up_no_other(room: Newsroom) -> None:
    one, two = out(room, "The bridge"), out(room, "The fair")
    client = room.client(room.bob)
    do(room, room.dora, one, "retract", choice="wrong")
    answer = client.post("/live/takedown/", {"code": [one.code, two.code], "choice": "wrong"})
    assert answer.status_code == 302
    two.refresh_from_db()
    assert two.state == "retracted"
    again = client.post("/live/takedown/", {"code": [one.code, two.code], "choice": "wrong"})
    assert again["Location"] == "/live/"
    assert "Choose at least one notice" in page(client.get("/live/"))


def test_nobody_takes_down_what_is_not_theirs(room: Newsroom) -> None:
    one = out(room, "The bridge")
    for person in (room.charlie, room.audrey, room.greta):
        client = room.client(person)
        assert client.post("/live/takedown/", {"code": one.code, "choice": "wrong"})["Location"]
    one.refresh_from_db()
    assert one.state == "live"


def test_pages_hold_fifty(room: Newsroom) -> None:
    for number in range(52):
        Notice.objects.create(
            unit=room.unit, headline=f"Number {number:02}", created_by=room.alice, state="live",
            live_at=timezone.now() - timedelta(minutes=number),
        )  # fmt: skip
    first, second = show(room), show(room, "?page=2")
    assert "Number 49" in first
    assert "Number 50" not in first
    assert 'rel="next" href="?page=2"' in first
    assert "Number 51" in second
    assert 'rel="prev"' in second


@pytest.mark.parametrize("path", ["/", "/live/", "/notices/", "/live/takedown/?code={}&code={}"])
def test_more_rows_need_no_more_queries(
    room: Newsroom, path: str, django_assert_max_num_queries: object
) -> None:
    first = [out(room, f"Notice {number}") for number in range(5)]
    path = path.format(first[0].code, first[1].code)
    client = room.client(room.dora)
    with django_assert_max_num_queries(25) as few:
        client.get(path)
    for number in range(35):
        out(room, f"Further {number}")
    Delivery.objects.filter(channel=room.bluesky).update(
        held="refused", reason={"template": "No.", "values": {}}
    )
    with django_assert_max_num_queries(25) as many:
        client.get(path)
    assert len(many) <= len(few)

"""How an inbox is kept: limits, hours, routes, channels, and answers that are ready."""

from __future__ import annotations

import re

from heard_of import Desk
from inbox_of import keeps_routes
from pages_of import page, see, waiting
from scored import ASKS, say

from oyez.govern.models import Channel
from oyez.listen.models import Deed, SavedAnswer, UnitInbox


def test_answers_that_are_ready_are_chosen_by_a_link(desk: Desk) -> None:
    room = desk.room
    item = say(room.mastodon, ASKS)
    shown = see(desk, room.bob, f"/inbox/{item.pk}/")
    assert "No official routes are entered yet" in shown
    keeps_routes(room.unit)
    saved = {"name": "Road", "language": "en", "text": "See {online}. {unit}", "instead_of": ""}
    room.client(room.bob).post(f"/inbox/settings/{room.unit.pk}/answers/", saved)
    row = SavedAnswer.objects.get()
    shown = see(desk, room.alice, f"/inbox/{item.pk}/?use={row.pk}")
    filled = f"See https://report.example. {room.unit.name}"
    assert f">\n{filled}</textarea>" in shown
    assert "112" in see(desk, room.alice, f"/inbox/{item.pk}/?use=routes")
    for nonsense in ("x", "999", "-1", ""):
        see(desk, room.alice, f"/inbox/{item.pk}/?use={nonsense}")


def test_what_is_urgent_offers_the_routes(desk: Desk) -> None:
    _asks, urgent, *_rest = waiting(desk)
    keeps_routes(desk.room.unit)
    shown = see(desk, desk.room.alice, f"/inbox/{urgent.pk}/")
    assert "Life may be in danger" in shown
    assert "?use=routes" in shown
    assert "own words go out when a second person has agreed" in shown


def test_a_second_person_agrees_on_the_page(desk: Desk) -> None:
    room = desk.room
    _asks, urgent, *_rest = waiting(desk)
    path = f"/inbox/{urgent.pk}/"
    room.client(room.alice).post(f"{path}answer/", {"text": "We come."})
    deed = Deed.objects.get()
    assert f"#deed-{deed.pk}" in see(desk, room.bob)
    assert "/agree/" not in see(desk, room.alice, path)
    shown = see(desk, room.bob, path)
    assert f'formaction="{path}agree/"' in shown
    mine = room.client(room.alice).post(f"{path}agree/", {"deed": deed.pk})
    assert "no role" in page(mine, 422)
    room.client(room.bob).post(f"{path}agree/", {"deed": deed.pk})
    deed.refresh_from_db()
    assert (deed.state, deed.agreed_by) == ("wanted", room.bob)
    other = say(room.mastodon, ASKS, 77)
    stray = room.client(room.bob).post(f"/inbox/{other.pk}/agree/", {"deed": deed.pk})
    assert stray.status_code == 404


def test_how_an_inbox_is_kept(desk: Desk) -> None:
    room, path = desk.room, f"/inbox/settings/{desk.room.unit.pk}/"
    assert room.client(room.alice).get("/inbox/settings/").status_code == 404
    assert room.client(room.alice).get(path).status_code == 404
    assert room.client(room.bob).get("/inbox/settings/")["Location"] == path
    assert "Polizeiinspektion Leer" in see(desk, room.dora, "/inbox/settings/")
    good = {"urgent_minutes": 3, "other_minutes": 60, "emergency": "112", "mon": "08:00-16:00"}
    assert room.client(room.bob).post(path, good).status_code == 302
    kept = UnitInbox.objects.get()
    assert (kept.urgent_minutes, kept.emergency, kept.hours) == (3, "112", {"mon": "08:00-16:00"})
    for wrong, sentence in (
        ({"mon": "8 to 4"}, "Write times like"),
        ({"urgent_minutes": 0}, "Write minutes"),
        ({"urgent_minutes": 600}, "cannot wait longer"),
    ):
        shown = page(room.client(room.bob).post(path, good | wrong), 422)
        assert sentence in shown
        assert 'value="112"' in shown, "nothing typed is lost"
    number = room.mastodon.pk
    room.client(room.bob).post(f"{path}channels/{number}/", {"automatic": "on"})
    shown = see(desk, room.bob, path)
    assert re.search(rf'id="channel{number}_automatic"[^>]* checked', shown)
    assert not re.search(rf'id="channel{number}_staffed"[^>]* checked', shown)
    away = Channel.objects.create(unit=room.elsewhere, platform="mastodon", name="Away")
    assert room.client(room.bob).post(f"{path}channels/{away.pk}/").status_code == 404


def test_saved_answers_are_changed_and_taken_out(desk: Desk) -> None:
    room, path = desk.room, f"/inbox/settings/{desk.room.unit.pk}/"
    client = room.client(room.bob)
    saved = {"name": "Road", "language": "de", "text": "Siehe {online}"}
    client.post(f"{path}answers/", saved)
    row = SavedAnswer.objects.get()
    assert 'value="Road"' in see(desk, room.bob, f"{path}?change={row.pk}")
    client.post(f"{path}answers/", saved | {"text": "Neu {online}", "instead_of": row.pk})
    row.refresh_from_db()
    assert row.ended_at is not None
    assert "Siehe {online}" not in see(desk, room.bob, path)
    bad = page(client.post(f"{path}answers/", saved | {"text": "{phone}"}), 422)
    assert "nothing to put in the place of {phone}" in bad
    newer = SavedAnswer.objects.get(ended_at=None)
    client.post(f"{path}answers/{newer.pk}/end/")
    assert client.post(f"{path}answers/{newer.pk}/end/").status_code == 404

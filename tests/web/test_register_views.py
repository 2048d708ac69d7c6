"""The register's pages: the worst first, filters, an entry with all that was decided, a file."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from newsroom import Newsroom
from oyez.audit.models import Entry
from oyez.domain.channel import Mode
from oyez.govern.actions import (
    approve_platform,
    change_mode,
    change_register_entry,
    create_channel,
    record_basis,
)
from oyez.govern.models import PlatformBasis
from oyez.govern.register.basis import Basis
from oyez.govern.register.entries import entry_of

BASIS = {
    "legal_basis": "§ 4 NPOG",
    "assessed_on": "2026-01-15",
    "assessed_by": "Data protection officer",
    "check_due": "2027-01-15",
    "reference": "https://files.example/4711",
}


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def seen(room: Newsroom) -> str:
    return str(entry_of(room.mastodon).version)


def post(room: Newsroom, client: Client, **more: object) -> HttpResponse:
    return client.post(f"/register/{room.mastodon.pk}/", {"seen": seen(room)} | more)


def test_the_list_shows_the_worst_first_with_what_to_do(room: Newsroom) -> None:
    change_register_entry(None, room.bluesky, owner=room.alice, deputy=room.bob, purpose="Roads")
    html = page(room.client(room.greta).get("/register/"))
    assert "It has no owner." in html
    shown = re.findall(r'<a class="title" href="/register/\d+/">([^<]+)</a>', html)
    assert shown == ["Mastodon Emsland", "Bluesky Emsland", "Own page"]
    assert "owner: Alice" in html
    assert "Entries that lack nothing: 1 of 3" in html


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("kind=no-owner", "Mastodon Emsland", "Bluesky Emsland"),
        ("gaps=on", "Mastodon Emsland", "Own page"),
        ("platform=bluesky", "Bluesky Emsland", "Mastodon Emsland"),
        ("mode=closed", "No channel fits", "Mastodon Emsland"),
        ("words=masto", "Mastodon Emsland", "Bluesky Emsland"),
    ],
)
def test_it_narrows_down(room: Newsroom, query: str, shown: str, hidden: str) -> None:
    change_register_entry(None, room.bluesky, owner=room.alice)
    html = page(room.client(room.greta).get(f"/register/?{query}"))
    assert shown in html
    assert f'">{hidden}</a>' not in html


def test_what_is_looked_for_stands_first_though_others_are_worse(room: Newsroom) -> None:
    client = room.client(room.greta)
    said = "Nobody has said whom it is for."
    assert said not in page(client.get("/register/"))
    assert page(client.get("/register/?kind=no-audience")).count(said) == 2
    assert "and 4 more" in page(client.get("/register/"))


def test_nonsense_in_a_filter_is_told(room: Newsroom) -> None:
    client = room.client(room.greta)
    assert client.get("/register/?mode=zebra").status_code == 422
    assert client.get("/register/?unit=99999999999999999999").status_code == 422
    assert "ends before this page" in page(client.get("/register/?page=9"))


def test_a_stranger_sees_nothing_and_an_author_changes_nothing(room: Newsroom) -> None:
    path = f"/register/{room.mastodon.pk}/"
    assert room.client(room.charlie).get(path).status_code == 404
    assert "Mastodon Emsland" not in page(room.client(room.charlie).get("/register/"))
    assert Client().get("/register/").status_code == 302
    html = page(room.client(room.alice).get(path))
    assert "Keep the entry" not in html
    assert "What it is for" in html
    refused = post(room, room.client(room.alice), purpose="Mine")
    assert (refused.status_code, "You have no role that allows this here." in page(refused)) == (
        422,
        True,
    )
    assert room.client(room.greta).get("/register/999/").status_code == 404


def test_a_governor_keeps_the_entry(room: Newsroom) -> None:
    client = room.client(room.greta)
    answer = post(
        room, client, purpose="Roads & <b>floods</b>", owner=room.alice.pk, deputy=room.bob.pk,
        mon="08:00-16:00", replaced_by=room.bluesky.pk, reserved="on",
    )  # fmt: skip
    assert answer["Location"] == f"/register/{room.mastodon.pk}/"
    entry = entry_of(room.mastodon)
    assert (entry.owner, entry.deputy, entry.replaced_by) == (room.alice, room.bob, room.bluesky)
    assert (entry.hours, entry.reserved) == ({"mon": "08:00-16:00"}, True)
    html = page(client.get(f"/register/{room.mastodon.pk}/"))
    assert "Roads &amp; &lt;b&gt;floods&lt;/b&gt;" in html
    assert "Its owner" not in html


def test_nothing_typed_is_lost_and_the_sentence_stands_at_the_field(room: Newsroom) -> None:
    client = room.client(room.greta)
    refused = post(room, client, purpose="Roads", mon="all day", owner=room.alice.pk)
    assert refused.status_code == 422
    html = page(refused)
    assert 'href="#entry_mon"' in html
    assert "Roads" in html
    assert "all day" in html
    strange = post(room, client, owner=room.charlie.pk)
    assert strange.status_code == 422
    twice = post(room, client, owner=room.alice.pk, deputy=room.alice.pk)
    assert "Owner and deputy are two people." in page(twice)
    assert entry_of(room.mastodon).version == 0


def test_nobody_overwrites_what_they_have_not_seen(room: Newsroom) -> None:
    change_register_entry(None, room.mastodon, purpose="Roads")
    answer = room.client(room.greta).post(
        f"/register/{room.mastodon.pk}/", {"seen": "0", "purpose": "Floods"}
    )
    assert answer.status_code == 422
    assert "Somebody else has just changed this entry." in page(answer)
    assert "Floods" in page(answer)
    assert entry_of(room.mastodon).purpose == "Roads"


def test_a_basis_is_recorded_by_who_approves_platforms(room: Newsroom) -> None:
    path = f"/register/{room.mastodon.pk}/basis/"
    client = room.client(room.greta)
    wrong = client.post(path, BASIS | {"seen": "0", "check_due": "2025-01-01"})
    assert (wrong.status_code, "The next check comes after" in page(wrong)) == (422, True)
    assert "§ 4 NPOG" in page(wrong)
    assert client.post(path, BASIS | {"seen": "0"}).status_code == 302
    html = page(client.get(f"/register/{room.mastodon.pk}/"))
    assert "Data protection officer" in html
    assert 'href="https://files.example/4711"' in html
    assert "Nobody has assessed its privacy." not in html
    assert room.client(room.ada).post(path, BASIS | {"seen": "1"}).status_code == 422
    assert "Record a change" not in page(
        room.client(room.ada).get(f"/register/{room.mastodon.pk}/")
    )
    assert PlatformBasis.objects.get().authority == room.police


def test_what_a_ministry_entered_is_told_as_its_own(room: Newsroom) -> None:
    record_basis(None, room.police.superior, "mastodon", Basis(legal_basis="State treaty"))
    html = page(room.client(room.greta).get(f"/register/{room.mastodon.pk}/"))
    assert "Entered by Ministry of the Interior, and holds here too." in html
    assert "Record one of its own" in html


def test_approvals_stand_there_with_their_conditions(room: Newsroom) -> None:
    approve_platform(
        None, room.police.superior, "x", starts_on=date(2024, 1, 1),
        ends_on=timezone.localdate() + timedelta(days=19), conditions="Warnings only",
    )  # fmt: skip
    one = create_channel(None, room.unit, platform="x", name="X Emsland")
    html = page(room.client(room.greta).get(f"/register/{one.pk}/"))
    assert "Warnings only" in html
    assert "That is 20 days from now." in html
    assert 'href="/platforms/"' in html


def test_a_closed_channel_says_that_the_public_is_told(room: Newsroom) -> None:
    for mode in (Mode.CLOSING, Mode.CLOSED):
        change_mode(None, room.mastodon, mode, reason="We leave.")
    html = page(room.client(room.greta).get(f"/register/{room.mastodon.pk}/"))
    assert "we are not there any more" in html
    assert "the public is not told where to turn instead" in html


def test_the_file_holds_what_is_looked_for_and_is_audited(room: Newsroom) -> None:
    change_register_entry(None, room.mastodon, purpose="=1+1", owner=room.alice)
    client = room.client(room.greta)
    answer = client.post("/register/export/", {"form": "csv", "platform": "mastodon"})
    text = answer.getvalue().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["purpose"], row["owner"], row["unit"]) == (
        "'=1+1", "alice@police.example", room.unit.path,
    )  # fmt: skip
    assert "attachment" in answer["Content-Disposition"]
    told = json.loads(client.post("/register/export/", {"form": "json"}).getvalue())
    assert len(told["channels"]) == 3
    taken = Entry.objects.filter(action="govern.export_register")
    assert [entry.data["channels"] for entry in taken.order_by("seq")] == [1, 3]
    assert client.post("/register/export/", {"form": "xls"}).status_code == 404
    assert client.get("/register/export/").status_code == 405


def test_a_file_holds_nothing_of_places_that_one_does_not_see(room: Newsroom) -> None:
    told = room.client(room.charlie).post("/register/export/", {"form": "json"}).getvalue()
    assert json.loads(told) == {"channels": [], "bases": []}


def test_the_pages_ask_the_database_a_bounded_number_of_times(
    room: Newsroom, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        create_channel(None, room.unit, platform="mastodon", name=f"M {number}")
    client = room.client(room.greta)
    for path in ("/register/", f"/register/{room.mastodon.pk}/"):
        with django_assert_max_num_queries(25):
            assert client.get(path).status_code == 200

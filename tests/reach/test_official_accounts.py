"""The list of official accounts: what each is for, what came after it, in words of others."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import html

from newsroom import Newsroom, build
from oyez.domain.channel import Mode
from oyez.govern.actions import change_mode, change_register_entry
from oyez.govern.models import Channel
from oyez.reach.content import Outlet, PublicUnit, Site
from oyez.reach.frame import Frame
from oyez.reach.official import WELL_KNOWN, presences
from oyez.reach.places import Places
from oyez.reach.queries import house_changes
from oyez.reach.render import documents

from . import sample

GONE = Outlet(
    "X",
    "Polizei Leer",
    "https://x.example/leer",
    "closed",
    "@leer",
    sample.at(-9),
    "WhatsApp: Polizei Leer",
    "https://chat.example/leer",
    language="de",
    purpose="Verkehr",
)
LEFT = replace(GONE, name="Bikers", successor="", successor_url="", instead="Ruf 101.")
SPEAKS = Outlet(
    "WhatsApp", "Polizei Leer", "https://chat.example/leer", "active", language="de",
    purpose="Warnungen & <b>Verkehr</b>",
)  # fmt: skip


def site(*outlets: Outlet, **more: object) -> Site:
    unit = PublicUnit("pd-os", "leer", "Leer Inspection", channels=outlets)
    return sample.site(units=(unit,), **more)


def rows(found: Site) -> list[html.HtmlElement]:
    page = html.fromstring(documents(found)["accounts/index.html"].data)
    return page.findall(".//ul[@class='outlets']/li")


def told(found: Site) -> dict[str, object]:
    return json.loads(documents(found)[WELL_KNOWN].data)


def test_a_closed_account_stays_listed_and_leads_to_its_successor() -> None:
    speaks, gone, left = rows(site(GONE, SPEAKS, LEFT))
    assert [a.get("href") for a in speaks.iterfind(".//a")] == ["https://chat.example/leer"]
    purpose = speaks.find(".//span[@class='purpose']")
    assert (purpose.text, purpose.get("lang")) == ("Warnungen & <b>Verkehr</b>", "de")
    assert "we are not there any more" in gone.text_content()
    assert [a.get("href") for a in gone.iterfind(".//a")] == ["https://chat.example/leer"]
    assert "Ruf 101." in left.text_content()
    assert "Verkehr" not in gone.text_content()


def test_machines_read_purpose_language_and_successor() -> None:
    gone, speaks = told(site(GONE, SPEAKS))["accounts"]
    assert (gone["mode"], gone["successor_url"]) == ("closed", "https://chat.example/leer")
    assert (speaks["purpose"], speaks["language"]) == ("Warnungen & <b>Verkehr</b>", "de")
    assert speaks["successor"] is None


def test_the_organization_is_told_in_the_words_of_schema_org() -> None:
    (police, _fire) = told(site(GONE, SPEAKS))["organizations"]
    assert police["@type"] == "GovernmentOrganization"
    assert police["sameAs"] == ["https://chat.example/leer"]
    points = {one["contactType"]: one for one in police["contactPoint"]}
    assert points["emergency"]["telephone"] == "112"
    assert points["chat"]["url"] == "https://chat.example/"


def test_readers_of_trust_txt_find_what_speaks_and_nothing_that_is_closed() -> None:
    odd = replace(SPEAKS, url="https://chat.example/a\nsocial=https://evil.example/")
    found = documents(site(GONE, SPEAKS, odd, replace(SPEAKS, url="javascript:x")))
    document = found[".well-known/trust.txt"]
    assert document.media_type == "text/plain; charset=utf-8"
    lines = [line for line in document.data.decode().splitlines() if line[:1] != "#"]
    assert lines == ["social=https://chat.example/leer", "contact=https://report.example/"]


def test_an_exercise_is_nobodys_account() -> None:
    found = site(SPEAKS, exercise=True)
    assert ".well-known/trust.txt" not in documents(found)
    assert told(found)["exercise"] is True


def test_whoever_doubts_an_account_reads_where_we_are_and_where_no_more() -> None:
    found = site(GONE, SPEAKS, replace(SPEAKS, name="Another"))
    assert presences(Frame(found)) == [("WhatsApp", 2), ("X", 0)]
    page = html.fromstring(documents(found)["verify/index.html"].data)
    (ours,) = (one for one in page.iterfind(".//section") if one.get("aria-labelledby") == "ours")
    assert [li.text_content().split() for li in ours.iterfind(".//li")] == [
        ["WhatsApp", "2", "accounts"],
        ["X", "we", "are", "not", "there", "any", "more"],
    ]
    assert presences(Frame(sample.site(units=()))) == []


@pytest.fixture
def room(db: None) -> Newsroom:
    return build()


def outlet(channel: Channel) -> Outlet:
    units = Places.load(None).units
    return next(one for unit in units for one in unit.channels if one.name == channel.name)


def test_a_successor_is_secret_until_the_channel_is_given_up(room: Newsroom) -> None:
    change_register_entry(
        room.greta, room.mastodon, replaced_by=room.bluesky, purpose="Roads", instead="Call 101."
    )
    before = outlet(room.mastodon)
    assert (before.successor, before.instead, before.purpose) == ("", "", "Roads")
    change_mode(room.greta, room.mastodon, Mode.CLOSING, reason="We leave.")
    Channel.objects.filter(pk=room.bluesky.pk).update(name="Emsland")
    assert outlet(room.mastodon).successor == "Bluesky: Emsland"
    room.bluesky.public_url = "https://bsky.example/emsland"
    room.bluesky.save()
    after = outlet(room.mastodon)
    assert after.successor == "Bluesky Emsland"
    assert (after.successor_url, after.instead) == ("https://bsky.example/emsland", "Call 101.")


def test_our_own_page_may_come_after_a_channel(room: Newsroom) -> None:
    page = Channel.objects.get(platform="page")
    change_register_entry(room.greta, room.mastodon, replaced_by=page)
    for mode in (Mode.CLOSING, Mode.CLOSED):
        change_mode(room.greta, room.mastodon, mode, reason="We leave.")
    after = outlet(room.mastodon)
    assert after.successor == "Polizeiinspektion Emsland"
    assert after.successor_url.endswith("/u/os/emsland/")


def test_an_entry_that_changes_has_its_pages_rendered_anew(room: Newsroom) -> None:
    end, _units = house_changes(0)
    change_register_entry(room.greta, room.mastodon, purpose="Roads")
    assert room.unit.pk in house_changes(end)[1]

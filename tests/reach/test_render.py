"""Rendering is pure, escapes everything and never shows a withdrawn text."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from oyez.reach.content import Text
from oyez.reach.render import documents, withdrawn_media

from . import sample

NS = {"a": "http://www.w3.org/2005/Atom", "t": "http://purl.org/atompub/tombstones/1.0"}


def pages(site):
    found = documents(site)
    return {path: html.fromstring(d.data) for path, d in found.items() if path.endswith(".html")}


def test_same_site_same_bytes():
    assert documents(sample.site()) == documents(sample.site())


def test_the_tree_has_every_promised_document():
    found = documents(sample.site())
    expected = {
        "index.html",
        "a/pd-os/index.html",
        "a/fire/index.html",
        "u/pd-os/leer/index.html",
        "p/7k2/index.html",
        "p/7k2.json",
        "feed.atom",
        "feed.json",
        "a/pd-os/feed.atom",
        "cap/index.xml",
        "cap/7k2-1.xml",
        "live.json",
        "404.html",
    }
    assert expected <= found.keys()


def test_codes_limit_the_work_to_what_a_notice_touches():
    site = sample.site(*sample.many(100))
    few, every = documents(site, {"n1"}), documents(site)
    assert all(every[path] == document for path, document in few.items())
    assert {"p/n1/index.html", "index.html", "feed.atom", "u/pd-os/west/index.html"} <= few.keys()
    assert "p/n2/index.html" not in few
    assert "a/fire/index.html" not in few


def test_a_change_of_one_notice_changes_only_its_documents():
    before = documents(sample.site())
    after = documents(sample.site(sample.notice(state="expired"), *sample.site().notices[1:]))
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed <= documents(sample.site(), {"7k2"}).keys()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["<script>", "'><b>", "]]>&#"]))
def test_no_text_becomes_markup(headline, body, attack):
    text = Text("en", attack + headline, body + attack)
    edition = sample.edition(2, "correction", note=attack, texts=(text,), links=("javascript:1",))
    outlet = sample.Outlet(attack, attack, "data:text/html,x", attack)
    notice = sample.notice(
        editions=(edition, sample.edition()), area=attack, outlets=(outlet,), state="corrected"
    )
    plain = sample.notice(editions=notice.editions, state="corrected", outlets=(outlet,))
    counts = []
    for shown in (notice, plain):
        for path, document in documents(sample.site(shown)).items():
            if path.endswith((".xml", ".atom")):
                etree.fromstring(document.data)
            assert b"javascript:" not in document.data
            assert b'href="data:' not in document.data
        tree = pages(sample.site(shown))["p/7k2/index.html"]
        counts.append((len(tree.findall(".//script")), len(tree.findall(".//main//article//b"))))
    assert counts == [(1, 0), (1, 0)]


def test_a_tombstone_says_when_why_and_what_is_true():
    document = documents(sample.site())["p/9x1/index.html"]
    text = html.fromstring(document.data).text_content()
    assert document.status == 410
    assert b'<meta name="robots" content="noindex">' in document.data
    assert "21 November 2026, 13:44 CET" in text
    assert "The call was a hoax." in text
    assert "The bridge is open and safe." in text


def test_the_withdrawn_text_stands_nowhere_but_in_the_old_alert():
    found = documents(sample.site())
    telling = {path for path, d in found.items() if sample.SECRET.encode() in d.data}
    assert telling == {"cap/9x1-1.xml"}
    assert not [path for path in found if path.startswith("m/")]
    assert withdrawn_media(sample.site()) == (f"m/{'ab' * 32}.png",)


def test_a_picture_another_notice_still_shows_is_kept():
    other = sample.notice(editions=(sample.edition(pictures=(sample.picture(),)),))
    assert withdrawn_media(sample.site(sample.retracted(), other)) == ()


def test_feeds_turn_into_the_withdrawal_with_a_tombstone():
    found = documents(sample.site())
    feed = etree.fromstring(found["feed.atom"].data)
    gone = feed.find("t:deleted-entry", NS)
    assert gone.get("ref") == "tag:news.example,2026-11-21:9x1"
    entry = feed.xpath("a:entry[a:id = $ref]", ref=gone.get("ref"), namespaces=NS)[0]
    assert entry.findtext("a:updated", namespaces=NS) == gone.get("when")
    assert gone.get("when") == "2026-11-21T13:44:00+01:00"
    assert "The call was a hoax." in entry.findtext("a:content", namespaces=NS)
    items = json.loads(found["feed.json"].data)["items"]
    item = next(item for item in items if item["id"].endswith(":9x1"))
    assert item["title"].startswith("Withdrawn")
    assert item["_oyez"]["state"] == "retracted"


def test_a_correction_shows_the_new_text_and_a_plain_history():
    text = pages(sample.site())["p/8m4/index.html"].text_content()
    assert "Use the ring road (5)." in text
    assert "Use the ring road (1)." not in text
    assert "The detour was wrong." in text


def test_every_language_stands_on_the_page_with_its_mark():
    page = pages(sample.site())["p/7k2/index.html"]
    assert page.get("lang") == "en"
    assert page.find(".//section[@lang='de']/h2").text == "Straße gesperrt 1"


def test_an_expired_notice_is_marked_and_not_happening():
    found = pages(sample.site())
    now = found["index.html"].find(".//section[@aria-labelledby='now']")
    assert "/p/5a5/" not in [a.get("href") for a in now.iterfind(".//a")]
    assert "has expired" in found["p/5a5/index.html"].text_content()


def test_the_emergency_number_comes_before_every_other_route():
    for path, page in pages(sample.site()).items():
        numbers = [a.get("href") for a in page.iterfind(".//a") if a.get("href").startswith("tel:")]
        assert numbers, path
        assert numbers[0] == "tel:112", path


def test_lists_show_the_last_twenty():
    page = pages(sample.site(*sample.many(60)))["index.html"]
    assert len(page.findall(".//section[@aria-labelledby='last']//li")) == 20


def test_an_exercise_is_marked_everywhere():
    found = documents(sample.site(exercise=True))
    for path, document in found.items():
        if document.cls == "asset":
            continue
        if path.endswith(".html"):
            page = html.fromstring(document.data)
            assert page.find(".//title").text.startswith("EXERCISE"), path
            assert page.find(".//h1").text_content().startswith("EXERCISE"), path
            assert "EXERCISE" in page.find(".//p[@role='note']").text_content(), path
        elif path.endswith((".atom", "index.xml")):
            titles = re.findall(rb"<title>([^<]*)", document.data)
            assert titles, path
            assert all(title.startswith(b"EXERCISE") for title in titles), path
        elif path.endswith("feed.json"):
            value = json.loads(document.data)
            titles = [value["title"], *(item["title"] for item in value["items"])]
            assert all(title.startswith("EXERCISE") for title in titles), path
        elif path.endswith(".json"):
            assert json.loads(document.data)["exercise"] is True, path
        else:
            assert b"<status>Exercise</status>" in document.data, path
            headlines = re.findall(rb"<headline>([^<]*)", document.data)
            assert all(headline.startswith(b"EXERCISE") for headline in headlines), path


def test_outside_an_exercise_nothing_says_exercise():
    for path, document in documents(sample.site()).items():
        assert b"EXERCISE" not in document.data, path


def test_no_page_asks_a_third_party_for_anything():
    for path, page in pages(sample.site()).items():
        asked = [e.get("src") for e in page.xpath("//img|//script|//iframe")]
        asked += [e.get("href") for e in page.xpath("//link[@rel='stylesheet' or @rel='icon']")]
        assert all(address.startswith("/") for address in asked), path
        assert not page.xpath("//@style"), path


def test_live_names_the_newest_the_gone_and_the_gravest():
    grave = sample.notice("c1", urgency="critical")
    site = sample.site(*sample.site().notices, grave)
    value = json.loads(documents(site)["live.json"].data)
    assert value["gone"] == ["9x1"]
    assert value["alert"] == "c1"
    assert ["8m4", 5] in value["new"]
    assert len(documents(site)["live.json"].data) < 700


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "America/New_York"])
def test_times_are_in_the_zone_of_the_site(zone):
    site = sample.site(time_zone=zone)
    page = html.fromstring(documents(site)["p/7k2/index.html"].data)
    offsets = {"Europe/Berlin": "+01:00", "UTC": "+00:00", "America/New_York": "-05:00"}
    assert page.find(".//time").get("datetime").endswith(offsets[zone])


def test_a_circle_of_units_ends():
    units = (
        sample.PublicUnit("pd-os", "leer", "A", parent="west"),
        sample.PublicUnit("pd-os", "west", "B", parent="leer"),
    )
    assert "u/pd-os/west/index.html" in documents(sample.site(units=units))


def test_a_notice_page_stays_light():
    site = sample.site(sample.notice(valid_until=sample.NOON + timedelta(days=1)))
    found = documents(site)
    weight = sum(len(d.data) for d in found.values() if d.cls == "asset")
    assert len(found["p/7k2/index.html"].data) + weight < 30_000

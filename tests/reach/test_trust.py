"""What makes people trust the page: codes that can be checked, a register, contact routes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import html

from oyez.reach.content import Outlet, PublicUnit, Stop
from oyez.reach.draw import dial
from oyez.reach.render import documents

from . import sample

CLOSED = Outlet(
    "X", "Old account", "https://x.example/leer", "closed", "@leer", sample.at(-9), "@leer@new"
)


def shown(site, path):
    return html.fromstring(documents(site)[path].data)


@pytest.mark.parametrize(
    ("code", "said", "status"),
    [
        ("7k2", "This notice is real and current", 200),
        ("8m4", "This notice is real and was corrected", 200),
        ("9x1", "This notice was real, and we have withdrawn it", 200),
        ("5a5", "This notice is real, but its time is over", 200),
    ],
)
def test_a_code_says_whether_the_notice_holds(code, said, status):
    site = sample.site()
    document = documents(site)[f"verify/{code}/index.html"]
    page = html.fromstring(document.data)
    assert document.status == status
    sections = page.findall(".//section[@lang]")
    assert [one.get("lang") for one in sections] == ["en", "de"]
    assert sections[0].findtext("h2") == said
    assert "Osnabrück Police" in sections[0].text_content()
    assert f"/p/{code}/" in [a.get("href") for a in sections[0].iterfind(".//a")]


def test_an_unknown_code_explains_a_forgery():
    document = documents(sample.site())["verify/unknown/index.html"]
    assert document.status == 404
    text = html.fromstring(document.data).text_content()
    assert "Do not pass it on" in text


def test_the_form_asks_the_site_itself_and_needs_no_script():
    form = shown(sample.site(), "verify/index.html").find(".//form")
    assert (form.get("method"), form.get("action")) == ("get", "/verify/")
    field = form.find(".//input")
    assert field.get("name") == "code"
    assert form.find(f".//label[@for='{field.get('id')}']") is not None


def with_closed():
    leer = sample.UNITS[1]
    return sample.site(units=(sample.UNITS[0], replace(leer, channels=(CLOSED, *leer.channels))))


def test_the_register_names_every_account_and_the_closed_ones_last():
    rows = shown(with_closed(), "accounts/index.html").findall(".//ul[@class='outlets']/li")
    assert [row.findtext("b") for row in rows] == ["Mastodon", "X"]
    assert rows[0].find("a").get("rel") == "me noopener"
    assert rows[1].find("a") is None
    assert "closed" in rows[1].text_content()
    assert "@leer@new" in rows[1].text_content()


def test_the_register_for_machines_is_the_same_in_both_places():
    found = documents(with_closed())
    value = json.loads(found["accounts.json"].data)
    assert found[".well-known/official-accounts.json"] == found["accounts.json"]
    old = next(one for one in value["accounts"] if one["platform"] == "X")
    assert old == {
        "authority": "Osnabrück Police",
        "unit": "Leer Inspection",
        "page": "https://news.example/u/pd-os/leer/",
        "platform": "X",
        "name": "Old account",
        "handle": "@leer",
        "url": "https://x.example/leer",
        "mode": "closed",
        "since": "2026-11-21T12:51:00+01:00",
        "language": None,
        "purpose": None,
        "successor": "@leer@new",
        "successor_url": None,
        "instead": None,
    }


def test_no_account_gets_an_address_that_is_not_of_the_web():
    bad = Outlet("X", "x", "javascript:alert(1)", "active")
    unit = PublicUnit("pd-os", "leer", "Leer", channels=(bad,))
    for document in documents(sample.site(units=(unit,))).values():
        assert b"javascript:" not in document.data


def test_every_page_names_the_ways_to_reach_us_with_the_emergency_number_first():
    for path, document in documents(sample.site()).items():
        if path.endswith(".html") and document.cls != "widget":
            page = html.fromstring(document.data)
            routes = page.findall(".//div[@class='reach']//dd")
            assert routes, path
            assert routes[0].text_content() == "112", path


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("110, Feuerwehr und Rettungsdienst 112", ["110", "112"]),
        ("0541 327-0", ["05413270"]),
        ("+49 541 3270", ["+495413270"]),
        ("Ihre Dienststelle vor Ort", []),
        ("Zimmer 7, 101", ["101"]),
        ("", []),
    ],
)
def test_every_number_in_a_route_can_be_dialled(text, numbers):
    parts = dial(text)
    assert [part.tel for part in parts if part.tel] == numbers
    assert "".join(part.text for part in parts) == text


def test_history_tells_what_happened_and_a_withdrawn_one_only_when():
    corrected = shown(sample.site(), "p/8m4/index.html").find(".//ol[@class='history']")
    assert [b.text for b in corrected.iterfind(".//b")] == ["Corrected", "Published"]
    assert "The detour was wrong." in corrected.text_content()
    both = replace(
        sample.retracted(),
        editions=(
            sample.edition(3, "withdrawal"),
            sample.edition(2, "correction", note="A secret"),
            sample.edition(),
        ),
    )
    gone = shown(sample.site(both), "p/9x1/index.html").find(".//ol[@class='history']")
    assert [b.text for b in gone.iterfind(".//b")] == ["Withdrawn", "Corrected", "Published"]
    assert "A secret" not in gone.text_content()


def test_a_freeze_is_told_without_its_reason():
    site = sample.site(stops=(Stop("Leer Inspection", sample.at(0)),))
    assert "Leer Inspection" in shown(site, "status/index.html").find(".//article").text_content()
    calm = shown(sample.site(), "status/index.html").find(".//article").text_content()
    assert "No. New notices go out as usual." in calm


def test_colours_and_crest_are_those_of_the_authority():
    crest = sample.picture()
    who = replace(sample.AUTHORITIES[0], bar="#1d3c34", accent="#0f6b4f", crest=crest)
    found = documents(sample.site(authorities=(who, sample.AUTHORITIES[1])))
    name = next(path for path in found if path.startswith("s/brand-pd-os."))
    assert b"--bar:#1d3c34" in found[name].data
    page = html.fromstring(found["p/7k2/index.html"].data)
    assert f"/{name}" in [link.get("href") for link in page.iterfind(".//link")]
    assert page.find(".//header//img").get("src") == f"/m/{crest.sha256}.png"
    other = html.fromstring(found["a/fire/index.html"].data)
    assert f"/{name}" not in [link.get("href") for link in other.iterfind(".//link")]


def test_a_broken_colour_is_left_out():
    who = replace(sample.AUTHORITIES[0], bar="red;}", accent="#fff")
    found = documents(sample.site(authorities=(who, sample.AUTHORITIES[1])))
    assert not [path for path in found if path.startswith("s/brand-")]


def test_a_widget_is_small_and_opens_its_links_outside():
    found = documents(sample.site())
    for path in ("widget/pd-os/index.html", "widget/pd-os/leer/index.html"):
        assert found[path].cls == "widget"
        page = html.fromstring(found[path].data)
        links = page.xpath("//a[not(starts-with(@href, 'tel:'))]")
        assert links
        assert {(a.get("target"), a.get("rel")) for a in links[1:]} == {("_blank", "noopener")}
    snippet = shown(sample.site(), "embed/index.html").findtext(".//code")
    assert 'src="https://news.example/widget/pd-os/"' in snippet

"""Every page in every language of its authority, under addresses that never move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from oyez.reach.content import Text
from oyez.reach.frame import Frame
from oyez.reach.render import Scope, documents

from . import sample

GERMAN = replace(sample.AUTHORITIES[0], languages=("de", "en", "fr"))
ONE = replace(sample.AUTHORITIES[1], languages=("en",))


def speaking(*notices, **more):
    return sample.site(*notices, authorities=(GERMAN, ONE), languages=("de", "en", "fr"), **more)


def page(found, path):
    return html.fromstring(found[path].data)


def test_the_canonical_page_is_in_the_first_language_of_the_authority():
    found = documents(speaking())
    for path in ("p/7k2/index.html", "a/pd-os/index.html", "u/pd-os/leer/index.html"):
        assert page(found, path).get("lang") == "de"
        assert found[path] == found[f"de/{path}"]
        assert [page(found, f"{code}/{path}").get("lang") for code in ("en", "fr")] == ["en", "fr"]


@pytest.mark.parametrize("path", ["p/7k2/", "a/pd-os/", "accounts/", "verify/", "embed/", ""])
def test_pages_name_each_other_in_every_language(path):
    found = documents(speaking())
    canonical = f"https://news.example/{path}"
    for folder in ("", "de/", "en/", "fr/"):
        shown = page(found, f"{folder}{path}index.html")
        links = {a.get("hreflang"): a.get("href") for a in shown.iterfind(".//link[@hreflang]")}
        assert links == {
            "x-default": canonical,
            "de": canonical,
            "en": f"https://news.example/en/{path}",
            "fr": f"https://news.example/fr/{path}",
        }
        own = canonical if folder in {"", "de/"} else f"https://news.example/{folder}{path}"
        assert shown.find(".//link[@rel='canonical']").get("href") == own
        assert len(shown.findall(".//nav[@class='tongues']/a[@aria-current]")) == 1


def test_every_link_on_every_page_leads_to_a_page():
    found = documents(speaking())
    known = {f"/{path.removesuffix('index.html')}" for path in found}
    for path in found:
        if path.endswith(".html"):
            hrefs = {a.get("href") for a in page(found, path).iterfind(".//a")}
            inside = {href for href in hrefs if href.startswith("/")}
            assert inside <= known, (path, inside - known)


def test_an_authority_with_one_language_has_one_page_and_is_linked_from_all():
    found = documents(speaking())
    assert "a/fire/index.html" in found
    assert "fr/a/fire/index.html" not in found
    assert "/a/fire/" in [a.get("href") for a in page(found, "fr/index.html").iterfind(".//a")]
    assert not page(found, "a/fire/index.html").findall(".//nav[@class='tongues']")


def test_the_content_is_in_the_language_of_the_page_or_says_that_it_is_not():
    found = documents(speaking())
    german, french = page(found, "p/7k2/index.html"), page(found, "fr/p/7k2/index.html")
    assert german.find(".//h1").text == "Straße gesperrt 1"
    assert german.find(".//h1").getparent().get("lang") == "de"
    assert french.find(".//h1").text == "Road closed 1"
    assert french.find(".//h1").getparent().get("lang") == "en"
    notes = [len(one.findall(".//p[@class='note']")) for one in (german, french)]
    assert notes == [0, 1]


def test_text_from_right_to_left_finds_its_own_direction():
    arabic = sample.edition(texts=(Text("ar", "الطريق مغلق", "الطريق مغلق."),))
    shown = page(documents(speaking(sample.notice(editions=(arabic,)))), "p/7k2/index.html")
    holder = shown.find(".//h1").getparent()
    assert (holder.get("lang"), holder.get("dir")) == ("ar", "auto")
    assert shown.find(".//div[@class='said']").get("dir") == "auto"


def test_times_are_written_as_people_of_the_language_write_them():
    words = {
        code: Frame(sample.site(), code).moment(sample.at(1)).text for code in ("en", "de", "fr")
    }
    assert words["en"] == "21 November 2026, 13:01 CET"
    assert words["de"].endswith("13:01 Uhr MEZ")
    assert words["fr"].endswith("à 13:01 CET")


def test_a_withdrawal_takes_the_text_from_every_language_at_once():
    gone = sample.retracted("7k2")
    every = documents(speaking(gone))
    early = documents(speaking(gone), scope=Scope({"7k2"}, early=True))
    for folder in ("", "de/", "en/", "fr/"):
        path = f"{folder}p/7k2/index.html"
        assert early[path] == every[path]
        assert early[path].status == 410
    assert early["verify/7k2/index.html"] == every["verify/7k2/index.html"]


def test_what_comes_first_is_what_comes_with_everything():
    site = speaking(*sample.many(30))
    every, early = documents(site), documents(site, scope=Scope({"n1"}, early=True))
    assert all(every[path] == document for path, document in early.items())
    new = documents(speaking(sample.notice()), scope=Scope({"7k2"}, early=True))
    assert {"p/7k2/index.html", "index.html", "feed.atom", "live.json"} <= new.keys()
    assert not [path for path in new if path.startswith(("en/", "fr/", "widget/"))]

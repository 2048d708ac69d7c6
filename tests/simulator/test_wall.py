from __future__ import annotations

import re
import smtplib
from html.parser import HTMLParser

from oyez.simulator.names import HANDS, LABELS

EVIL = "<script>alert(1)</script> & \"quoted\" 'single'"
VOID = {"meta", "link", "br"}


class Balance(HTMLParser):
    """Fails on tags that do not close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, _attrs):
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def show(web, path="/wall"):
    return web.ask("GET", path).body.decode()


def test_an_empty_wall_says_so_and_names_every_platform(web):
    text = show(web)
    assert "EXERCISE" in text
    picked = re.findall(r'<a href="/wall[^"]*"[^>]*>([^<]+)</a></li>', text)
    assert picked == ["All", "Own page", *LABELS.values(), *HANDS.values(), "Mail"]
    assert re.findall('<h2 id="([a-z]+)"', text) == ["own", "mail"]
    assert "No mail was sent." in text
    Balance(text)


def test_one_platform_can_be_looked_at_alone(web):
    web.toot("on mastodon", "leer")
    text = show(web)
    assert 'href="/wall?only=mastodon">Mastodon <strong>1</strong></a>' in text
    assert re.findall('<h2 id="([a-z]+)"', text) == ["own", "mastodon", "mail"]
    alone = show(web, "/wall?only=x&still=1")
    assert re.findall('<h2 id="([a-z]+)"', alone) == ["x"]
    assert "No account has been used yet." in alone
    assert 'href="/wall?only=x&amp;still=1" aria-current="page">X</a>' in alone
    assert 'href="/wall?only=x">Reload every 2 seconds</a>' in alone
    assert show(web, "/wall?only=nonsense").count("<h2") == 3
    Balance(alone)


def test_posts_are_shown_until_they_are_gone(web):
    number, who = web.toot("on mastodon", "leer").data["id"], web.log_in()
    web.put(who, "on bluesky")
    text = show(web)
    assert re.search(r"<h3>leer</h3>\s*<ul>\s*<li>.*on mastodon", text)
    assert re.search(r"<h3>pi</h3>\s*<ul>\s*<li>.*on bluesky", text)
    assert "edited" not in text
    path = f"/mastodon/api/v1/statuses/{number}"
    web.ask("PUT", path, "sim-leer", json_body={"status": "changed"})
    text = show(web)
    assert "edited" in text
    assert "changed" in text
    assert "on mastodon" not in text
    web.ask("DELETE", path, "sim-leer")
    web.delete(who)
    text = show(web)
    assert "Nothing to see from leer." in text
    assert "Nothing to see from pi." in text
    assert "<h3>" not in text
    assert "changed" not in text


def test_everything_from_outside_is_escaped(web):
    web.toot(EVIL, spoiler_text=EVIL)
    who = web.log_in()
    raw = ("image/png", b"\x89PNG")
    blob = web.ask(
        "POST", "/bluesky/xrpc/com.atproto.repo.uploadBlob", who["accessJwt"], raw=raw
    ).data["blob"]
    web.put(who, EVIL, record={"embed": {"images": [{"alt": EVIL, "image": blob}]}})
    with smtplib.SMTP("127.0.0.1", web.sim.smtp_port) as relay:
        relay.sendmail(
            "pi@o.example", ['"<b>"@a.example'], f"Subject: {EVIL}\r\n\r\n{EVIL}".encode()
        )
    text = show(web)
    assert "script" not in Balance(text).seen
    assert "<b>" not in text
    assert text.count("&lt;script&gt;") == 6
    assert "Picture: &lt;script&gt;" in text


def test_the_page_is_strict_and_can_stand_still(web):
    answer = web.ask("GET", "/wall")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert 'http-equiv="refresh" content="2"' in answer.body.decode()
    assert "refresh" not in show(web, "/wall?still=1").replace("Reload", "")
    assert 'href="https://portal.example/?a=1&amp;b=2"' in answer.body.decode()
    css = web.ask("GET", "/wall.css")
    assert (css.status, css.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert "<html lang=" in answer.body.decode()


def test_long_lists_are_cut(web):
    for number in range(22):
        web.toot(f"number {number}.")
    text = show(web)
    assert "number 21." in text
    assert "number 1." not in text
    assert "Older posts are not listed here." in text

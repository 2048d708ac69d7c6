"""A look at a page: what is read of it, and what is not believed."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime

import pytest
from PIL import Image, ImageDraw

from oyez.domain.drift import DriftCode, drift
from oyez.domain.looking import Failure, Looked
from oyez.domain.simhash import distance
from oyez.looking import vision
from oyez.looking.look import Looker
from oyez.looking.page import take_apart
from oyez.looking.pictures import digests
from stands import Names, Web, answer, door_to, moved, page, status

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
RTA = "RTA-5042-1996-1400-1577-RTA"
HOSTS = ("a.example", "b.example", "cdn.example")


def drawn(seed: int = 1, size: tuple[int, int] = (120, 80)) -> Image.Image:
    chance = random.Random(seed)
    picture = Image.new("RGB", size, (200, 220, 240))
    pen = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        colour = tuple(chance.randrange(256) for _ in range(3))
        pen.ellipse((x, y, x + size[0] // 3, y + size[1] // 3), fill=colour)
    return picture


def encoded(picture: Image.Image, form: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def looker(net: Web, **more: object) -> Looker:
    return Looker(door_to(net, *HOSTS), **more)  # type: ignore[arg-type]


def look(net: Web, sent: bytes, path: str = "/") -> Looked:
    return looker(net).look(net.put("a.example", path, sent), AT)


def test_a_page_is_read(net: Web) -> None:
    head = (
        '<meta name="description" content=" What  you see ">'
        '<meta property="og:image" content="/card.png">'
    )
    net.put("a.example", "/card.png", answer(encoded(drawn()), "image/png"))
    seen = look(net, page("The fair opens at noon. " * 20, head=head, title="The\n fair"))
    assert (seen.title, seen.description) == ("The fair", "What you see")
    assert seen.seen
    assert (seen.status, seen.content_type) == (200, "text/html")
    assert seen.picture == digests(drawn())
    assert seen.text_fingerprint
    assert not any((seen.live, seen.labels, seen.listed, seen.login_wall))


def test_menus_banners_scripts_and_counters_are_not_the_text(net: Web) -> None:
    text = "The fair opens on Saturday at noon and ends on Sunday. " * 8
    plain = look(net, page(text))
    busy = page(f"{text} 12345", head="<style>p{}</style><script>var casino = 1</script>").replace(
        b"<main>",
        b"<nav>Home Sports Casino</nav><div class='cookie-box'>We use cookies and partners</div>"
        b"<p style='display: none'>hidden words</p><main>",
    )
    assert look(net, busy).text_fingerprint == plain.text_fingerprint


def test_a_page_that_hides_everything_around_is_still_read() -> None:
    body = b"<html><body><nav><div>" + b"only here are words, and many of them " * 9
    assert "only here" in take_apart(body, "text/html", "http://a.example/").text


def test_a_replaced_page_is_drift_and_an_edited_one_is_not(net: Web) -> None:
    text = "The fair opens on Saturday at noon. Roads stay closed until Sunday evening. " * 4
    before = look(net, page(text))
    edited = look(net, page(text.replace("Saturday at noon", "Saturday at one", 1)))
    assert drift(before, edited) == ()
    other = "Spin the wheel and win a fortune; free bonus coins for every new player tonight. " * 4
    replaced = look(net, page(other))
    assert distance(before.text_fingerprint, replaced.text_fingerprint) >= 16
    assert [change.code for change in drift(before, replaced)] == [DriftCode.REPLACED]


@pytest.mark.parametrize(
    "sent",
    [
        page("x", head='<meta name="rating" content="mature">'),
        page("x", head=f'<META NAME="RATING" CONTENT="{RTA}">'),
        page("x", head=f'<meta http-equiv="Rating" content="{RTA.lower()}">'),
        answer(b"<p>x", "text/html", f"Rating: {RTA}"),
        answer(b"x", "text/plain", "Rating: adult"),
    ],
)
def test_a_label_is_read_wherever_it_stands(sent: bytes, net: Web) -> None:
    seen = look(net, sent)
    assert seen.labels == ("adult",)
    assert seen.said


@pytest.mark.parametrize(
    "sent",
    [
        page("x", head='<script type="application/ld+json">{"isLiveBroadcast": true}</script>'),
        page('<span itemscope itemtype="https://schema.org/BroadcastEvent"></span>'),
        page('<meta itemprop="isLiveBroadcast" content="True">'),
        page('<iframe src="//player.twitch.tv/?channel=x"></iframe>'),
        page('<video><source src="/hls/master.m3u8"></video>'),
        page("x", head='<meta property="og:video" content="https://www.youtube.com/live/abc">'),
        page("x", head='<link rel="canonical" href="https://kick.com/somebody">'),
        page("x", head='<script>window.player = {"isLive": true};</script>'),
        answer(b"#EXTM3U\n#EXTINF:4,\nx.ts\n", "application/vnd.apple.mpegurl"),
        answer(b'<MPD type="dynamic">', "application/dash+xml"),
    ],
)
def test_a_live_stream_is_seen(sent: bytes, net: Web) -> None:
    seen = look(net, sent)
    assert seen.live
    assert seen.live_as


def test_a_finished_recording_is_not_live(net: Web) -> None:
    whole = b"#EXTM3U\n#EXTINF:4,\nx.ts\n#EXT-X-ENDLIST\n"
    assert not look(net, answer(whole, "application/vnd.apple.mpegurl")).live


def test_the_address_alone_tells_a_live_stream_and_every_hop_counts(net: Web) -> None:
    unreachable = Looker(door_to(net, resolver=Names({})))
    seen = unreachable.look("https://www.twitch.tv/somebody", AT)
    assert (seen.failure, seen.live_as) == (Failure.BAD_ADDRESS, "Twitch")
    start = net.put("a.example", "/", moved("https://kick.com/somebody"))
    assert looker(net).look(start, AT).live_as == ""
    door = door_to(net, "a.example", ports=(net.port, 443))
    assert Looker(door).look(start, AT).live_as == "Kick"


def test_every_hop_is_looked_up_in_the_lists(net: Web) -> None:
    start = net.put("a.example", "/", moved(net.url("b.example")))
    net.put("b.example", "/", moved(net.url("cdn.example")))
    net.put("cdn.example", "/", page("fine"))
    lists = {net.url("b.example"): ("adult", "malware")}
    seen = looker(net, listed=lambda address: lists.get(address, ())).look(start, AT)
    assert seen.listed == ("adult", "malware")


def test_a_login_wall_is_seen(net: Web) -> None:
    assert look(net, page("Sign in <form><input type='Password'></form>")).login_wall


def test_a_picture_of_another_kind_than_it_says_changes_nothing(net: Web) -> None:
    head = '<meta property="og:image" content="/card.png">'
    for card in (answer(b"<html>", "image/png"), answer(b"\x89PNG\r\n\x1a\nbroken", "image/png"),
                 status(404)):  # fmt: skip
        net.put("a.example", "/card.png", card)
        seen = look(net, page("The fair", head=head))
        assert (seen.picture, seen.nudity, seen.failure) == (None, None, "")


def test_a_picture_inside_our_network_is_not_fetched(net: Web) -> None:
    head = f'<meta property="og:image" content="http://127.0.0.1:{net.port}/card.png">'
    start = net.put("a.example", "/", page("The fair", head=head))
    door = door_to(net, "a.example")
    door.guard.networks = ()
    assert Looker(door).look(start, AT).failure is Failure.PRIVATE_ADDRESS
    assert net.connections == 0


def test_a_linked_picture_is_examined(net: Web) -> None:
    there = net.put("a.example", "/p.jpg", answer(encoded(drawn(), "JPEG"), "image/jpeg"))
    sight = looker(net, score=lambda _: 0.25).sight(there, AT)
    assert (sight.looked.nudity, sight.looked.failure) == (0.25, "")
    assert Image.open(io.BytesIO(sight.picture)).format == "JPEG"
    broken = net.put("a.example", "/b.png", answer(b"\x89PNG\r\n\x1a\nxx", "image/png"))
    assert looker(net).look(broken, AT).failure is Failure.BAD_TYPE


def test_a_page_without_a_picture_is_scored_by_its_screenshot(net: Web) -> None:
    drawn_pages: list[str] = []

    def shoot(text: str) -> Image.Image:
        drawn_pages.append(text)
        return drawn()

    eyes = looker(net, score=lambda _: 0.9, shoot=shoot)
    sight = eyes.sight(net.put("a.example", "/", page("The fair")), AT)
    assert (sight.looked.nudity, sight.looked.picture) == (0.9, None)
    assert "The fair" in drawn_pages[0]
    assert sight.picture
    blind = looker(net, score=lambda _: 0.9, shoot=lambda _: None)
    assert blind.look(net.url("a.example"), AT).nudity is None


def test_without_the_extra_nobody_says_that_a_picture_is_harmless(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vision, "PACKAGE", "no_such_package")
    assert vision.nudity(drawn()) is None


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<", b"<!--" * 999, b"<div>" * 50_000, b"<p " + b"a=1 " * 50_000, b"\xff\xfe\x00",
        b"<![CDATA[" * 999, b"<title>" * 9_999, b'<script type="application/ld+json">{"a":' * 99,
        b'<meta charset="no-such-charset">\xff\xfe', b'<meta property="og:image" content="http://[">',
        b"<base href='http://['><a href='//['>", bytes(range(1, 256)) * 9,
    ],
)  # fmt: skip
def test_any_page_is_taken_apart(body: bytes, net: Web) -> None:
    for declared in ("text/html", "text/html; charset=klingon", "text/html; charset=utf-7"):
        parts = take_apart(body, declared, "http://a.example/")
        assert parts.text is not None
    assert look(net, answer(body, "text/html")).failure in ("", Failure.BAD_TYPE)


def test_letters_are_read_as_the_page_says(net: Web) -> None:
    latin = "<meta charset='iso-8859-1'><title>Grüße</title>".encode("latin-1")
    assert look(net, answer(latin, "text/html")).title == "Grüße"
    wide = "<html><title>Grüße</title>".encode("utf-16")
    assert look(net, answer(wide, "text/html")).title == "Grüße"
    named = "<title>Grüße</title>".encode("latin-1")
    assert look(net, answer(named, "text/html; charset=ISO-8859-1")).title == "Grüße"


def test_a_look_at_nothing_ends_with_a_reason(net: Web) -> None:
    seen = looker(net).look(f"http://nowhere.example:{net.port}/", AT)
    assert (seen.failure, seen.status, seen.seen) == (Failure.UNREACHABLE, 0, False)
    assert seen.at == AT


def test_time_is_one_for_page_and_picture(net: Web) -> None:
    there = net.put("a.example", "/", page("x", head='<meta property="og:image" content="/p">'))
    net.put("a.example", "/p", lambda sock, _: sock.recv(1) and None)
    quick = Looker(door_to(net, "a.example", seconds=2))
    seen = quick.look(there, AT)
    assert (seen.title, seen.picture) == ("A page", None)

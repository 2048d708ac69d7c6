"""What Telegram's public pages say, and what they do not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Absent, Answer, Done, Failed, NeedsPerson
from oyez.platforms.telegram_page import read_page
from oyez.platforms.text import seen_sha256

from .canned import lost, said
from .telegram_said import NOW, bot, delivery, page, post, receipt, variant

MARKER = "https://portal.example/p/ab12"
LINKED = f'Road closed: <a href="{MARKER}" target="_blank" rel="noopener">{MARKER}</a>'
ERROR = '<div class="tgme_widget_message"><div class="tgme_widget_message_error">{}</div></div>'
SINGLE = '<a class="tgme_widget_message_photo_wrap" href="https://t.me/police_emsland/{}?single">'


def test_a_post_is_read_as_people_see_it() -> None:
    emoji = '<i class="emoji" style="background-image:url(\'//telegram.org/a.png\')"><b>🚧</b></i>'
    text = f"{emoji} A &lt; B<br/><b>closed</b> <div>inner</div> end"
    (shown,) = read_page(page(post(7, text)).body).posts
    assert (shown.channel, shown.id, shown.at) == ("Police_Emsland", "7", NOW)
    assert "".join(shown.words) == "🚧 A < B\nclosed inner end"
    assert shown.parts == ()


def test_an_album_names_its_parts() -> None:
    photos = f"{SINGLE.format(7)}</a>{SINGLE.format(8)}</a>"
    (shown,) = read_page(page(post(7, "Two", photos=photos)).body).posts
    assert shown.parts == ("7", "8")
    one = '<a class="tgme_widget_message_photo_wrap" href="https://t.me/police_emsland/9"></a>'
    assert read_page(page(post(9, "One", photos=one)).body).posts[0].parts == ("9",)


def test_a_copy_is_found_by_its_link_or_its_text() -> None:
    telegram = bot(page(post(6, "Another") + post(7, LINKED) + post(8, "Later")))
    found = telegram.adapter.find(variant("changed", marker_url=MARKER), delivery())
    assert isinstance(found, Done)
    assert (found.receipt.remote_id, found.receipt.seen_from) == ("7", "outside")
    assert found.receipt.url == "https://t.me/police_emsland/7"
    (asked,) = telegram.door.asked
    assert (asked.method, asked.url) == ("GET", "https://t.me/s/police_emsland")
    by_text = bot(page(post(8, "Road<br/>closed"))).adapter.find(variant(), delivery())
    assert isinstance(by_text, Done)
    assert by_text.receipt.text_sha256 == seen_sha256("Road closed")


def test_known_and_older_copies_are_others() -> None:
    shown = page(post(7, LINKED))
    v = variant(marker_url=MARKER, known=("7",))
    assert isinstance(bot(shown).adapter.find(v, delivery()), Absent)
    later = delivery(created_at=NOW + timedelta(minutes=2))
    assert isinstance(bot(shown).adapter.find(variant(marker_url=MARKER), later), Absent)


def test_the_preview_is_read_back_to_before_the_delivery() -> None:
    more = '<a href="/s/police_emsland?before=7" class="tme_messages_more" data-before="7"></a>'
    pages = page(more + post(7, "Newer")), page(more + post(5, "Old", "2026-11-20T03:00:00+00:00"))
    telegram = bot(*pages)
    assert isinstance(telegram.adapter.find(variant(), delivery()), Absent)
    assert [one.url.rpartition("/")[2] for one in telegram.door.asked] == [
        "police_emsland",
        "police_emsland?before=7",
    ]
    endless = bot(*[page(more + post(7, "Newer"))] * 10)
    too_many = endless.adapter.find(variant(), delivery())
    assert too_many == Failed(F.TRANSIENT, "too_many_posts")


UNREADABLE = [
    Answer("done", 200, {}, b"<html><body>" + post(7, "Road closed").encode()),
    page("<p>We will be back soon</p>"),
    page(post(7, "Road closed").replace("Police_Emsland", "somebody_else")),
    page(ERROR.format("Post not found")),
]


@pytest.mark.parametrize("answer", UNREADABLE, ids=["cut", "other", "stranger", "error"])
def test_a_preview_that_says_nothing_proves_nothing(answer: Answer) -> None:
    found = bot(answer).adapter.find(variant(), delivery())
    assert found == Failed(F.TRANSIENT, "unreadable")


@pytest.mark.parametrize("answer", UNREADABLE[:3], ids=["cut", "other", "stranger"])
def test_a_post_page_that_says_nothing_proves_nothing(answer: Answer) -> None:
    assert bot(answer).adapter.look(receipt(), NOW) == Failed(F.TRANSIENT, "unreadable")


def test_without_a_public_page_a_person_looks() -> None:
    away = Answer("done", 302, {"location": "https://t.me/police_emsland"})
    found = bot(away).adapter.find(variant(), delivery())
    assert isinstance(found, NeedsPerson)
    assert found.deep_link == "https://t.me/police_emsland"
    private = bot(username="", chat="-1001234")
    assert isinstance(private.adapter.find(variant(), delivery()), NeedsPerson)
    seen = private.adapter.look(receipt(), NOW)
    assert isinstance(seen, NeedsPerson)
    assert seen.deep_link == receipt().url
    unknown = page(ERROR.format("Channel with username <b>@police_emsland</b> not found"))
    assert isinstance(bot(unknown).adapter.look(receipt(), NOW), NeedsPerson)
    assert private.door.asked == []


def test_a_look_reads_every_part_until_one_stands() -> None:
    gone = page(ERROR.format("Post not found"))
    telegram = bot(gone, page(post(8, "")))
    seen = telegram.adapter.look(receipt(parts=("7", "8")), NOW)
    assert isinstance(seen, Done)
    assert [one.url for one in telegram.door.asked] == [
        "https://t.me/police_emsland/7?embed=1",
        "https://t.me/police_emsland/8?embed=1",
    ]
    absent = bot(gone, gone).adapter.look(receipt(parts=("7", "8")), NOW)
    assert absent == Absent("GET embed page: Post not found")


def test_another_post_on_the_page_is_no_proof() -> None:
    seen = bot(page(post(99, "Another"))).adapter.look(receipt(), NOW)
    assert seen == Failed(F.TRANSIENT, "unreadable")


@pytest.mark.parametrize(
    ("answer", "cls"),
    [
        (lost(), F.TRANSIENT),
        (said(500), F.TRANSIENT),
        (said(403), F.TRANSIENT),
        (said(404), F.TRANSIENT),
        (said(429), F.RATE_LIMITED),
    ],
)
def test_pages_that_do_not_come(answer: Answer, cls: F) -> None:
    for finding in (
        bot(answer).adapter.find(variant(), delivery()),
        bot(answer).adapter.look(receipt(), NOW),
    ):
        assert isinstance(finding, Failed)
        assert finding.cls is cls


def test_a_time_that_is_none_is_left_out() -> None:
    (shown,) = read_page(page(post(7, "x", at="yesterday")).body).posts
    assert shown.at is None
    assert read_page(page(post(7, "x", at="2026-11-21T03:00:00")).body).posts[0].at is None

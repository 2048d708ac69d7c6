"""What the composer answers while somebody writes."""

from __future__ import annotations

import io
import re

import pytest
from composer_form import NEW, ask, hidden, press, text
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from newsroom import Newsroom, channel
from oyez.domain.channel import Mode
from oyez.publish.models import Jotting, Notice, Telling

LONG = "Please leave the marked area and go north. " * 20


def test_each_preview_comes_at_its_own_place_and_writes_nothing(room: Newsroom) -> None:
    answer = ask(room, "check")
    html = answer.content.decode()
    for one in (room.mastodon, room.bluesky):
        assert f'<div id="pv-{one.pk}" hx-swap-oob="innerHTML">' in html
    assert "<textarea" not in html, "what somebody may be writing in is never replaced"
    assert answer["Vary"].count("HX-Request")
    assert not Notice.objects.exists()
    assert not Jotting.objects.exists()


def test_a_count_is_announced_once_and_again_only_when_it_changed(room: Newsroom) -> None:
    first = ask(room, "check", fits="")
    assert "Ready for 3 of 3 channels" in text(first)
    assert "Ready for" not in text(ask(room, "check", fits=hidden(first, "fits")))
    box = {f"hand_{room.bluesky.pk}": "x" * 400}
    assert "Ready for 2 of 3 channels" in text(ask(room, "check", fits="3/3", **box))


def test_a_preview_says_how_it_counts_and_what_it_leaves_out(room: Newsroom) -> None:
    said = text(ask(room, "check", body_0=LONG, headline_1="H", body_1=LONG))
    assert "Each link counts as 23 characters." in said
    assert "Links count in full." in said
    assert re.search(r"Shortened: \d+ characters are left out", said)
    assert re.search(r"\d+ of 300 characters", said)


def test_a_missing_language_is_shown_not_hidden(room: Newsroom) -> None:
    said = text(ask(room, "check"))
    assert "Deutsch is missing, so this channel speaks English." in said
    assert "missing for 1 channel" in said
    both = text(ask(room, "check", headline_1="Bombe", body_1="Bitte gehen."))
    assert "is missing" not in both
    assert "missing for" not in both


def test_a_held_back_channel_says_why_before_a_word_is_written(room: Newsroom) -> None:
    type(room.mastodon).objects.filter(pk=room.mastodon.pk).update(mode=Mode.CRITICAL_ONLY)
    said = text(room.client(room.alice).get(NEW))
    assert "takes critical notices only" in said
    assert "2 of 3 channels take a notice like this" in said
    assert "Your text appears here." in said
    assert "Ready for 3 of 3" in text(ask(room, "check", urgency="critical"))


def test_a_text_by_hand_stays_and_there_is_a_way_back(room: Newsroom) -> None:
    field = f"hand_{room.bluesky.pk}"
    hand = {field: "Written by a person"}
    said = text(ask(room, "check", **hand))
    assert "Written by hand: it does not follow the text above." in said
    again = ask(room, "hand", hand=room.bluesky.pk, **hand)
    assert again.status_code == 204, "opening the box never replaces what was typed"
    back = ask(room, "rule", rule=room.bluesky.pk, **hand)
    assert "Written by a person" not in back.content.decode()
    assert "Please leave the marked area" in back.content.decode()
    plain = press(room.client(room.alice), room, rule=room.bluesky.pk, **hand)
    assert plain.status_code == 200
    assert "Written by a person" not in plain.content.decode(), "the same without scripts"


def test_an_opened_box_offers_the_text_of_now(room: Newsroom) -> None:
    answer = ask(room, "hand", hand=room.bluesky.pk, body_0="Quite another text.")
    assert "Quite another text." in answer.content.decode()
    digest = hidden(answer, f"shown_{room.bluesky.pk}")
    assert len(digest) == 64


def test_a_picture_is_taken_in_when_it_is_chosen(room: Newsroom) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    file = SimpleUploadedFile("a.png", out.getvalue(), "image/png")
    answer = ask(room, "take", take="2", picture_2=file)
    token = hidden(answer, "kept_2")
    assert f'src="/pictures/{token}"' in answer.content.decode()
    assert "Describe the picture" not in text(answer), "nobody had the time to"
    shown = ask(room, "check", kept_2=token, alt_2="A map").content.decode()
    assert shown.count('alt="A map"') == 3
    wrong = ask(room, "take", take="0", picture_0=SimpleUploadedFile("a.png", b"no"))
    assert "not a picture we can read" in text(wrong)
    assert ask(room, "take", take="9").status_code == 204


def test_text_areas_speak_their_language(room: Newsroom) -> None:
    html = room.client(room.alice).get(NEW).content.decode()
    for number, code in ((0, "en"), (1, "de"), (2, "fr")):
        box = re.search(rf'<textarea name="body_{number}"[^>]*>', html)
        assert box is not None
        assert f'lang="{code}"' in box.group()
        assert 'dir="auto"' in box.group()


def test_the_language_of_most_channels_comes_first(room: Newsroom) -> None:
    for name in ("A", "B"):
        channel(room.unit, "mastodon", name, base_url="https://x.example", language="uk")
    html = room.client(room.alice).get(NEW).content.decode()
    chosen = re.search(r'name="language_0".*?<option value="([^"]+)" selected', html, re.DOTALL)
    assert chosen is not None
    assert chosen.group(1) in {"uk", "en"}
    assert "Українська" in html
    assert press(
        room.client(room.alice), room, language_1="uk", headline_1="Б", body_1="Г", save="1"
    )["Location"]


def test_who_is_asked_is_told(room: Newsroom) -> None:
    html = room.client(room.alice).get(NEW).content.decode()
    assert f'<option value="{room.bob.pk}">Bob</option>' in html
    assert "Charlie" not in html
    refused = press(room.client(room.alice), room, submit="1", ask=room.charlie.pk)
    assert refused.status_code == 422
    assert "This person cannot approve this text." in text(refused)
    assert press(room.client(room.alice), room, submit="1", ask=room.bob.pk).status_code == 302
    told = Telling.objects.get()
    assert (told.person, told.values["name"]) == (room.bob, "Alice")


@pytest.mark.parametrize("part", ["check", "page", "autosave"])
def test_more_channels_ask_the_database_no_more_often(room: Newsroom, part: str) -> None:
    def queries(key: str = "k1") -> int:
        with CaptureQueriesContext(connection) as seen:
            if part == "page":
                room.client(room.alice).get(NEW)
            else:
                ask(room, part, form_key=key)
        return len(seen)

    before = queries()
    for number in range(17):
        channel(room.unit, "mastodon", f"M{number}", base_url="https://x.example")
    assert queries("k2") == before

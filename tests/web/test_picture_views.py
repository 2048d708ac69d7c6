from __future__ import annotations

import io
import re

from composer_form import ask, hidden, text
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from PIL import Image

from newsroom import Newsroom
from oyez.publish.forms.slots import SALT, opened
from oyez.publish.models import Notice, Revision


def send(room: Newsroom, **more: object) -> HttpResponse:
    sound = {"unit": room.unit.pk, "urgency": "routine", "headline_0": "Bomb", "body_0": "Leave."}
    sound |= {f"language_{n}": code for n, code in enumerate(("en", "de", "fr"))}
    return room.client(room.alice).post("/notices/new/", sound | more)


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def picture(width: int = 8, height: int = 8) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "PNG")
    return SimpleUploadedFile("a.png", out.getvalue(), "image/png")


def test_a_picture_without_description_is_kept_while_it_is_asked_for(room: Newsroom) -> None:
    answer = send(room, picture_0=picture())
    html = page(answer)
    assert answer.status_code == 422
    assert "Describe the picture in words" in html
    kept = re.search(r'name="kept_0" value="([^"]+)"', html)
    assert kept is not None
    shown = room.client(room.alice).get(f"/pictures/{kept.group(1)}")
    assert shown["Content-Type"] == "image/jpeg"
    assert b"".join(shown.streaming_content)
    assert send(room, kept_0=kept.group(1), alt_0="A map").status_code == 302
    (stored,) = Revision.objects.get().pictures.all()
    assert stored.alt == "A map"


def placed() -> SimpleUploadedFile:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x8825] = {1: "N", 2: (52.0, 55.0, 12.5), 3: "W", 4: (1.0, 28.0, 36.0)}
    Image.new("RGB", (8, 8), "red").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("a.jpg", out.getvalue(), "image/jpeg")


def test_what_was_noted_of_a_picture_stays_with_it_while_one_writes(room: Newsroom) -> None:
    answer = ask(room, "take", take="0", picture_0=placed())
    kept = hidden(answer, "kept_0")
    shown = ask(room, "check", kept_0=kept, alt_0="A map")
    assert "Picture 1 told in its file where it was taken. The place is removed" in text(shown)
    assert send(room, kept_0=kept, alt_0="A map").status_code == 302
    revision = Revision.objects.get()
    assert revision.pictures.get().location is True
    edited = room.client(room.alice).get(f"/notices/{revision.notice.code}/edit/")
    assert "Picture 1 told in its file" in text(edited)
    again = opened(hidden(edited, "kept_0"))
    assert again is not None
    assert again.location is True


def test_a_name_from_before_the_notes_still_opens_its_picture(room: Newsroom) -> None:
    send(room, picture_0=picture(), alt_0="A map")
    stored = Revision.objects.get().pictures.get()
    facts = [stored.sha256, stored.mime, stored.width, stored.height]
    found = opened(signing.dumps(facts, salt=SALT))
    assert found is not None
    assert (found.sha256, found.location, found.nudity) == (stored.sha256, None, None)


def test_a_failed_field_elsewhere_costs_no_upload(room: Newsroom) -> None:
    html = page(send(room, headline_0="", picture_0=picture(), alt_0="A map"))
    assert re.search(r'name="kept_0" value="[^"]+"', html)
    assert 'value="A map"' in html


def test_what_is_no_picture_is_refused(room: Newsroom) -> None:
    noise = SimpleUploadedFile("a.png", b"GIF89a nothing", "image/png")
    assert "not a picture we can read" in page(send(room, picture_0=noise, alt_0="A map"))
    assert "not a picture we can read" in page(
        send(room, picture_0=SimpleUploadedFile("a.png", b""), alt_0="A map")
    )
    bomb = SimpleUploadedFile("a.png", hundred_megapixels(), "image/png")
    assert "100 megapixels" in page(send(room, picture_0=bomb, alt_0="A map"))
    assert not Notice.objects.exists()


def hundred_megapixels() -> bytes:
    out = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    return out.getvalue()


def test_a_forged_picture_name_opens_nothing(room: Newsroom) -> None:
    assert room.client(room.alice).get("/pictures/WyJ4Il0:abc:def").status_code == 404

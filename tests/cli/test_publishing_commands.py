"""publish, approve, retract, correct, status: a named person acts, bad input is a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from called import APPROVER, AUTHOR, DUTY, Oyez
from PIL import Image

from oyez.audit.models import Entry
from oyez.proof.exercise.seed import Player
from oyez.publish.models import Delivery, Notice

WORDS = ("--unit", "/derbyshire/main/", "--as", AUTHOR, "--headline", "Road closed")


def test_publish_submits_and_does_not_approve(world: list[Player], oyez: Oyez) -> None:
    said = oyez("publish", *WORDS, "--json", stdin="The A38 is closed. Ä".encode())
    found = json.loads(said.out)
    notice = Notice.objects.get(code=found["code"])
    assert (said.code, found["state"], found["version"]) == (0, "submitted", 1)
    assert [one["platform"] for one in found["channels"]][:3] == ["page", "feeds", "cap"]
    assert all("The A38 is closed. Ä" in one["text"] for one in found["channels"])
    assert not notice.deliveries.exists()
    assert Entry.objects.filter(action="publish.submit", actor__startswith="person:").exists()


def test_everything_typed_arrives(world: list[Player], oyez: Oyez, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "red").save(tmp_path / "map.png")
    said = oyez(
        *("publish", *WORDS, "--body", "Stay inside.", "--urgency", "critical", "--area", "Derby"),
        *("--prepared-headline", "All clear", "--prepared-body", "It was a mistake."),
        *("--picture", str(tmp_path / "map.png"), "--alt", "A red map", "--language", "en"),
        *("--link", "https://www.derbyshire.police.uk/", "--valid-until", "2099-01-01T12:00"),
    )
    assert said.code == 0, said.err
    notice = Notice.objects.get(code=said.out.split()[0])
    first, prepared = notice.revisions.order_by("number")
    assert (notice.urgency, notice.area) == ("critical", "Derby")
    assert notice.valid_until is not None
    assert notice.valid_until.isoformat() == "2099-01-01T11:00:00+00:00"
    assert first.pictures.get().alt == "A red map"
    assert first.links == ["https://www.derbyshire.police.uk/"]
    assert prepared.texts[0]["headline"] == "All clear"


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("more", "code", "sentence"),
    [
        (["--body", ""], 3, "Write the text"),
        (["--body", "a\u202eb"], 3, "another order"),
        (["--body", "x" * 20_001], 3, "20001 characters"),
        (["--body", "x", "--urgency", "critical"], 3, "prepared correction"),
        (["--body", "x", "--link", "http://user:secret@x.example/"], 3, ""),
        (["--body", "x", "--at", "2001-01-01T10:00"], 3, "lies in the past"),
        (["--body", "x", "--valid-until", "tomorrow"], 2, "2026-11-21T18:00"),
        (["--body", "x", "--picture", "no-such-file", "--alt", "x"], 2, "cannot be read"),
        (["--body", "x", "--picture", __file__, "--alt", "x"], 3, "not a picture"),
        (["--body", "x", "--picture", __file__], 3, "Describe the picture"),
        (["--body", "x", "--alt", "x"], 2, "more --alt"),
        (["--body", "x", "--unit", "/nowhere/"], 2, "No unit"),
        (["--body", "x", "--as", "nobody@x.example"], 2, "Nobody has"),
        (["--body", "x", "--as", APPROVER], 3, "no role"),
        (["--body", "x", "--as", "author@avon.example"], 3, "no role"),
        (["--body", "\udcff"], 2, "not valid UTF-8"),
    ],
)
def test_what_cannot_be_published(oyez: Oyez, more: list[str], code: int, sentence: str) -> None:
    said = oyez("publish", *WORDS, *more)
    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert not Notice.objects.exists()


def test_input_that_is_no_utf8_names_its_line(world: list[Player], oyez: Oyez) -> None:
    said = oyez("publish", *WORDS, stdin=b"good\nbad \xff\n")
    assert (said.code, said.err) == (2, "Line 2 of the input is not valid UTF-8.\n")


def test_a_second_person_approves(submitted: str, oyez: Oyez) -> None:
    assert oyez("approve", submitted, "--as", AUTHOR).code == 3
    stale = oyez("approve", submitted, "--as", APPROVER, "--version", "7")
    assert stale.code == 3
    assert "Read it again" in stale.err
    assert not Delivery.objects.exists()
    said = oyez("approve", submitted.upper(), "--as", APPROVER, "--json")
    assert (said.code, json.loads(said.out)["state"]) == (0, "approved")
    assert Delivery.objects.count() == 6
    again = oyez("approve", submitted, "--as", APPROVER)
    assert (again.code, again.err) == (3, "The text was approved already.\n")


def test_waiting_ends_with_the_time_and_says_what_is_left(submitted: str, oyez: Oyez) -> None:
    said = oyez("approve", submitted, "--as", APPROVER, "--wait", "0", "--json")
    assert said.code == 1
    assert {one["held"] for one in json.loads(said.out)["deliveries"]} == {"nothing"}


def test_an_author_who_also_approves_is_refused_his_own_text(
    world: list[Player], oyez: Oyez
) -> None:
    said = oyez("publish", *WORDS, "--as", DUTY, "--body", "x")
    refused = oyez("approve", said.out.split()[0], "--as", DUTY)
    assert refused.code == 3
    assert "another person" in refused.err


def test_retract_makes_every_delivery_want_to_be_gone(submitted: str, oyez: Oyez) -> None:
    early = oyez("retract", submitted, "--as", APPROVER, "--reason", "wrong")
    assert (early.code, early.out) == (3, "")
    oyez("approve", submitted, "--as", APPROVER)
    assert oyez("retract", submitted, "--as", APPROVER, "--reason", " ").code == 3
    said = oyez("retract", submitted, "--as", APPROVER, "--reason", "wrong", "--instead", "open")
    assert said.code == 0
    assert "6 channels" in said.out
    assert set(Delivery.objects.values_list("wanted", flat=True)) == {None}
    assert Notice.objects.get().instead == "open"
    again = oyez("retract", submitted, "--as", AUTHOR, "--reason", "wrong")
    assert again.code == 3
    assert "Tom Hallam took this notice back already" in again.err


def test_new_words_wait_for_approval_like_the_first(submitted: str, oyez: Oyez) -> None:
    oyez("approve", submitted, "--as", APPROVER)
    words = ("--headline", "Road open", "--body", "The A38 is open.")
    assert oyez("correct", submitted, "--as", AUTHOR, *words).code == 3  # the note is missing
    said = oyez("correct", submitted, "--as", AUTHOR, *words, "--note", "It is open", "--json")
    assert (said.code, json.loads(said.out)["revision"]) == (0, 2)
    assert set(Delivery.objects.values_list("wanted", flat=True)) == {1}
    assert oyez("approve", submitted, "--as", AUTHOR).code == 3
    assert oyez("approve", submitted, "--as", APPROVER).code == 0
    assert set(Delivery.objects.values_list("wanted", flat=True)) == {2}


def test_the_prepared_correction_goes_out_at_once(world: list[Player], oyez: Oyez) -> None:
    prepared = ("--prepared-headline", "All clear", "--prepared-body", "It was a mistake.")
    said = oyez("publish", *WORDS, "--body", "x", "--urgency", "critical", *prepared)
    code = said.out.split()[0]
    oyez("approve", code, "--as", APPROVER)
    assert oyez("correct", code, "--as", AUTHOR, "--prepared").code == 3
    assert oyez("correct", code, "--as", DUTY, "--prepared", "--note", "x").code == 2
    assert oyez("correct", code, "--as", DUTY, "--prepared").code == 0
    assert set(Delivery.objects.values_list("wanted", flat=True)) == {2}
    assert oyez("correct", code, "--as", DUTY, "--prepared").code == 3


def test_status_shows_notices_deliveries_and_units(submitted: str, oyez: Oyez) -> None:
    oyez("approve", submitted, "--as", APPROVER)
    (line,) = oyez("status", "--json").out.splitlines()
    assert json.loads(line)["headline"] == "Road closed"
    shown = oyez("status", submitted)
    assert "Mastodon @derbyspolice" in shown.out
    found = json.loads(oyez("status", submitted, "--json").out)
    assert {one["wanted"] for one in found["deliveries"]} == {"revision 1"}
    assert not any(one["settled"] for one in found["deliveries"])
    assert "/derbyshire/rpu-bikers/" in oyez("status", "--units").out
    assert oyez("status", "nothing").code == 2
    assert oyez("status", "--watch").code == 2

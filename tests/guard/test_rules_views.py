"""What the guard may do by itself, and an authority's own words: who decides, and what is kept."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from newsroom import Newsroom
from oyez.audit.models import Entry
from oyez.guard.checks import check_paging
from oyez.guard.models import Automatic, Wording
from oyez.guard.queries.automatic import freezes_unanswered, switches_of


def test_everything_is_off_until_a_governor_decides(room: Newsroom) -> None:
    assert not switches_of(room.police).labelled
    greta, dora = room.client(room.greta), room.client(room.dora)
    path = f"/authorities/{room.police.pk}/guard/"
    assert "The guard does nothing without a person." in (
        greta.get(f"/authorities/{room.police.pk}/").content.decode()
    )
    assert dora.post(path, {"labelled": "on"}).status_code == 404
    assert not Automatic.objects.exists()
    assert greta.post(path, {"labelled": "on", "unanswered": "on"}).status_code == 302
    switches = switches_of(room.police)
    assert (switches.labelled, switches.scored, switches.stranger) == (True, False, False)
    assert freezes_unanswered(room.unit.path)
    assert Entry.objects.get(action="guard.set_automatic").data["labelled"] is True
    assert "2 things without a person" in (
        greta.get(f"/authorities/{room.police.pk}/").content.decode()
    )
    greta.post(path, {})
    assert not switches_of(room.police).labelled


def test_what_one_authority_allows_holds_for_no_other(room: Newsroom) -> None:
    greta = room.client(room.greta)
    greta.post(f"/authorities/{room.police.superior_id}/guard/", {"stranger": "on"})
    assert switches_of(room.police.superior).stranger
    assert not switches_of(room.police).stranger


def test_words_are_kept_and_what_was_refused_is_not_lost(room: Newsroom) -> None:
    greta = room.client(room.greta)
    path = f"/authorities/{room.police.pk}/guard/apology/de/"
    bad = greta.post(path, {"headline": "Verzeihung", "body": "Wir, {niemand}"})
    assert bad.status_code == 422
    html = bad.content.decode()
    assert "Nothing can fill {niemand}" in html
    assert "Verzeihung" in html
    assert (
        greta.post(path, {"headline": "Verzeihung", "body": "Wir: {authority}"}).status_code == 302
    )
    assert Wording.objects.get().language == "de"
    assert "our own words" in greta.get(f"/authorities/{room.police.pk}/guard/").content.decode()
    greta.post(path, {"headline": "", "body": ""})
    assert not Wording.objects.exists()
    dora = room.client(room.dora)
    assert dora.post(path, {"headline": "x", "body": "y"}).status_code == 404
    assert greta.post(path.replace("apology", "zebra"), {}).status_code == 404
    assert greta.post(path.replace("/de/", "/xx/"), {}).status_code == 404


def test_strangers_do_not_see_it(room: Newsroom) -> None:
    charlie = room.client(room.charlie)
    assert charlie.get(f"/authorities/{room.police.pk}/guard/").status_code == 404
    assert charlie.get("/authorities/99999/guard/").status_code == 404


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("PAGE_PHONE_URL", "ftp://calls.example", "oyez.E011"),
        ("PAGE_MATRIX_URL", "https://chat.example", "oyez.E012"),
        ("PAGE_SMS_OPTIONS", ["field_zebra=x"], "oyez.E013"),
        ("PAGE_TEST_HOUR", 24, "oyez.E014"),
        ("PAGE_SILENCE_MINUTES", -1, "oyez.E015"),
    ],
)
def test_a_way_that_is_configured_by_half_is_said(
    settings: Settings, name: str, value: object, number: str
) -> None:
    assert check_paging() == []
    setattr(settings, name, value)
    assert [one.id for one in check_paging()] == [number]

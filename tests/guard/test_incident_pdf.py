"""The report as a PDF that says its title and language, carries tags, and holds the same words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pytest_django.fixtures import Settings
from test_incidents import evening
from warned import Warned

from oyez.cli import main
from oyez.guard.actions import describe_incident
from oyez.guard.models import Incident
from oyez.guard.report import data_of, pdf_of
from oyez.guard.story import story_of
from oyez.publish.models import Notice
from tagged import faults


def read(warned: Warned, language: str = "en") -> PdfReader:
    incident = Incident.objects.first() or evening(warned)
    return PdfReader(BytesIO(pdf_of(story_of(incident, warned.at(100)), language)))


@pytest.mark.parametrize(("language", "word"), [("en", "What happened"), ("de", ""), ("fr", "")])
def test_it_is_tagged_and_says_its_title_and_language(
    warned: Warned, language: str, word: str
) -> None:
    reader = read(warned, language)
    assert faults(reader) == []
    assert str(reader.trailer["/Root"]["/Lang"]).startswith(language)
    assert "Bomb disposal in Lingen" in str(reader.metadata and reader.metadata.title)
    assert word in reader.pages[0].extract_text()


def test_it_says_what_the_page_says(warned: Warned) -> None:
    incident = evening(warned)
    describe_incident(warned.room.dora, incident, happened="A wrong map.", learnt="Look twice.")
    text = " ".join(page.extract_text() for page in read(warned).pages)
    for words in ("A wrong map.", "Look twice.", "First warning", "GET 404", "20 min", "seal"):
        assert words in " ".join(text.split()), words


def test_every_font_is_inside_and_nothing_leads_out(warned: Warned) -> None:
    reader = read(warned)
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(inner), font["/BaseFont"]
    assert not any(page.get("/Annots") for page in reader.pages)


@pytest.mark.parametrize(
    "headline",
    [
        '#panic() *bold* $x$ [a] \\ "q"',
        "⚠️ Evakuierung 🚨",
        "ارتفاع منسوب المياه",
        "洪水警報",
        "x" * 300,
    ],
)
def test_whatever_a_headline_holds_it_is_written(warned: Warned, headline: str) -> None:
    incident = evening(warned)
    Incident.objects.update(title=headline)
    Notice.objects.update(headline=headline)
    incident.refresh_from_db()
    data = pdf_of(story_of(incident, warned.at(100)), "en")
    assert faults(PdfReader(BytesIO(data))) == []


def test_in_an_exercise_it_says_so(warned: Warned, settings: Settings) -> None:
    settings.EXERCISE = True
    assert "EXERCISE" in read(warned).pages[0].extract_text()


def test_two_reports_of_the_same_moments_have_the_same_digest(warned: Warned) -> None:
    incident = evening(warned)
    english, german = (
        data_of(story_of(incident, warned.at(seconds)), language)["proof"][0].rsplit(" ", 1)[1]
        for seconds, language in ((100, "en"), (200, "de"))
    )
    assert english == german


def test_the_page_and_the_command_hand_it_out(
    warned: Warned, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    incident, room = evening(warned), warned.room
    answer = room.client(room.dora).get(f"/incidents/{incident.pk}/report.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert room.client(room.charlie).get(f"/incidents/{incident.pk}/report.pdf").status_code == 404
    out = tmp_path / "report.pdf"
    assert (
        main(["incident", "report", str(incident.pk), "--out", str(out), "--language", "de"]) == 0
    )
    assert faults(PdfReader(out)) == []
    assert main(["incident", "report", "999", "--out", str(out)]) == 2
    assert main(["incident", "report", str(incident.pk), "--out", str(tmp_path)]) == 2
    assert main(["incident", "list", "--json"]) == 0
    assert f'"incident": {incident.pk}' in capsys.readouterr().out


def test_the_checks_find_a_pdf_without_tags() -> None:
    writer, bare = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(bare)
    found = set(faults(PdfReader(bare)))
    assert {"no /H1", "no /Table", "no language", "not marked", "not PDF/UA-1"} <= found

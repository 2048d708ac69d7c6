from __future__ import annotations

import io
import json
import sys

import pytest

from oyez.cli import main


def fit(monkeypatch: pytest.MonkeyPatch, raw: bytes, *arguments: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    return main(["fit", *arguments])


def test_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert fit(monkeypatch, "Grüße\n".encode(), "--platform", "x", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "platform": "x", "count": 5, "limit": 280, "unit": "weighted", "fits": True
    }  # fmt: skip


@pytest.mark.parametrize(("raw", "number"), [(b"a\n\n", 2), (b"a\r\n", 1), (b"a\r", 2), (b"", 0)])
def test_one_line_end_is_not_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raw: bytes, number: int
) -> None:
    assert fit(monkeypatch, raw, "--platform", "mastodon", "--json") == 0
    assert json.loads(capsys.readouterr().out)["count"] == number


def test_sentences(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert fit(monkeypatch, b"abc", "--platform", "mastodon", "--limit", "2") == 0
    assert capsys.readouterr().out == "It does not fit: 3 of 2 characters on mastodon.\n"
    assert fit(monkeypatch, b"abc", "--platform", "page") == 0
    assert capsys.readouterr().out == "It fits: 3 code points, and page has no limit.\n"


def test_lines_go_on_after_a_broken_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [b'{"id": 1, "text": "a"}', b"{", b'{"id": 2}', b'{"id": 3, "text": "\\ud83d"}']
    lines += [b'{"id": 4, "text": "\xff"}', b"", b'{"id": "z", "text": "a\\n"}', b""]
    assert fit(monkeypatch, b"\n".join(lines), "--platform", "x", "--json", "--lines") == 2
    said = capsys.readouterr()
    results = [json.loads(line) for line in said.out.splitlines()]
    assert [(result["id"], result["count"]) for result in results] == [(1, 1), ("z", 2)]
    assert said.err.splitlines() == [
        "Line 2 is not valid JSON.",
        'Line 3 must be an object with "id" and "text".',
        "Line 4 holds half of a character.",
        "Line 5 is not valid UTF-8.",
    ]


def test_lines_as_sentences(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fit(monkeypatch, b'{"id": "n", "text": "a"}', "--platform", "sms", "--lines") == 0
    assert capsys.readouterr().out == "n: It fits: 1 of 160 7-bit characters on sms.\n"


def test_broken_utf8_names_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fit(monkeypatch, b"a\nb\xff", "--platform", "x", "--json") == 2
    assert capsys.readouterr().err == "Line 2 of the input is not valid UTF-8.\n"


@pytest.mark.parametrize("words", [["--platform", "myspace"], ["--platform", "x", "--limit", "0"]])
def test_wrong_arguments(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        fit(monkeypatch, b"", *words)


def test_what_a_platform_asks_besides_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        fit(monkeypatch, b"Road closed", "--platform", "instagram", "--no-picture", "--json") == 0
    )
    [found] = json.loads(capsys.readouterr().out)["findings"]
    assert (found["code"], found["stops"]) == ("picture_needed", True)
    assert "Instagram takes nothing without a picture" in found["sentence"]
    assert fit(monkeypatch, b"Road closed", "--platform", "instagram", "--alt", "A map") == 0
    assert "picture" not in capsys.readouterr().out
    assert fit(monkeypatch, b"Road closed", "--platform", "instagram", "--json") == 0
    assert "findings" not in json.loads(capsys.readouterr().out), "nobody said a word of pictures"
    assert fit(monkeypatch, b"#a " * 31, "--platform", "instagram") == 0
    assert "The text has 31 hashtags; Instagram takes 30." in capsys.readouterr().out


def test_a_text_below_pictures_has_less_room(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fit(monkeypatch, b"a" * 1025, "--platform", "telegram", "--alt", "A map", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["limit"], told["fits"]) == (1024, False)

"""`oyez screen`: drafts in, findings out, one line each."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from oyez.cli import main

CONTEXT = {
    "now": "2026-11-21T15:00:00",
    "timezone": "Europe/London",
    "official_domains": ["derbyshire.police.example"],
    "approved_external_domains": [],
    "known_numbers": ["101"],
    "of_tomorrow": True,
}


@pytest.fixture
def context(tmp_path: Path) -> Path:
    path = tmp_path / "context.json"
    path.write_text(json.dumps(CONTEXT))
    return path


def call(monkeypatch: pytest.MonkeyPatch, raw: bytes, *words: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    return main(["screen", *words])


def test_one_object_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], context: Path
) -> None:
    drafts = [
        {"id": "a", "lang": "en", "kind": "news", "text": "😀 Witness Sarah Collins saw it."},
        {"id": 2, "text": "All is well.", "links": [], "media": [], "more": 1},
        {"id": "c", "lang": "en", "kind": "repost", "text": "Watch", "links": ["twitch.tv/a1"]},
        {"id": "d", "text": "A bridge", "media": [{"type": "image", "alt": None}]},
    ]
    raw = "\n".join(json.dumps(one) for one in drafts).encode()
    assert call(monkeypatch, raw, "--context", str(context), "--json") == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in said] == ["a", 2, "c", "d"]
    name = {"code": "personal_data:name", "level": "ask", "evidence": "Sarah Collins"}
    assert said[0]["findings"] == [name | {"start": 10, "end": 23}]
    assert said[1]["findings"] == []
    codes = {one["code"]: (one["level"], one["start"]) for one in said[2]["findings"]}
    assert codes["link:live_stream"] == ("block", None)
    assert {"repost:third_party", "repost:live"} <= set(codes)
    assert [one["code"] for one in said[3]["findings"]] == ["media:missing_alt"]


def test_sentences_for_people(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], context: Path
) -> None:
    raw = b'{"id": "a", "text": "See bit.ly/x"}\n{"id": "b", "text": "Well."}'
    assert call(monkeypatch, raw, "--context", str(context)) == 0
    out = capsys.readouterr().out
    assert "  ask    link:shortener  bit.ly/x is a short link" in out
    assert out.endswith("b: nothing found\n")


def test_lines_go_on_after_a_broken_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], context: Path
) -> None:
    lines = [b"{", b'{"id": 1}', b'{"id": 1, "text": "a", "links": "x"}', b"\xff"]
    lines += [b'{"id": 1, "text": "a", "kind": "poem"}', b'{"id": 1, "text": "a", "media": [1]}']
    lines += [b"", b'{"id": "z", "text": "a"}']
    assert call(monkeypatch, b"\n".join(lines), "--context", str(context), "--json") == 2
    said = capsys.readouterr()
    assert json.loads(said.out) == {"id": "z", "findings": []}
    errors = said.err.splitlines()
    assert errors[0] == "Line 1 is not valid JSON."
    assert errors[1] == 'Line 2 must be an object with "id" and "text".'
    assert [error.split()[1].rstrip(":") for error in errors] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    "case",
    [
        ("[", "is not valid JSON."),
        ("[]", "must hold one JSON object."),
        ("{}", "now must be a time"),
        ('{"now": "2026-11-21", "timezone": "Mars/Base"}', "timezone must be a name"),
        ('{"now": "2026-11-21", "known_numbers": "101"}', "known_numbers must be a list"),
    ],
)
def test_a_context_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    case: tuple[str, str],
) -> None:
    content, said = case
    path = tmp_path / "context.json"
    path.write_text(content)
    assert call(monkeypatch, b"", "--context", str(path)) == 2
    assert said in capsys.readouterr().err


def test_a_context_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert call(monkeypatch, b"", "--context", str(tmp_path / "none.json")) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_nothing_is_fetched_and_django_is_not_loaded(context: Path) -> None:
    import subprocess  # noqa: PLC0415 - only this test starts a process

    code = (
        "import sys; from oyez.cli import main; code = main(sys.argv[1:]);"
        "loaded = {'django', 'urllib3', 'oyez.looking'} & set(sys.modules);"
        "sys.exit(code or (9 if loaded else 0))"
    )
    words = [sys.executable, "-c", code, "screen", "--context", str(context), "--json"]
    done = subprocess.run(words, input=b'{"id": 1, "text": "bit.ly/x"}', check=False, timeout=120)
    assert done.returncode == 0

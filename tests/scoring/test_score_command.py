from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from oyez.cli import main
from oyez.scoring import load

REPLIES = [
    {"id": "a", "reply": "You useless idiots", "post": "The A38 is closed.", "lang": "en"},
    {"id": 2, "reply": "Danke für die Info!"},
    {"id": "c", "reply": "", "post": None, "lang": None},
]


def score(monkeypatch: pytest.MonkeyPatch, raw: bytes, *arguments: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    return main(["score", *arguments])


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


KEYS = {
    "abuse": {"id", "label", "p", "scorer", "version", "fingerprint"},
    "triage": {"id", "label", "p", "urgent", "scorer", "version", "fingerprint"},
    "alarm": {"id", "label", "p", "scorer", "version", "fingerprint"},
}


@pytest.mark.parametrize("task", KEYS)
@pytest.mark.parametrize("scorer", ["fast", "tiny"])
def test_one_line_a_reply(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], task: str, scorer: str
) -> None:
    arguments = ("--task", task, "--json", "--scorer", scorer)
    assert score(monkeypatch, lines(*REPLIES), *arguments) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in told] == ["a", 2, "c"]
    assert all(set(one) == KEYS[task] for one in told)
    assert all(one["scorer"] == scorer for one in told)


def test_labels(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for task, expected in (
        ("abuse", ["abuse", "other"]),
        ("triage", ["abuse", "thanks"]),
        ("alarm", ["not_alarm", "not_alarm"]),
    ):
        score(monkeypatch, lines(*REPLIES[:2]), "--task", task, "--json")
        told = [json.loads(line)["label"] for line in capsys.readouterr().out.splitlines()]
        assert told == expected


def test_more_lines_than_a_batch_come_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": n, "reply": f"reply {n}"} for n in range(150)]
    assert score(monkeypatch, lines(*rows), "--task", "alarm", "--json", "--scorer", "tiny") == 0
    told = [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()]
    assert told == list(range(150))


BROKEN = [
    (b"{", "Line 2 is not valid JSON."),
    (b"\xff", "Line 2 is not valid UTF-8."),
    (b"[" * 100_000, "Line 2 is not valid JSON."),
    (b"[1]", 'Line 2 must be an object with "id" and "reply".'),
    (b'{"id": true, "reply": "x"}', 'Line 2 must be an object with "id" and "reply".'),
    (b'{"id": 1, "reply": 2}', 'Line 2 must be an object with "id" and "reply".'),
    (b'{"id": 1, "reply": "x", "lang": 3}', 'Line 2: "post" and "lang" must be texts.'),
]


@pytest.mark.parametrize(("line", "sentence"), BROKEN)
def test_lines_go_on_after_a_broken_one(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    line: bytes,
    sentence: str,
) -> None:
    raw = lines(REPLIES[0]) + line + b"\n\n" + lines(REPLIES[1])
    assert score(monkeypatch, raw, "--task", "abuse", "--json", "--scorer", "tiny") == 2
    found = capsys.readouterr()
    assert [json.loads(line)["id"] for line in found.out.splitlines()] == ["a", 2]
    assert found.err == f"{sentence}\n"


def test_half_a_character_is_scored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = b'{"id": 1, "reply": "\\ud800 hello"}\n'
    assert score(monkeypatch, raw, "--task", "abuse", "--scorer", "tiny") == 0
    assert capsys.readouterr().out.startswith("1: other (0.")


def test_an_unknown_scorer_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert score(monkeypatch, b"", "--task", "abuse", "--scorer", "nobody") == 2
    assert capsys.readouterr().err == "No scorer is called nobody.\n"


def test_evaluate(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "labelled.jsonl"
    rows = [
        {"reply": "You useless idiots", "lang": "en", "label": "abuse", "urgent": False},
        {"reply": "Thank you so much", "lang": "en", "label": "thanks", "urgent": False},
        {"reply": "your link is broken", "lang": "en", "label": "alarm"},
    ]
    path.write_bytes(lines(*rows))
    assert main(["scorer", "evaluate", str(path), "--json", "--scorer", "tiny"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["tasks"]["triage"]["en"]["accuracy"] == 1.0
    assert told["tasks"]["alarm"]["en"]["n"] == 1
    assert told["by"][0]["scorer"] == "tiny"
    path.write_bytes(lines({"reply": "x", "label": "nonsense"}))
    assert main(["scorer", "evaluate", str(path)]) == 2
    assert "Line 1 has the label nonsense" in capsys.readouterr().err


def test_card(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scorer", "card"]) == 0
    assert "abusive language" in capsys.readouterr().out
    assert main(["scorer", "card", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["scorers"] == {name: load(name).fingerprint() for name in ("fast", "tiny")}
    assert set(told) == {
        "fingerprint",
        "scorers",
        "texts",
        "digests",
        "figures",
    }


def test_training_names_what_is_missing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for named in (["--data", str(tmp_path)], [str(tmp_path)]):
        assert main(["scorer", "train", *named, "--out", str(tmp_path / "out")]) == 2
    assert "are missing" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()

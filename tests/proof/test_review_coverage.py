"""Samples drawn again and again: the intervals hold the truth as often as they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oyez.cli import main
from oyez.proof.review.coverage import SHARES, measured, told
from oyez.proof.review.population import LabelledSetError, made_up, read


def test_intervals_of_the_house_hold_the_truth() -> None:
    found = measured(resamples=250, sizes=(100, 200))
    assert len(found["cells"]) == 2 * len(SHARES)
    for cell in found["cells"]:
        # 250 draws of a true 95 % lie within 3 standard errors of 1.4 points.
        assert 0.91 <= cell["coverage"] <= 0.992, cell
        assert abs(cell["bias_points"]) <= 0.7, cell
    assert "hold the truth" in told(found)


def test_the_machine_alone_is_caught(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "coverage", "--sabotage", "naive", "--resamples", "20", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["estimator"] == "naive"
    assert not any(cell["ok"] for cell in found["cells"])
    assert max(abs(cell["bias_points"]) for cell in found["cells"]) > 6
    assert "OUTSIDE" in told(found)


def test_the_same_seed_gives_the_same_figures() -> None:
    once = measured(resamples=3, sizes=(100,))
    assert once == measured(resamples=3, sizes=(100,))
    assert once != measured(resamples=3, sizes=(100,), seed=2)


def test_shares_of_the_made_up_are_those_asked_for() -> None:
    for share, one in zip(SHARES, made_up(SHARES, 1), strict=True):
        assert one.share == pytest.approx(share, abs=0.012)
        assert one.counts.sum() == len(one.scores) == len(one.labels)
        flagged = float((one.scores >= 0.5).mean())
        assert abs(flagged - one.share) > 0.01, "a machine that never errs would prove nothing"


def written(folder: Path, *lines: object) -> str:
    path = folder / "set.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return str(path)


def labelled(place: int) -> dict[str, object]:
    label = place * 7 % 10 < 3
    score = (0.5 if label else 0.2) + place * 13 % 40 / 100
    return {"notice": f"n{place % 60}", "score": score, "label": label}


def test_a_labelled_set_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, *(labelled(place) for place in range(400)))
    main(["review", "coverage", "--labelled", path, "--resamples", "20", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["from"] == path
    assert [(cell["share"], cell["labelled"]) for cell in found["cells"]] == [
        (0.3, 100),
        (0.3, 200),
    ]
    assert all(abs(cell["bias_points"]) < 3 for cell in found["cells"])


def test_messages_without_a_notice_stand_alone(tmp_path: Path) -> None:
    row = {"score": 0.5, "label": 1}
    path = written(tmp_path, row, row | {"notice": None}, row | {"notice": 3}, row | {"notice": 3})
    assert sorted(read(path).counts.tolist()) == [1, 1, 2]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ([1], "Line 2 is not"),
        ({"score": 0.5}, "Line 2 is not"),
        ({"score": 1.5, "label": 1}, "Line 2: the score"),
        ({"score": float("nan"), "label": 1}, "Line 2: the score"),
        ({"score": True, "label": 1}, "Line 2: the score"),
        ({"score": 0.5, "label": 2}, "Line 2: the label"),
        ({"score": 0.5, "label": "yes"}, "Line 2: the label"),
    ],
)
def test_a_wrong_line_is_named(
    tmp_path: Path, line: object, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, labelled(0), line)
    assert main(["review", "coverage", "--labelled", path]) == 2
    assert sentence in capsys.readouterr().err


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(LabelledSetError, match="cannot be read"):
        read(str(tmp_path / "none"))
    (tmp_path / "latin").write_bytes(b'{"notice": "\xfc"}')
    with pytest.raises(LabelledSetError, match="UTF-8"):
        read(str(tmp_path / "latin"))
    with pytest.raises(LabelledSetError, match="no labelled message"):
        read(written(tmp_path))
    with pytest.raises(LabelledSetError, match="too few"):
        measured(labelled=written(tmp_path, labelled(0)))
    with pytest.raises(LabelledSetError, match="resample"):
        measured(resamples=0)

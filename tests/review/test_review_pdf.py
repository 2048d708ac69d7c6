"""The report of a review as a PDF for everybody: figures with samples, charts with words."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from papers import paper, read, reviewed
from pypdf import PdfReader
from pytest_django.fixtures import Settings
from reviewing import BAD, WHY, Round

from oyez.cli import main
from oyez.domain.review.estimate import of_counts
from oyez.review.figures import canonical
from oyez.review.models import Review
from oyez.review.paper import figures
from oyez.review.paper.whole import Paper, data_of
from oyez.review.showing import shown
from tagged import alternatives, faults, text


def test_it_is_tagged_and_says_its_title_and_language(round_: Round) -> None:
    review = reviewed(round_)
    for language in ("en", "de", "fr"):
        reader = read(review, round_, language)
        assert faults(reader) == [], language
        assert str(reader.trailer["/Root"]["/Lang"]).startswith(language)
        assert "Autumn" in str(reader.metadata and reader.metadata.title)


def test_it_says_what_the_page_says(round_: Round) -> None:
    review = reviewed(round_)
    told = text(read(review, round_))
    for words in (
        "Mastodon", "Close", "Signed by Greta", "Also signed by Gus", WHY, "Our bikers read it.",
        "All in all fine.", "150 labels of 400 interactions", "Channels compared",
        "It is the evidence that was frozen.", "12 weeks", "People look there when it is urgent",
        "What speaks against it", "Nobody has counted",
    ):  # fmt: skip
        assert words in told, words
    assert review.fingerprint in told, "in one piece, so that it can be copied"
    assert "model output" not in told


def test_every_chart_has_words_and_its_numbers_beside_it(round_: Round) -> None:
    review = reviewed(round_)
    found = alternatives(read(review, round_))
    assert len(found) == 4, "two shares on all channels, the weeks of each"
    data = data_of(paper(review, round_), "en")
    for chart in data["charts"]:
        assert [one["label"] for one in chart["rows"]] == [one["label"] for one in chart["lines"]]
        assert all(one["value"] in chart["alt"] for one in chart["lines"])
    assert [len(one["weeks"]) for one in data["channels"]] == [12, 12]


def test_every_share_that_is_cited_has_its_interval_and_its_sample(round_: Round) -> None:
    data = data_of(paper(reviewed(round_), round_), "en")
    lines = [line for chart in data["charts"] for line in chart["lines"]]
    lines += [line for one in data["channels"] for line in (*one["shares"], *one["counted"])]
    told = [line for line in lines if line["value"] != "–"]
    assert len(told) > 10
    assert all(line["between"] and line["rests"] for line in told)


def test_without_a_sample_it_is_grey_and_in_no_chart(round_: Round) -> None:
    room = round_.room
    round_.say(room.mastodon, BAD)
    review = round_.frozen(room.mastodon)
    data = data_of(paper(review, round_), "en")
    shares = {line["label"]: line for line in data["channels"][0]["shares"]}
    noise = shares["Abusive language and spam"]
    assert noise["grey"]
    assert not noise["between"]
    assert "." not in noise["value"], "without digits after the point"
    assert [chart["rows"] for chart in data["charts"]] == [[], []]
    told = text(read(review, round_))
    assert "model output, not for decisions" in told
    assert "Model output, not for decisions. • Collect a sample of 100 first" in told


def bare(review: Review, round_: Round) -> list[Paper]:
    """The review with a bare number in place of each kind of figure."""
    whole = paper(review, round_)
    told, *others = whole.report.channels
    difference: Any = replace(whole.report.comparisons[0], difference=0.21)
    wrong: list[dict[str, Any]] = [
        {"shares": {**told.shares, "noise": 0.21}},
        {"shares": {**told.shares, "community": 0.21}},
        {"shares": {**told.shares, "abuse": "21 %"}},
        {"rates": {**told.rates, "reach": 90}},
        {"times": {**told.times, "gone": 41.0}},
        {"changes": (difference,)},
        {"shares": {**told.shares, "noise": 0.21}, "faults": told.reasons},
    ]
    reports = [
        replace(whole.report, channels=(replace(told, **one), *others)) for one in wrong
    ]  # fmt: skip
    reports.append(replace(whole.report, comparisons=(difference,)))
    return [replace(whole, report=one) for one in reports]


def refused(papers: list[Paper]) -> list[bool]:
    found = []
    for one in papers:
        try:
            data_of(one, "en")
        except TypeError:
            found.append(True)
        else:
            found.append(False)
    return found


def test_no_bare_number_comes_in_as_a_figure(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = bare(reviewed(round_), round_)
    assert refused(papers) == [True] * len(papers)

    def trusting(one: Any) -> tuple[str, str, str, bool]:
        return (str(one), "", "", False) if isinstance(one, int | float | str) else shown(one)

    monkeypatch.setattr(figures, "shown", trusting)
    assert not any(refused(papers[:2])), "a report that believes any number is caught"


def test_no_bare_number_comes_in_by_the_evidence(round_: Round) -> None:
    review = reviewed(round_)
    half = {"kind": "share", "value": 0.21, "low": 0.3, "high": 0.4, "labelled": 9, "total": 9,
            "method": "labels only"}  # fmt: skip
    for wrong in (0.21, {"kind": "share", "value": 0.21}, half):
        data = json.loads(review.evidence)
        data["channels"][0]["figures"]["noise"] = wrong
        Review.objects.filter(pk=review.pk).update(evidence=canonical(data))
        with pytest.raises((TypeError, ValueError)):
            paper(review, round_)


def test_evidence_that_was_changed_is_told(round_: Round) -> None:
    review = reviewed(round_)
    changed = review.evidence.replace('"critical":false', '"critical":true', 1)
    assert changed != review.evidence
    Review.objects.filter(pk=review.pk).update(evidence=changed)
    assert "Do not rely on it" in text(read(review, round_))


def test_a_figure_of_few_labels_is_not_cited() -> None:
    few, enough = of_counts(3, 40, 5000), of_counts(30, 200, 5000)
    assert figures.cited("x", few)["grey"]
    line = figures.cited("x", enough)
    assert (line["value"], line["between"]) == ("15.0 %", "10.7 % to 20.6 %")
    assert line["rests"] == "200 labels of 5,000 interactions"
    with pytest.raises(TypeError, match="no figure"):
        figures.cited("x", 0.21)


def test_in_an_exercise_it_says_so(round_: Round, settings: Settings) -> None:
    settings.EXERCISE = True
    assert "EXERCISE" in read(reviewed(round_), round_).pages[0].extract_text()


def test_the_page_hands_it_out_when_the_evidence_is_frozen(round_: Round) -> None:
    room = round_.room
    review = round_.opened(room.mastodon)
    address = f"/reviews/{review.pk}/"
    alice = room.client(room.alice)
    assert alice.get(f"{address}report.pdf").status_code == 404
    assert "report.pdf" not in alice.get(address).content.decode()
    other = round_.frozen(room.bluesky)
    address = f"/reviews/{other.pk}/"
    assert f'href="{address}report.pdf"' in alice.get(address).content.decode()
    for wish, language in (("", "en"), ("?lang=de", "de"), ("?lang=fr", "fr"), ("?lang=x", "en")):
        answer = alice.get(f"{address}report.pdf{wish}")
        assert answer["Content-Type"] == "application/pdf"
        root = PdfReader(BytesIO(answer.content)).trailer["/Root"]
        assert str(root["/Lang"]).startswith(language), wish
    assert room.client(room.charlie).get(f"{address}report.pdf").status_code == 404


def test_the_command_writes_it(
    round_: Round, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room, out = round_.room, tmp_path / "report.pdf"
    opened, frozen = round_.opened(room.mastodon), reviewed(round_)
    command = ["review", "report", str(frozen.pk), "--out"]
    assert main([*command, str(out), "--lang", "de"]) == 0
    assert faults(PdfReader(out)) == []
    assert "is written" in capsys.readouterr().out
    assert main([*command, str(tmp_path)]) == 2
    assert main(["review", "report", "99999", "--out", str(out)]) == 2
    assert main(["review", "report", str(opened.pk), "--out", str(out)]) == 3
    assert "Freeze the evidence first" in capsys.readouterr().err

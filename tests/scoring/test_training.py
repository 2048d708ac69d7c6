from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import small_world

from oyez.scoring import Text, store
from oyez.scoring.grams import grams
from oyez.scoring.linear import Rows
from oyez.scoring.scorers import LinearScorer
from oyez.scoring.train import alarm, corpus, own, run
from oyez.scoring.train.recipe import MOST
from oyez.scoring.train.sources import MissingDataError, examples
from oyez.scoring.train.trained import Ground

NAMES = ("alarm", "alarm_more")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("training")
    small_world.data(home / "data")
    small_world.own(home / "own")
    again(home, "first")
    return home


def again(home: Path, name: str) -> store.Artefact:
    out = home / name
    return run.train(home / "data", out, folder=home / "own", say=lambda _: None)


def test_the_same_texts_give_the_same_bytes(trained: Path) -> None:
    again(trained, "second")
    for name in (store.ARRAYS, store.SETTINGS):
        first, second = ((trained / folder / name).read_bytes() for folder in ("first", "second"))
        assert first == second


def test_what_was_trained_can_be_used(trained: Path) -> None:
    artefact = store.read(trained / "first")
    for tier in ("fast", "tiny"):
        scorer = LinearScorer(tier, artefact)
        bad, good = scorer.score(
            [Text("you idiots again", lang="en"), Text("thank you", lang="en")]
        )
        assert bad["abusive"] > good["abusive"]


def test_nobody_is_in_the_vocabulary(trained: Path) -> None:
    artefact = store.read(trained / "first")
    for kind in MOST:
        known = artefact.arrays[f"space.{kind}.keys"]
        names = grams(["alice_b alice", "4711 47", "example x.example"]).of(kind).keys
        common = grams(["idiots road"]).of(kind).keys
        assert not np.isin(names, known).any() or kind == "characters"
        assert np.isin(common, known).any()
    whole = grams(["alice_b"]).characters.keys
    assert not np.isin(whole, artefact.arrays["space.characters.keys"]).all()


def test_two_more_texts_change_the_fingerprint_and_add_no_word(trained: Path) -> None:
    own = small_world.own(trained / "rare")
    path = own / "alarm_en.jsonl"
    row = '{"reply": "zyxwvut said so", "post": "p", "label": "not_alarm"}\n'
    path.write_text(path.read_text() + row * 2)
    artefact = run.train(trained / "data", trained / "out", folder=own, say=lambda _: None)
    key = grams(["zyxwvut"]).words.keys
    assert not np.isin(key, artefact.arrays["space.words.keys"]).any()
    assert artefact.fingerprint() != store.read(trained / "first").fingerprint()


def test_files_of_one_name_are_of_one_author(tmp_path: Path) -> None:
    folder = small_world.own(tmp_path / "own")
    (folder / "alarm_more_de.jsonl").write_bytes((folder / "alarm_de.jsonl").read_bytes())
    assert {one.author for one in own.labelled("alarm", folder)} == {"alarm", "alarm_more"}


def test_the_alarm_is_scored_by_models_of_other_authors(trained: Path) -> None:
    folder = small_world.own(trained / "two")
    for lang in ("en", "de", "fr"):
        copied = (folder / f"alarm_{lang}.jsonl").read_bytes()
        (folder / f"alarm_more_{lang}.jsonl").write_bytes(copied)
    found = corpus.corpus(trained / "data", folder)
    ground = Ground(found, Rows({}, {}), vectors=False)
    places = np.arange(len(found.source))[np.isin(found.source, ["alarm"])]
    others = np.flatnonzero(~np.isin(found.source, ("own", "alarm")))
    folds = alarm.authors(ground, np.concatenate([places, others]))
    by_author = {name: set(folds[: len(places)][found.author[places] == name]) for name in NAMES}
    assert by_author == {"alarm": {0}, "alarm_more": {1}}
    assert set(folds[len(places) :]) <= {0, 1}


def test_missing_data_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="germeval2018"):
        examples(tmp_path)


def test_an_artefact_whose_files_do_not_belong_together(trained: Path, tmp_path: Path) -> None:
    for name in (store.ARRAYS, store.SETTINGS):
        (tmp_path / name).write_bytes((trained / "first" / name).read_bytes())
    settings = tmp_path / store.SETTINGS
    settings.write_text(settings.read_text().replace('"abusive": {', '"abusive": {"xx": 0.5,'))
    with pytest.raises(store.BrokenArtefactError, match="do not belong together"):
        store.read(tmp_path)
    (tmp_path / store.ARRAYS).write_bytes(b"PK")
    with pytest.raises(store.BrokenArtefactError, match="No scorer can be read"):
        store.read(tmp_path)

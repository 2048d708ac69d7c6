"""A handful of invented texts in the forms of the training data, enough to train on in seconds."""

from __future__ import annotations

import csv
import json
from itertools import product
from pathlib import Path

BAD = {
    "en": ["you idiots", "shut up clowns", "useless pigs", "what a bunch of morons"],
    "de": ["ihr Idioten", "haltet das Maul", "dumme Bande", "unfähige Trottel"],
    "fr": ["bande d'idiots", "fermez la", "sales clowns", "quels abrutis"],
}
GOOD = {
    "en": ["thank you", "the road is closed", "when is it open", "well done"],
    "de": ["vielen Dank", "die Straße ist gesperrt", "wann ist offen", "gut gemacht"],
    "fr": ["merci beaucoup", "la route est fermée", "quand est-ce ouvert", "bien joué"],
}
ENDS = ["", " again", " heute", " @alice_b", " 4711", " https://x.example/a"]
TRIAGE = {
    "report": "there is a fire near the station",
    "question": "when does it open?",
    "thanks": "thank you so much",
    "abuse": "you are useless idiots",
    "spam": "earn money from home, click my profile",
    "other": "what a day it was",
}
POST = "The A38 is closed."


def _texts(words: dict[str, list[str]], lang: str) -> list[str]:
    return [f"{word}{end}" for word, end in product(words[lang], ENDS)]


def data(folder: Path) -> Path:
    """A folder like the shared one."""
    for name in ("germeval2018", "davidson", "mlma"):
        (folder / name).mkdir(parents=True)
    german = [f"{text}\tOFFENSE\tINSULT" for text in _texts(BAD, "de")]
    german += [f"{text}\tOTHER\tOTHER" for text in _texts(GOOD, "de")]
    path = folder / "germeval2018" / "germeval2018.training.txt"
    path.write_text("\n".join(german) + "\n", encoding="utf-8")
    english = [("1", text) for text in _texts(BAD, "en") * 4]
    english += [("2", text) for text in _texts(GOOD, "en") * 4]
    _table(folder / "davidson" / "labeled_data.csv", ("class", "tweet"), english)
    french = [("offensive", text) for text in _texts(BAD, "fr")]
    french += [("normal", text) for text in _texts(GOOD, "fr")]
    _table(folder / "mlma" / "fr_dataset.csv", ("sentiment", "tweet"), french)
    return folder


def _table(path: Path, head: tuple[str, str], rows: list[tuple[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def own(folder: Path) -> Path:
    """A folder like that of our own texts."""
    folder.mkdir(parents=True)
    for lang in ("en", "de", "fr"):
        alarm = [
            {"reply": f"your link is wrong{end}", "post": f"{POST} {n}", "label": "alarm"}
            for n, end in enumerate(ENDS * 2)
        ]
        alarm += [
            {"reply": f"{text}", "post": f"{POST} {n}", "label": "not_alarm"}
            for n, text in enumerate(_texts(GOOD, lang))
        ]
        triage = [
            {
                "reply": f"{GOOD[lang][n % 4]} {text}{end}",
                "post": f"{POST} {n}",
                "label": label,
                "urgent": label == "report",
            }
            for label, text in TRIAGE.items()
            for n, end in enumerate(ENDS)
        ]
        for task, rows in (("alarm", alarm), ("triage", triage)):
            lines = "".join(json.dumps(row) + "\n" for row in rows)
            (folder / f"{task}_{lang}.jsonl").write_text(lines, encoding="utf-8")
    return folder

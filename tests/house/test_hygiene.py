"""Nothing left for later, no place of one machine, no host that packages come from."""

from __future__ import annotations

import re

import pytest
from house_tree import name, python_files, text_files

# The words are put together here so that this file does not find itself.
LATER = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
PLACES = re.compile(r"(?<![\w./-])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers")) + r")/\w")
HOSTS = re.compile("|".join((r"regi" + r"stry\.npm", r"\bpy" + r"pi\.org", r"python" + r"hosted\.org")))
OURS = re.compile(r"^\s*from __future__ import annotations$", re.M)


def found(pattern: re.Pattern[str], text: str) -> list[str]:
    return sorted({match.group() for match in pattern.finditer(text)})


@pytest.mark.parametrize("pattern", [LATER, PLACES, HOSTS], ids=["later", "places", "hosts"])
def test_no_file_contains(pattern: re.Pattern[str]) -> None:
    texts = {name(path): path.read_text(encoding="utf-8") for path in text_files()}
    caught = {path: found(pattern, text) for path, text in texts.items()}
    assert {path: what for path, what in caught.items() if what} == {}


def test_every_module_postpones_its_annotations() -> None:
    texts = {name(path): path.read_text(encoding="utf-8") for path in python_files()}
    assert [path for path, text in texts.items() if text.strip() and not OURS.search(text)] == []


def test_the_patterns_catch_what_they_are_for() -> None:
    assert found(LATER, "x = 1  # TO" + "DO: later")
    assert not found(LATER, "to do this")
    assert found(PLACES, 'open("/wo' + 'rk/x")')
    assert found(PLACES, "see /ho" + "me/alice/notes")
    assert not found(PLACES, "https://news.example/ho" + "me/x and src/ro" + "ot/x")
    assert found(HOSTS, "https://regi" + "stry.npmjs.org/x")
    assert found(HOSTS, "https://py" + "pi.org/simple")
    assert not OURS.search("import os")

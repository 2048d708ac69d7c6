"""Nothing left for later, no place of one machine, no host that packages come from."""

from __future__ import annotations

import ast
import re
from collections import Counter

import pytest
from house_tree import listing, name, python_files, text_files

# The words are put together here so that this file does not find itself.
LATER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
PLACES = re.compile(r"(?<![\w./-])/(wo" + r"rk|ro" + r"ot|ho" + r"me|Us" + r"ers)/\w")
HOSTS = re.compile(r"registry\.n" + r"pm|\bpypi\.o" + r"rg|pythonhosted\.o" + r"rg")
OURS = re.compile(r"^\s*from __future__ import annotations$", re.MULTILINE)


def found(pattern: re.Pattern[str], text: str) -> list[str]:
    return sorted({match.group() for match in pattern.finditer(text)})


def has_code(text: str) -> bool:
    """Whether a module does more than describe itself and pass names on."""
    passing = ast.Expr | ast.Import | ast.ImportFrom | ast.Assign
    return any(not isinstance(node, passing) for node in ast.parse(text).body)


@pytest.mark.parametrize("pattern", [LATER, PLACES, HOSTS], ids=["later", "places", "hosts"])
def test_no_file_contains(pattern: re.Pattern[str]) -> None:
    texts = {name(path): path.read_text(encoding="utf-8") for path in text_files()}
    caught = {path: found(pattern, text) for path, text in texts.items()}
    assert (bad := listing(caught)) == "", bad


def test_every_module_postpones_its_annotations() -> None:
    texts = {name(path): path.read_text(encoding="utf-8") for path in python_files()}
    assert [path for path, text in texts.items() if has_code(text) and not OURS.search(text)] == []


def test_the_patterns_catch_what_they_are_for() -> None:
    assert found(LATER, "x = 1  # TO" + "DO: later")
    assert not found(LATER, "to do this")
    assert found(PLACES, 'open("/wo' + 'rk/x")')
    assert found(PLACES, "see /ho" + "me/alice/notes")
    assert not found(PLACES, "https://news.example/ho" + "me/x and src/ro" + "ot/x")
    assert found(HOSTS, "https://regi" + "stry.npmjs.org/x")
    assert found(HOSTS, "https://py" + "pi.org/simple")
    assert not OURS.search("import os")
    assert has_code("def f(): ...")
    assert not has_code('"""A sentence."""\nfrom a import b\n__all__ = ["b"]')


def test_no_two_files_of_tests_share_a_name() -> None:
    """One process reads both, unless their folder is a package; whoever comes second is lost."""
    bare = [one for one in python_files() if one.name.startswith("test_")]
    names = Counter(one.name for one in bare if not (one.parent / "__init__.py").exists())
    assert [name for name, times in names.items() if times > 1] == []

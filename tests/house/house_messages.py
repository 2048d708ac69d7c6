"""Everything a person may read, as the catalogues name it: from the code and the templates."""

from __future__ import annotations

import ast
import io
import re
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize
from house_sentences import Scopes, Unclear, calls, texts
from house_tree import SRC, name, parsed, text_files

# Which argument is the context, which are the texts.
Shape = tuple[int | None, ...]
GETTEXT: dict[str, Shape] = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), (None, 0)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
SENTENCES: dict[str, Shape] = {"say": (None, 0), "Sentence": (None, 0)}
MODULES = {"django.utils.translation": GETTEXT, "oyez.domain.errors": SENTENCES}
PLACE = re.compile(r"\{\w*\}|%\(\w+\)s")
# These speak to machines, to developers or to whoever sits at a terminal, always in English.
SILENT = ("simulator", "proof", "cli", "locale")


@dataclass(frozen=True, slots=True)
class Found:
    """One text of one file; `plural` and `context` are empty where there is none."""

    text: str
    plural: str = ""
    context: str = ""
    comment: str = ""


def sources(suffix: str) -> list[Path]:
    """The files people are spoken to from."""
    return [
        path
        for path in text_files()
        if path.suffix == suffix
        and SRC in path.parents
        and path.relative_to(SRC).parts[0] not in SILENT
    ]


def in_code(module: ast.Module) -> tuple[list[Found], list[str]]:
    """The marked texts of a module, and the calls behind which no fixed text can be found."""
    marks, found, unclear = _marks(module), [], []
    for call, scopes in calls(module, [module]):
        shape = _shape(call, marks)
        if shape is None or _already_a_sentence(call):
            continue
        try:
            found += _read(call, shape, scopes)
        except Unclear as error:
            unclear.append(f"line {call.lineno}: {error}")
    return found, unclear


def _marks(module: ast.Module) -> dict[str, Shape]:
    """What the module calls the functions that mark a text."""
    return {
        alias.asname or alias.name: MODULES[node.module][alias.name]
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module in MODULES
        for alias in node.names
        if alias.name in MODULES[node.module]
    }


def _shape(call: ast.Call, marks: dict[str, Shape]) -> Shape | None:
    if isinstance(call.func, ast.Name):
        return marks.get(call.func.id)
    return GETTEXT.get(call.func.attr) if isinstance(call.func, ast.Attribute) else None


def _already_a_sentence(call: ast.Call) -> bool:
    """Whether the text comes out of a sentence that was marked where it was written."""
    parts = [part for argument in call.args[:1] for part in ast.walk(argument)]
    return any(
        (isinstance(part, ast.Attribute) and part.attr == "template")
        or (isinstance(part, ast.Constant) and part.value == "template")
        for part in parts
    )


def _read(call: ast.Call, shape: Shape, scopes: Scopes) -> list[Found]:
    where, *places = shape
    context = texts(call.args[where], scopes)[0] if where is not None else ""
    told = [texts(call.args[place], scopes) for place in places if place is not None]
    if len(told) == 1:
        return [Found(text, context=context) for text in told[0] if speaks(text)]
    return [Found(one, many, context) for one, many in zip(*told, strict=True)]


def speaks(text: str) -> bool:
    """Whether there is anything to translate beside the places for values."""
    return any(character.isalpha() for character in PLACE.sub("", text))


def in_template(source: str) -> list[Found]:
    """The marked texts of a template."""
    # Inside a bracket neither line ends nor indentation mean anything to the reader of Python.
    code = io.BytesIO(f"({templatize(source)}\n)".encode())
    found = []
    for _, function, told, comments in extract_python(
        code, [*GETTEXT, "_"], ["Translators:"], {"encoding": "utf-8"}
    ):
        shape = GETTEXT.get(function, (None, 0))
        given = told if isinstance(told, tuple) else (told,)
        context = given[shape[0]] if shape[0] is not None else ""
        text, *plural = (given[place] for place in shape[1:] if place is not None)
        found.append(Found(text, (plural or [""])[0], context or "", " ".join(comments)))
    return found


def unclear() -> dict[str, list[str]]:
    """Calls that mark a text which nobody can find in the code, by file."""
    return {name(path): in_code(parsed(path))[1] for path in sources(".py")}


def collected() -> Catalog:
    """A catalogue without translations: all that is said today, file by file."""
    catalogue = Catalog(fuzzy=False)
    for path in [*sources(".py"), *sources(".html"), *sources(".txt")]:
        found = (
            in_code(parsed(path))[0]
            if path.suffix == ".py"
            else in_template(path.read_text(encoding="utf-8"))
        )
        for one in found:
            catalogue.add(
                (one.text, one.plural) if one.plural else one.text,
                locations=[(name(path).removeprefix("src/oyez/"), 0)],
                auto_comments=[one.comment] if one.comment else [],
                context=one.context or None,
            )
    return catalogue

"""A file is a room, a function fits the eye."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from house_tree import listing, name, parsed, python_files, text_files

FILE, FUNCTION, POSITIONAL = 250, 30, 4
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def long_functions(tree: ast.AST) -> list[str]:
    return [
        f"{node.name} has {lines} lines"
        for node in functions(tree)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION
    ]


def crowded_functions(tree: ast.AST) -> list[str]:
    found = []
    for node in functions(tree):
        names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
        if len([n for n in names if n not in {"self", "cls"}]) > POSITIONAL:
            found.append(f"{node.name} takes {len(names)} positional arguments")
    return found


def too_long(lines: int) -> bool:
    return lines > FILE


def rooms() -> list[Path]:
    code = {".py", ".html", ".css", ".js", ".mjs"}
    return [
        path
        for path in text_files()
        if path.suffix in code and "/migrations/" not in name(path) and "/vendor/" not in name(path)
    ]


def test_no_file_is_longer_than_a_room() -> None:
    sizes = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in rooms()}
    found = {path: [f"{lines} lines"] for path, lines in sizes.items() if too_long(lines)}
    assert (bad := listing(found)) == "", bad


def test_no_function_is_longer_than_the_eye() -> None:
    found = {name(path): long_functions(parsed(path)) for path in python_files()}
    assert (bad := listing(found)) == "", bad


def test_no_function_takes_more_than_four_positional_arguments() -> None:
    found = {name(path): crowded_functions(parsed(path)) for path in python_files("src/")}
    assert (bad := listing(found)) == "", bad


def test_the_checkers_catch_what_is_too_big() -> None:
    body = "\n".join(f"    a = {n}" for n in range(FUNCTION))
    assert long_functions(ast.parse(f"async def f():\n{body}")) == ["f has 31 lines"]
    assert long_functions(ast.parse(f"def f():\n{body}".rsplit("\n", 1)[0])) == []
    assert crowded_functions(ast.parse("class A:\n  def f(self, a, b, /, c, d, e): ..."))
    assert not crowded_functions(ast.parse("class A:\n  def f(self, a, b, c, d, *, e): ..."))
    assert too_long(FILE + 1)
    assert not too_long(FILE)
    assert Path(__file__) in rooms()

"""The order inside an app, which the contracts between apps do not see."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from house_tree import ROOT, SRC, listing, name, parsed, python_files

APPS = (
    "accounts",
    "audit",
    "govern",
    "audience",
    "publish",
    "listen",
    "archive",
    "plans",
    "guard",
    "review",
    "reach",
    "exercise",
)
RANKS = {
    "models": 1,
    "queries": 2,
    "actions": 3,
    "forms": 4,
    "views": 5,
    "feeds": 5,
    "steps": 5,
    "urls": 6,
}
PRIVATE = {"views", "forms", "steps"}
BESIDE = {"simulator", "proof", "cli"}


def imports(tree: ast.AST) -> set[str]:
    """Modules a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def against_order(module: str, tree: ast.AST) -> list[str]:
    """What `module`, like `oyez.publish.actions.approve`, imports against the order."""
    app, kind = (*module.split("."), "")[1:3]
    found = []
    for target in sorted(imports(tree)):
        parts = (*target.split("."), "", "")
        if parts[0] != "oyez" or parts[1] not in APPS:
            continue
        other, part = parts[1], parts[2]
        if other != app and app in APPS and part in PRIVATE:
            found.append(f"{target}: {part} belong to their app")
        elif other == app and kind in RANKS and RANKS.get(part, 0) > RANKS[kind]:
            found.append(f"{target}: {kind} stand below {part}")
    return found


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)


def reads_rows(tree: ast.AST) -> bool:
    """A view that asks the database itself instead of calling a query."""
    return any(isinstance(n, ast.Attribute) and n.attr == "objects" for n in ast.walk(tree))


def test_apps_keep_the_order_inside() -> None:
    found = {name(path): against_order(dotted(path), parsed(path)) for path in python_files("src/")}
    assert (bad := listing(found)) == "", bad


def test_views_ask_queries() -> None:
    views = [path for path in python_files("src/") if (*dotted(path).split("."), "")[2] == "views"]
    assert [name(path) for path in views if reads_rows(parsed(path))] == []


def test_nobody_calls_upward_by_signal() -> None:
    found = [
        name(p) for p in python_files("src/") if any("dispatch" in i for i in imports(parsed(p)))
    ]
    assert found == []


def test_every_package_has_its_place_in_the_contracts() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (layers,) = (c["layers"] for c in contracts["contracts"] if c["type"] == "layers")
    placed = {
        part.strip(" ()").removeprefix("oyez.") for layer in layers for part in layer.split("|")
    }
    packages = {path.parent.name for path in SRC.glob("*/__init__.py")}
    assert packages - placed == BESIDE


def test_the_checkers_catch_what_stands_in_the_wrong_place() -> None:
    upward = ast.parse("def f():\n  from oyez.publish.views.desk import show")
    assert against_order("oyez.publish.actions.approve", upward)
    assert against_order("oyez.guard.steps", ast.parse("import oyez.publish.forms"))
    assert against_order("oyez.publish.queries", ast.parse("from oyez.publish import actions"))
    assert not against_order(
        "oyez.publish.views.desk", ast.parse("from oyez.publish import queries")
    )
    assert reads_rows(ast.parse("Notice.objects.all()"))
    assert imports(ast.parse("from django.dispatch import receiver")) == {
        "django.dispatch.receiver"
    }

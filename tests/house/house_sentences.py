"""Which texts an expression may stand for, so that every sentence reaches the translators."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from house_tree import SRC, parsed

Scopes = Sequence[ast.AST]
Function = ast.FunctionDef | ast.AsyncFunctionDef
DEEPEST = 6


class Unclear(Exception):
    """No fixed text can be found behind an expression."""


def texts(expression: ast.expr, scopes: Scopes, depth: int = 0) -> list[str]:
    """Every text the expression may stand for, or Unclear; the scopes go from module to inside."""
    if depth > DEEPEST:
        raise Unclear(ast.unparse(expression))
    if isinstance(expression, ast.Constant):
        return [expression.value] if isinstance(expression.value, str) else []
    inner = _parts(expression, scopes)
    return [text for part, where in inner for text in texts(part, where, depth + 1)]


def _parts(expression: ast.expr, scopes: Scopes) -> list[tuple[ast.expr, Scopes]]:
    if isinstance(expression, ast.IfExp):
        return [(expression.body, scopes), (expression.orelse, scopes)]
    if isinstance(expression, ast.BoolOp):
        return [(value, scopes) for value in expression.values]
    if isinstance(expression, ast.Name):
        return _assigned(expression.id, scopes)
    if isinstance(expression, ast.Subscript):
        return _members(expression.value, scopes)
    if isinstance(expression, ast.Dict | ast.Tuple | ast.List):
        values = expression.values if isinstance(expression, ast.Dict) else expression.elts
        return [(value, scopes) for value in values]
    if isinstance(expression, ast.Call):
        return _answers(expression, scopes)
    raise Unclear(ast.unparse(expression))


def _members(container: ast.expr, scopes: Scopes) -> list[tuple[ast.expr, Scopes]]:
    found = _parts(container, scopes)
    return [one for part, where in found for one in _parts(part, where)]


def _answers(call: ast.Call, scopes: Scopes) -> list[tuple[ast.expr, Scopes]]:
    """What a function of the same module returns, or what `table.get(key, other)` finds."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "get":
        others = [(other, scopes) for other in call.args[1:]]
        return _members(call.func.value, scopes) + others
    for function in ast.walk(scopes[0]):
        named = isinstance(call.func, ast.Name) and isinstance(function, Function)
        if named and function.name == call.func.id:
            returned = [n.value for n in ast.walk(function) if isinstance(n, ast.Return)]
            return [(value, [*scopes[:1], function]) for value in returned if value]
    raise Unclear(ast.unparse(call))


def _assigned(name: str, scopes: Scopes) -> list[tuple[ast.expr, Scopes]]:
    """What a name was given, in the nearest scope that gives it something."""
    for place in range(len(scopes) - 1, -1, -1):
        where = scopes[: place + 1]
        if found := [(value, where) for value in _given(name, scopes[place])]:
            return found
        if callers := _handed(name, scopes[place], scopes[0]):
            return callers
    if (imported := _module_of(name, scopes[0])) is not None:
        return _assigned(name, [parsed(imported)])
    raise Unclear(name)


def _given(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(scope):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value:
            targets = [node.target]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            yield node.value  # type: ignore[attr-defined,misc]


def _handed(name: str, scope: ast.AST, module: ast.AST) -> list[tuple[ast.expr, Scopes]]:
    """What the callers of the same module hand over where the name is an argument."""
    if not isinstance(scope, Function):
        return []
    places = [argument.arg for argument in scope.args.args]
    found: list[tuple[ast.expr, Scopes]] = []
    for call, where in calls(module, [module]):
        if isinstance(call.func, ast.Name) and call.func.id == scope.name:
            handed = dict(zip(places, call.args, strict=False))
            handed |= {one.arg: one.value for one in call.keywords if one.arg}
            found += [(handed[name], where)] if name in handed else []
    return found


def calls(node: ast.AST, scopes: Scopes) -> Iterator[tuple[ast.Call, Scopes]]:
    """Every call below the node, with the module and the functions around it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, scopes
        yield from calls(child, [*scopes, child] if isinstance(child, Function) else scopes)


def _module_of(name: str, module: ast.AST) -> Path | None:
    """The file of ours that a name is imported from."""
    for node in ast.walk(module):
        ours = isinstance(node, ast.ImportFrom) and (node.module or "").startswith("oyez.")
        if ours and any(alias.name == name for alias in node.names):
            path = SRC.joinpath(*node.module.split(".")[1:])
            options = (path.with_suffix(".py"), path / "__init__.py")
            return next((one for one in options if one.exists()), None)
    return None

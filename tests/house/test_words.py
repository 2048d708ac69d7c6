"""One word, one meaning: docs/vocabulary.md is the law, and this holds it."""

from __future__ import annotations

import ast

from house_tree import doc, listing, name, parsed, python_files

# What a class of ours is never called; the right-hand side is the word of the house.
CLASSES = {
    "Post": "Notice",
    "Message": "Notice",
    "Alert": "Notice or Alarm",
    "Status": "the name of the state machine",
    "Item": "Notice or InboxItem",
    "Copy": "Variant, Delivery or Receipt",
    "Job": "Delivery",
    "Ticket": "InboxItem",
    "Sandbox": "exercise",
}
# Fields, members and functions.
NAMES = {
    "pending": "submitted",
    "enabled": "mode",
    "priority": "urgency",
    "unpublish": "retract",
    "takedown": "retract",
    "sandbox": "exercise",
    "demo_mode": "exercise",
    "ticket": "inbox_item",
    "job": "delivery",
}
# The platforms, and CAP, have words of their own; a wire format keeps them.
WIRE = ("src/oyez/platforms/", "src/oyez/simulator/")


def targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def wrong_words(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            if node.name in CLASSES:
                found.append(f"class {node.name}: say {CLASSES[node.name]}")
            fields = [target.id for statement in node.body for target in targets(statement)
                      if isinstance(target, ast.Name)]  # fmt: skip
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            fields = [node.name]
        else:
            continue
        bad = (field for field in fields if field.lower() in NAMES)
        found += [f"{field}: say {NAMES[field.lower()]}" for field in bad]
    return found


def test_the_code_uses_the_words_of_the_house() -> None:
    files = [path for path in python_files("src/") if not name(path).startswith(WIRE)]
    found = {name(path): wrong_words(parsed(path)) for path in files if path.stem != "cap"}
    assert (bad := listing(found)) == "", bad


def test_the_vocabulary_names_each_word_that_is_held() -> None:
    text = doc("vocabulary.md").lower()
    words = {word.lower().replace("_", " ") for word in (*CLASSES, *NAMES)}
    assert {word for word in words if word not in text} == set()


def test_the_checker_catches_a_wrong_word() -> None:
    sample = "class Post:\n  enabled: bool = True\n  PENDING = 1\n  def unpublish(self): ..."
    caught = wrong_words(ast.parse(sample))
    assert [word.split(":")[0] for word in caught] == [
        *("class Post", "enabled", "PENDING", "unpublish"),
    ]
    assert wrong_words(ast.parse("class Notice:\n  urgency = 1\n  def retract(self): ...")) == []

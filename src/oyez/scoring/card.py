"""The model card: what the scorer is, what it was trained on, how good it was, what it misses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from oyez.scoring.store import Artefact

WHAT = """\
# The scorer

It sorts replies to an authority's notices: language, abusive language, triage, urgent, alarm. It
ranks and suggests. It never hides, deletes, blocks or reports, it scores texts and never people,
and its label is "abusive language", no more. It recognises slurs, insults and plain warnings; it
misses implied contempt, irony without a sign, and takes quoted or friendly profanity for abuse.
French is experimental.
"""
ROUND = 3


def text(artefact: Artefact) -> str:
    """The card in Markdown."""
    settings = artefact.settings
    by = f"Version {settings['version']}, preprocessing {settings['preprocessing']}, fingerprint "
    listed = "".join(f"- {name}: {count}\n" for name, count in artefact.about["texts"].items())
    return (
        f"{WHAT}\n{by}`{artefact.fingerprint()}`.\n\nTrained on\n\n{listed}\n"
        f"Out of fold (on texts the model had not seen):\n\n{figures(artefact)}"
    )


def figures(artefact: Artefact) -> str:
    """The figures of training as one table in Markdown."""
    lines = ["| tier | task | texts | n | figures |", "| --- | --- | --- | --- | --- |"]
    for tier, tasks in sorted(artefact.about["figures"].items()):
        for task, by_language in sorted(tasks.items()):
            for name, told in _rows(by_language):
                shown = ", ".join(f"{what} {value}" for what, value in _shown(told))
                lines.append(f"| {tier} | {task} | {name} | {told['n']} | {shown} |")
    return "\n".join(lines) + "\n"


def _rows(by_language: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """Figures by language, and by source inside it where there are several."""
    for lang, told in sorted(by_language.items()):
        if "n" in told:
            yield lang, told
        else:
            yield from ((f"{lang}, {source}", one) for source, one in sorted(told.items()))


def _shown(told: Mapping[str, Any]) -> Iterable[tuple[str, float]]:
    for name, value in sorted(told.items()):
        if isinstance(value, float):
            yield name.replace("_", " "), round(value, ROUND)

"""The tables in docs/ that come from the code; `make docs` writes them, a test compares them."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from functools import partial
from importlib import import_module

import house_pages
from house_tree import DOCS, ROOT, SRC, parsed

BLOCK = re.compile(r"(<!-- table: (?P<name>[a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    lines = [list(head), ["---"] * len(list(head)), *map(list, rows)]
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines)


def listed(members: Iterable[StrEnum], order: Iterable[StrEnum]) -> str:
    """Members in the order of their enumeration, or a dash."""
    kept = set(members)
    return ", ".join(member.value for member in order if member in kept) or "-"


def commands() -> str:
    """Every command and what it is for."""
    known = import_module("oyez.cli").COMMANDS
    return table(("command", "what it does"), ((f"`oyez {c}`", t) for c, t in known.items()))


def modes() -> str:
    """What a channel carries in each mode, and where it may go from there."""
    channel = import_module("oyez.domain.channel")
    order = list(channel.Mode)
    return table(
        ("mode", "carries", "may become"),
        (
            (
                mode.value,
                listed(channel.CARRIES[mode], import_module("oyez.domain.notice").Urgency),
                listed(channel.TRANSITIONS[mode], order),
            )
            for mode in order
        ),
    )


def moves(kind: str, machine: str) -> str:
    """Where the states of a machine in `domain.notice` lead."""
    table_of = getattr(import_module("oyez.domain.notice"), machine)
    rows = ((state.value, listed(targets, table_of)) for state, targets in table_of.items())
    return table((kind, "may become"), rows)


def roles() -> str:
    """What each role may do."""
    module = import_module("oyez.domain.roles")
    rows = ((role.value, listed(module.ALLOWED[role], module.Verb)) for role in module.Role)
    return table(("role", "may"), rows)


def verbs() -> str:
    """Every verb: one file in an app's `actions/`, described by its first sentence."""
    rows = []
    for path in sorted(SRC.glob("*/actions/*.py")):
        if path.stem.startswith("_"):
            continue
        sentence = (ast.get_docstring(parsed(path)) or "").split("\n\n")[0].replace("\n", " ")
        rows.append((f"`{path.parts[-3]}.actions.{path.stem}`", sentence))
    return table(("verb", "what it does"), rows)


def platforms() -> str:
    """What each platform can do, as its profile declares it."""
    ability = import_module("oyez.platforms.profile").Ability
    rows = []
    for name, profile in import_module("oyez.platforms.registry").PROFILES.items():
        levels = [profile.support(ability).value for ability in ability]
        text = f"{profile.text.limit} ({profile.text.rule})" if profile.text.limit else "no limit"
        rows.append((name, profile.idempotency.value, text, *levels, profile.checked_on))
    return table(
        ("platform", "unknown outcome", "text", *(a.value for a in ability), "checked"), rows
    )


def limits() -> str:
    """How much each platform takes, how often it is asked, and what it charges."""
    ability = import_module("oyez.platforms.profile").Ability
    rows = []
    for name, profile in import_module("oyez.platforms.registry").PROFILES.items():
        least, most = profile.min_pictures, profile.max_pictures
        pictures = f"{least} to {most}" if least else str(most)
        sent = ", ".join(f"{w.points} in {span(w.per)}" for w in profile.writes) or "-"
        gone = ", ".join(f"{w.points} in {span(w.per)}" for w in profile.retracts) or "-"
        asked = profile.support(ability.INBOX).value == "native"
        paced = profile.pace
        times = (paced.fresh or paced.lively, paced.lively, paced.quiet, paced.least)
        pace = " / ".join(map(span, times)) if asked else "-"
        costs = ", ".join(f"{c.amount} {c.currency} a {c.what}" for c in profile.costs) or "-"
        hashtags = str(profile.hashtags or "-")
        rows.append((name, pictures, hashtags, sent, gone, pace, costs.replace("_", " ")))
    head = ("platform", "pictures", "hashtags", "sent", "removed", "asked every", "costs")
    return table(head, rows)


def span(time: timedelta) -> str:
    """A span of time in the largest unit in which it is whole."""
    seconds = int(time.total_seconds())
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def scorer() -> str:
    """How good the shipped scorer was on texts it had not seen."""
    store, card = (import_module(f"oyez.scoring.{name}") for name in ("store", "card"))
    return str(card.figures(store.read()))


def held_out() -> str:
    """How good it is on the sets that somebody else wrote; `oyez scorer evaluate` measures."""
    told = json.loads((ROOT / "tests/scoring/held_out_figures.json").read_text())
    return table(("tier", "task", "language", "n", "figures"), told["rows"])


def heard() -> str:
    """Whom the replies of the blind timelines would page."""
    told = json.loads((ROOT / "tests/proof/heard_figures.json").read_text())
    return table(("set", "what happened", "timelines", "came out"), told["rows"])


def pages() -> str:
    """Every address, with pictures of the page it shows."""
    return table(("address", "what it shows or does", "pictures"), house_pages.lines())


def plan_steps() -> str:
    """The steps of each kind of plan, with their distances from the hour."""
    plan = import_module("oyez.domain.plan")
    rows = []
    for kind, steps in plan.STEPS.items():
        told = [f"{deed.value} ({distance(away)})" for deed, away in steps]
        rows.append((kind.value, ", ".join(told)))
    after = ((f"then {one.value}", f"{deed.value} ({distance(away)} the last step)")
             for one, (deed, away) in plan.AFTER.items())  # fmt: skip
    return table(("plan", "steps, with their distance to the hour"), [*rows, *after])


def distance(away: timedelta) -> str:
    """How far from an hour, in days before or after and what remains."""
    if not away:
        return "at"
    if away > timedelta():
        return f"{span(away)} after"
    days = -(away // timedelta(days=1))
    rest = away + timedelta(days=days)
    return f"{days} d before{f', {span(rest)} later' if rest else ''}"


def plan_ways() -> str:
    """Who does each deed of a plan, and how it is taken back."""
    plan = import_module("oyez.domain.plan")
    rows = [
        (deed.value, rule.doer.value, rule.way.value.replace("_", " "))
        for deed, rule in plan.RULES.items()
    ]
    return table(("step", "done by", "way back"), rows)


def plan_states() -> str:
    """Where plans and their steps may go."""
    plan = import_module("oyez.domain.plan")
    machines = (("plan", plan.PLAN_MOVES), ("step", plan.STEP_MOVES))
    rows = [
        (name, state.value, listed(targets, moves))
        for name, moves in machines
        for state, targets in moves.items()
    ]
    return table(("of a", "state", "may become"), rows)


TABLES: dict[str, Callable[[], str]] = {
    "commands": commands,
    "notices": partial(moves, "notice", "NOTICE_MOVES"),
    "revisions": partial(moves, "revision", "REVISION_MOVES"),
    "modes": modes,
    "roles": roles,
    "verbs": verbs,
    "platforms": platforms,
    "limits": limits,
    "pages": pages,
    "plansteps": plan_steps,
    "planways": plan_ways,
    "planstates": plan_states,
    "scorer": scorer,
    "heldout": held_out,
    "heard": heard,
}


def render(text: str, tables: Mapping[str, Callable[[], str]] = TABLES) -> str:
    """The page with its tables made anew; an unknown name of a table is an error."""
    return BLOCK.sub(lambda m: m.group(1) + tables[m.group("name")]() + m.group(3), text)


def main() -> None:
    """Write every page that lags."""
    for page in sorted(DOCS.rglob("*.md")):
        old = page.read_text(encoding="utf-8")
        if (new := render(old)) != old:
            page.write_text(new, encoding="utf-8")
            sys.stdout.write(f"written: {page.relative_to(DOCS.parent)}\n")


if __name__ == "__main__":
    main()

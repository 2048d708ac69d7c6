"""A drill in the terminal: its timeline, and its after-action figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oyez.exercise.scenario import Kind

if TYPE_CHECKING:
    from oyez.exercise.figures import Judged, Report
    from oyez.exercise.figures.report import Figure
    from oyez.exercise.models import DrillEvent

NAMES = {
    "approval": "submitted to approved",
    "delivery": "approved to live",
    "retraction": "warned to taken back",
    "removal": "taken back to gone",
    "correction": "warned to corrected",
    "renewal": "correction to standing",
}
MARKS = {"met": "met", "missed": "MISSED", "open": "open", "void": "not reached"}
WIDE = 60


def aloud(event: DrillEvent) -> None:
    """Print one event."""
    print(happening(event), flush=True)


def clock(seconds: float | None) -> str:
    """Seconds as people read them."""
    if seconds is None:
        return "-"
    return f"{seconds:.1f} s" if seconds < 120 else f"{int(seconds // 60)} min {seconds % 60:.0f} s"


def happening(event: DrillEvent) -> str:
    """One event in a line."""
    begun = event.drill.started_at
    at = event.done_at or event.due_at
    when = f"+{(at - begun).total_seconds() * event.drill.speed:.0f} s" if at else "later"
    outcome = event.outcome or ("to come" if event.drill.running else "not played")
    why = event.told["template"].format(**event.told["values"]) if event.told else ""
    return f"  {when:>8}  {outcome:<10}  {event.kind:<8} {content(event)}  {why}".rstrip()


def content(event: DrillEvent) -> str:
    """What an event is about."""
    data = event.data
    words = {
        Kind.NOTICE: "{headline}",
        Kind.REPLY: "{author} on {platform}: {text}",
        Kind.FAULT: "{fault} on {platform}, {operation}",
        Kind.CLEAR: "{fault}",
        Kind.TELLING: "{text}",
        Kind.ACT: "{by}: {do}",
    }[Kind(event.kind)].format(**data)
    return words if len(words) <= WIDE else words[: WIDE - 1] + "…"


def timeline(report: Report) -> list[str]:
    """What was played, and what comes next."""
    drill = report.drill
    head = f"Drill {drill.pk}: {drill.title}, {drill.unit.name}, {drill.state}"
    return [head, *(happening(one) for one in report.events)]


def told(report: Report) -> list[str]:
    """The after-action figures."""
    drill = report.drill
    lines = ["", f"After-action figures: {drill.title}", f"  {drill.unit.name}, drill {drill.pk}"]
    if drill.speed != 1:
        lines.append(
            f"  Played {drill.speed:g} times as fast; people's times are on its own clock."
        )
    for facts, figures in report.notices:
        lines += ["", f"{facts.code}  {facts.state}  {facts.headline}"]
        lines += [figure(one) for one in figures]
    struck = [one for one in report.faults if one.struck is not None]
    lines += [""] * bool(struck)
    lines += [f"  {content(one):<44} struck {one.struck} times" for one in struck]
    return [*lines, "", *(goal(one) for one in report.goals), "", conclusion(report)]


def figure(one: Figure) -> str:
    """A span of a notice."""
    where = ""
    if one.spread:
        where = f"{one.spread.reached} of {one.spread.channels} channels"
        where += f", {one.spread.people} with a person" if one.spread.people else ""
    return f"  {NAMES[one.name]:<24} {clock(one.seconds):>12}  {where or one.by}".rstrip()


def goal(one: Judged) -> str:
    """A goal and what became of it."""
    expected = one.expected
    after = f"after {expected.after}" if expected.after.name else "after the start"
    words = f"{expected.goal} “{expected.notice}” within {clock(expected.within)} {after}"
    by = f" ({one.by})" if one.by else ""
    return f"  {MARKS[one.verdict]:<12} {words}: {clock(one.seconds)}{by}"


def conclusion(report: Report) -> str:
    """How many goals were met."""
    return f"{report.counts['met']} of {len(report.goals)} goals were met."

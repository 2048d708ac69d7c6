"""`oyez drill`: play a scenario in an exercise, watch it, end it, and read its figures."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from oyez.cli import typed
from oyez.cli.acting import BROKEN, DONE, NO_ANSWER, WRONG_INPUT, WrongInputError, acting, complain

if TYPE_CHECKING:
    from oyez.exercise.models import Drill
    from oyez.exercise.scenario import ScenarioError

FASTEST = 100.0


def speed(text: str) -> float:
    """How many seconds of the scenario pass in one."""
    number = float(text)
    if not 0 < number <= FASTEST:
        raise argparse.ArgumentTypeError(f"a drill is at most {FASTEST:g} times as fast")
    return number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may be done about drills."""
    parts = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    parts.add_parser("scenarios", help="list the scenarios that come with Oyez")
    check = parts.add_parser("check", help="say line by line what is wrong with a scenario")
    start = parts.add_parser("start", help="begin a drill in the exercise that runs in this home")
    play = parts.add_parser("run", help="play one from start to end on a throw-away installation")
    for part in (check, start, play):
        part.add_argument(
            "file", type=typed.words, metavar="FILE", help="or the name of a shipped one"
        )
    start.add_argument(
        "--unit", type=typed.words, metavar="PATH", help="instead of the scenario's own"
    )
    start.add_argument(
        "--acted", action="store_true", help="the people of the file act too, so nobody is trained"
    )
    play.add_argument(
        "--speed", type=speed, default=1.0, metavar="N", help="so many times as fast as in life (1)"
    )
    status = parts.add_parser("status", help="show what was played and what comes next")
    report = parts.add_parser("report", help="print the after-action figures")
    report.add_argument(
        "number", nargs="?", type=int, metavar="NUMBER", help="without it, the newest"
    )
    stop = parts.add_parser("stop", help="end the drill and take its faults away")
    for part in (start, stop):
        part.add_argument("--as", dest="person", type=typed.words, metavar="EMAIL", help="who acts")
    for part in (start, play, status, report, stop):
        part.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """1 when a goal was missed, 2 for a scenario that cannot be played, 3 where none may be."""
    offline = {"run": _play, "scenarios": _scenarios, "check": _check}
    if arguments.verb in offline:
        try:
            return offline[arguments.verb](arguments)
        except WrongInputError as error:
            return complain(error, WRONG_INPUT)
    verbs = {"start": _start, "status": _status, "stop": _stop, "report": _report}
    return acting(lambda: verbs[arguments.verb](arguments))


def _source(file: str) -> str:
    from oyez.exercise.shipped import FOLDER  # noqa: PLC0415  (read only for this command)

    known = FOLDER / f"{file}.toml"
    path = str(known) if file.replace("-", "").isalnum() and known.exists() else file
    try:
        return typed.content(path).decode()
    except UnicodeDecodeError:
        raise WrongInputError(f"{file!a} is not valid UTF-8.") from None


def _wrong(file: str, error: ScenarioError) -> WrongInputError:
    lines = [f"{file}:{problem.line}: {problem.sentence}" for problem in error.problems]
    return WrongInputError("\n".join(lines))


def _play(arguments: argparse.Namespace) -> int:
    from oyez.cli.drill_lines import aloud, told  # noqa: PLC0415  (as above)
    from oyez.exercise.scenario import ScenarioError, read  # noqa: PLC0415
    from oyez.proof.drill import play  # noqa: PLC0415

    tell = (lambda _: None) if arguments.json else aloud
    try:
        source = _source(arguments.file)
        read(source)
        report = play(source, speed=arguments.speed, tell=tell)
    except ScenarioError as error:
        raise _wrong(arguments.file, error) from None
    except (RuntimeError, OSError) as error:
        return complain(f"The stage of the drill could not be set: {error}", NO_ANSWER)
    except KeyboardInterrupt:
        return 130
    print(json.dumps(report.as_json()) if arguments.json else "\n".join(told(report)), flush=True)
    return DONE if report.held else BROKEN


def _scenarios(arguments: argparse.Namespace) -> int:  # noqa: ARG001  (a row of the table)
    from oyez.exercise.shipped import shipped  # noqa: PLC0415  (as above)

    for one in shipped():
        print(f"{one.slug:<24}  {one.scenario.title}  ({one.scenario.length / 60:.0f} min)")
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from oyez.exercise.scenario import ScenarioError, read  # noqa: PLC0415  (as above)

    try:
        found = read(_source(arguments.file))
    except ScenarioError as error:
        raise _wrong(arguments.file, error) from None
    print(f"“{found.title}” can be played: {len(found.events)} events.")
    return DONE


def _start(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.cli import output, people  # noqa: PLC0415
    from oyez.exercise.actions import start_drill  # noqa: PLC0415
    from oyez.exercise.scenario import ScenarioError  # noqa: PLC0415

    source = _source(arguments.file)
    by = people.person(arguments.person) if arguments.person else None
    unit = people.unit(arguments.unit) if arguments.unit else None
    try:
        drill = start_drill(by, source, at=timezone.now(), unit=unit, acted=arguments.acted)
    except ScenarioError as error:
        raise _wrong(arguments.file, error) from None
    data = {"drill": drill.pk, "title": drill.title, "unit": drill.unit.path, "state": drill.state}
    return output.show(arguments, data, f"Drill {drill.pk} runs: {drill.title}.")


def _status(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.cli import drill_lines, output  # noqa: PLC0415
    from oyez.exercise.figures import report  # noqa: PLC0415

    found = report(_drill(None), timezone.now())
    return output.show(arguments, found.as_json(), "\n".join(drill_lines.timeline(found)))


def _stop(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.cli import output, people  # noqa: PLC0415
    from oyez.exercise.actions import stop_drill  # noqa: PLC0415

    drill = _drill(None)
    by = people.person(arguments.person) if arguments.person else None
    stop_drill(by, drill, at=timezone.now())
    return output.show(
        arguments,
        {"drill": drill.pk, "state": drill.state},
        f"Drill {drill.pk} has ended. `oyez drill report` prints its figures.",
    )


def _report(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.cli import drill_lines, output  # noqa: PLC0415
    from oyez.exercise.figures import report  # noqa: PLC0415

    found = report(_drill(arguments.number), timezone.now())
    return output.show(arguments, found.as_json(), "\n".join(drill_lines.told(found)))


def _drill(number: int | None) -> Drill:
    from oyez.exercise.queries import drill_by_id, newest_drill  # noqa: PLC0415  (as above)

    found = newest_drill() if number is None else drill_by_id(number)
    if found is None:
        if number is None:
            raise WrongInputError(
                "No drill has been started here. `oyez drill scenarios` lists some."
            )
        raise WrongInputError(f"No drill has the number {number}.")
    return found

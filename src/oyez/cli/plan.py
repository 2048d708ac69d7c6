"""`oyez plan`: list plans, show one, and go through one without doing anything."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from oyez.cli.acting import BROKEN, DONE, WrongInputError, acting

if TYPE_CHECKING:
    from oyez.plans.dry_run import DryRun, Tried
    from oyez.plans.models import Plan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    every = verbs.add_parser("list", help="print the plans, those with the latest hour first")
    every.add_argument("--json", action="store_true", help="print one JSON object a line")
    for name, told in (
        ("show", "print a plan with its steps"),
        ("dry-run", "say what would happen when, and what is missing; 1 if something grave is"),
    ):
        one = verbs.add_parser(name, help=told)
        one.add_argument("number", type=int, metavar="N", help="the plan's number")
        one.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    if arguments.verb == "list":
        return acting(lambda: _list(as_json=arguments.json))
    dry = arguments.verb == "dry-run"
    return acting(lambda: _show(arguments.number, as_json=arguments.json, dry=dry))


def _list(*, as_json: bool) -> int:
    from oyez.plans.queries import all_plans  # noqa: PLC0415  (needs Django set up)

    for one in all_plans():
        if as_json:
            print(json.dumps(_plan(one)))
        else:
            hour = one.hour.isoformat(timespec="minutes")
            print(f"{one.pk:>6}  {hour}  {one.state:<8}  {one.kind:<13}  {one.authority.path}")
    return DONE


def _show(number: int, *, as_json: bool, dry: bool) -> int:
    from django.utils import timezone  # noqa: PLC0415  (needs Django set up)

    from oyez.plans.dry_run import DryRun  # noqa: PLC0415
    from oyez.plans.queries import all_plans  # noqa: PLC0415

    plan = all_plans().filter(pk=number).first() if 0 < number < 2**63 else None
    if plan is None:
        raise WrongInputError(f"There is no plan {number}.")
    run = DryRun(plan, timezone.now())
    if as_json:
        print(json.dumps(_plan(plan) | {"steps": [_step(one, dry=dry) for one in run.tried]}))
    else:
        _print(run, dry=dry)
    return BROKEN if dry and run.grave else DONE


def _print(run: DryRun, *, dry: bool) -> None:
    plan = run.plan
    print(f"Plan {plan.pk}: {plan.kind}, {plan.authority.name}, {plan.state}")
    for one in run.tried:
        step = one.step
        place = step.channel or step.unit
        moment = step.at.isoformat(timespec="minutes")
        print(f"{step.number:>4}  {moment}  {step.state:<8}  {step.deed:<13}  {place}")
        if step.told:
            print(f"      {str(step.told['template']).format(**step.told['values'])}")
        for finding in one.findings if dry else ():
            print(f"      {'!' if finding.grave else '-'} {finding.sentence}")
    if dry:
        print(f"Steps that would not do what they are there for: {run.grave}.")


def _plan(one: Plan) -> dict[str, Any]:
    return {
        "plan": one.pk,
        "kind": one.kind,
        "authority": one.authority.path,
        "hour": one.hour.isoformat(),
        "state": one.state,
        "channels": [line.channel_id for line in one.lines.all()],
    }


def _step(one: Tried, *, dry: bool) -> dict[str, Any]:
    step = one.step
    found = {
        "number": step.number,
        "deed": step.deed,
        "at": step.at.isoformat(),
        "state": step.state,
        "channel": step.channel_id,
        "unit": step.unit.path if step.unit else None,
        "notice": step.notice.code if step.notice else None,
        "by": step.rule.doer.value,
        "way_back": step.rule.way.value,
    }
    if not dry:
        return found
    return found | {
        "findings": [
            {"code": finding.code, "grave": finding.grave, "sentence": str(finding.sentence)}
            for finding in one.findings
        ]
    }

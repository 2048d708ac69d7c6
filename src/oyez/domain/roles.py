"""Who may do what: roles, verbs and the scopes in which they hold."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody is for a unit and everything below it."""

    AUTHOR = "author"
    APPROVER = "approver"
    DUTY_OFFICER = "duty officer"
    GOVERNOR = "governor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Verb(StrEnum):
    """What a person may be allowed to do."""

    SEE = "see"
    COMPOSE = "compose"
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    BREAK_GLASS = "break_glass"
    RETRACT = "retract"
    CORRECT = "correct"
    SCHEDULE = "schedule"
    FREEZE = "freeze"
    LIFT_FREEZE = "lift_freeze"
    CHANGE_MODE = "change_mode"
    APPROVE_PLATFORM = "approve_platform"
    MANAGE_CHANNELS = "manage_channels"
    MANAGE_PEOPLE = "manage_people"
    READ_LEDGER = "read_ledger"
    RUN_DRILL = "run_drill"
    LOCK_EVERYTHING = "lock_everything"
    PLAN_DUTY = "plan_duty"
    TRIAGE = "triage"
    ANSWER = "answer"
    MODERATE = "moderate"
    MANAGE_INBOX = "manage_inbox"
    ANNOTATE = "annotate"
    DRAW_SAMPLE = "draw_sample"
    SET_ASIDE = "set_aside"
    HOLD_REVIEW = "hold_review"
    DECIDE_REVIEW = "decide_review"


ALLOWED: dict[Role, frozenset[Verb]] = {
    Role.AUTHOR: frozenset(
        {
            Verb.SEE,
            Verb.COMPOSE,
            Verb.SUBMIT,
            Verb.SCHEDULE,
            Verb.RETRACT,
            Verb.TRIAGE,
            Verb.ANSWER,
            Verb.ANNOTATE,
        }
    ),
    Role.APPROVER: frozenset(
        {
            Verb.SEE,
            Verb.SET_ASIDE,
            Verb.APPROVE,
            Verb.SEND_BACK,
            Verb.SCHEDULE,
            Verb.RETRACT,
            Verb.CORRECT,
            Verb.TRIAGE,
            Verb.ANSWER,
            Verb.MODERATE,
            Verb.MANAGE_INBOX,
            Verb.ANNOTATE,
        }
    ),
    Role.DUTY_OFFICER: frozenset(
        {
            Verb.SEE,
            Verb.SET_ASIDE,
            Verb.COMPOSE,
            Verb.SUBMIT,
            Verb.APPROVE,
            Verb.SEND_BACK,
            Verb.BREAK_GLASS,
            Verb.RETRACT,
            Verb.CORRECT,
            Verb.SCHEDULE,
            Verb.FREEZE,
            Verb.PLAN_DUTY,
            Verb.TRIAGE,
            Verb.ANSWER,
            Verb.MODERATE,
            Verb.MANAGE_INBOX,
            Verb.ANNOTATE,
        }
    ),
    Role.GOVERNOR: frozenset(
        {
            Verb.SEE,
            Verb.FREEZE,
            Verb.LIFT_FREEZE,
            Verb.CHANGE_MODE,
            Verb.APPROVE_PLATFORM,
            Verb.MANAGE_CHANNELS,
            Verb.RUN_DRILL,
            Verb.PLAN_DUTY,
            Verb.DRAW_SAMPLE,
            Verb.HOLD_REVIEW,
            Verb.DECIDE_REVIEW,
        }
    ),
    Role.AUDITOR: frozenset(
        {Verb.SEE, Verb.READ_LEDGER, Verb.ANNOTATE, Verb.DRAW_SAMPLE, Verb.HOLD_REVIEW}
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Verb.SEE,
            Verb.MANAGE_PEOPLE,
            Verb.MANAGE_CHANNELS,
            Verb.RUN_DRILL,
            Verb.LOCK_EVERYTHING,
            Verb.PLAN_DUTY,
        }
    ),
}


def roles_with(verb: Verb) -> frozenset[Role]:
    """The roles that allow `verb`."""
    return frozenset(role for role, verbs in ALLOWED.items() if verb in verbs)


def is_path(text: str) -> bool:
    """Whether `text` is a path such as `/` or `/niedersachsen/pd-osnabrueck/`."""
    return text == "/" or (
        text.startswith("/") and text.endswith("/") and all(text.strip("/").split("/"))
    )


def lineage(path: str) -> tuple[str, ...]:
    """Every scope that covers `path`, from `/` down to `path` itself."""
    parts = [part for part in path.split("/") if part]
    return tuple("/" + "".join(f"{part}/" for part in parts[:n]) for n in range(len(parts) + 1))


def covers(scope: str, path: str) -> bool:
    """Whether something granted for `scope` holds for `path`."""
    return path.startswith(scope)


def widest(scopes: list[str]) -> list[str]:
    """The scopes without those that another one covers already, in order."""
    kept: list[str] = []
    for scope in sorted(set(scopes)):
        if not any(covers(wider, scope) for wider in kept):
            kept.append(scope)
    return kept


def _check() -> None:
    unused = set(Verb) - {verb for verbs in ALLOWED.values() for verb in verbs}
    if set(ALLOWED) != set(Role) or unused:
        raise AssertionError(f"the table of roles is not complete: {sorted(unused)}")


_check()

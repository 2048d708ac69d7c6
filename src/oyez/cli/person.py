"""`oyez person`: let somebody in and give them a role, from the machine itself."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from oyez.cli import typed
from oyez.cli.acting import DONE, WrongInputError, acting
from oyez.domain.roles import Role

if TYPE_CHECKING:
    from oyez.accounts.models import Person


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the person, the role and where the password comes from."""
    parser.description = (
        "Let somebody in who is not known yet, and give a role. Whoever may run commands on this "
        "machine needs no role for it; the ledger names the command."
    )
    parser.add_argument("email", type=typed.words, metavar="EMAIL", help="what they sign in with")
    parser.add_argument("--name", type=typed.words, help="needed for somebody new")
    parser.add_argument(
        "--role", type=role, metavar="ROLE", help=f"one of {', '.join(ROLES)}; with --scope"
    )
    parser.add_argument(
        "--scope", type=typed.words, metavar="PATH",
        help="where the role holds, such as / or /derbyshire/, and everything below it",
    )  # fmt: skip
    parser.add_argument(
        "--password-stdin", action="store_true",
        help="read the password from standard input; somebody who is known gets it as a new one",
    )  # fmt: skip


ROLES = {one.value.replace(" ", "-"): one for one in Role}


def role(text: str) -> Role:
    """A role by its name, in one word."""
    try:
        return ROLES[text.strip().replace(" ", "-")]
    except KeyError:
        raise argparse.ArgumentTypeError(f"a role is one of {', '.join(ROLES)}") from None


def run(arguments: argparse.Namespace) -> int:
    """Let in, grant; 3 when the password or the scope is against a rule."""
    return acting(lambda: _run(arguments))


def _run(arguments: argparse.Namespace) -> int:
    from django.db import transaction  # noqa: PLC0415  (needs Django set up)

    from oyez.accounts.actions import grant  # noqa: PLC0415
    from oyez.cli.database import demand_migrated  # noqa: PLC0415

    demand_migrated()
    scope = _scope(arguments)
    known = _known(arguments)
    password = _password(ask=known is None, given=arguments.password_stdin)
    with transaction.atomic():
        person, said = _let_in(arguments, known, password)
        if scope:
            grant(None, person, arguments.role, scope)
            said.append(f"{arguments.role.value} for {scope}")
    print(f"{person.email}: {', '.join(said) or 'nothing to do'}.", flush=True)
    return DONE


def _scope(arguments: argparse.Namespace) -> str:
    """The path of the role, which must lead somewhere; empty without a role."""
    from oyez.govern.queries import scope_name  # noqa: PLC0415  (needs Django set up)

    if (arguments.role is None) != (arguments.scope is None):
        raise WrongInputError("--role and --scope belong together.")
    if arguments.role is None:
        return ""
    inner = arguments.scope.strip().strip("/")
    path = f"/{inner}/" if inner else "/"
    scope_name(path)
    return path


def _known(arguments: argparse.Namespace) -> Person | None:
    """The person with the address, who keeps their name; somebody new needs one."""
    from oyez.accounts.models import Person  # noqa: PLC0415  (needs Django set up)

    known = Person.objects.filter(email=arguments.email.strip().lower()).first()
    if known is None and arguments.name is None:
        raise WrongInputError(f"Nobody has the address {arguments.email} yet: --name is needed.")
    if known and arguments.name is not None and arguments.name.strip() != known.name:
        raise WrongInputError(f"{known.email} is {known.name} already; leave --name out.")
    return known


def _password(*, ask: bool, given: bool) -> str | None:
    """The password that was typed or given; None where none is asked for."""
    if given:
        if password := typed.body(None).removesuffix("\n").removesuffix("\r"):
            return password
        raise WrongInputError("Standard input holds no password.")
    if not ask:
        return None
    if not sys.stdin.isatty():
        raise WrongInputError("There is no terminal to type a password at: use --password-stdin.")
    try:
        first, second = getpass.getpass("Password: "), getpass.getpass("The same again: ")
    except EOFError:
        raise WrongInputError("No password was typed.") from None
    if first != second:
        raise WrongInputError("The two passwords differ.")
    return first


def _let_in(
    arguments: argparse.Namespace, known: Person | None, password: str | None
) -> tuple[Person, list[str]]:
    from oyez.accounts.actions import create_person, set_password  # noqa: PLC0415

    if known is None:
        new = create_person(None, email=arguments.email, name=arguments.name, password=password)
        return new, ["can sign in now"]
    if password is None:
        return known, []
    set_password(None, known, password)
    return known, ["has a new password"]

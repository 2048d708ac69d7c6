"""`oyez vault`: another key for everything that is sealed."""

from __future__ import annotations

import argparse
import json

from oyez.cli import home
from oyez.cli.acting import BROKEN, DONE, NOT_ALLOWED, acting, complain

VERBS = {
    "status": "say what is sealed with which key; exit code 1 while something needs an old one",
    "new-key": "make a new key in the home; the one of before goes on opening what it sealed",
    "rotate": "seal everything anew that an old key sealed; may be stopped and run again",
    "forget": "remove the old keys from the home, once nothing needs them",
}
NOT_OURS = (
    "The vault key comes from the environment. Make another one, give it as OYEZ_VAULT_KEY and "
    "the one of before as OYEZ_VAULT_KEY_OLD, and start everything anew; then run "
    "`oyez vault rotate`."
)
NO_OLD = (
    "There is no old key, so there is nothing to do. `oyez vault new-key` makes a new one; where "
    "keys come from the environment, give the old one as OYEZ_VAULT_KEY_OLD."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, summary in VERBS.items():
        one = verbs.add_parser(name, help=summary, description=summary)
        one.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    ours = not (home.given("OYEZ_VAULT_KEY") or home.given(home.OLD))
    if arguments.verb in {"new-key", "forget"} and not ours:
        return complain(NOT_OURS, NOT_ALLOWED)
    deed = {"status": _status, "new-key": _new_key, "rotate": _rotate, "forget": _forget}
    return acting(lambda: deed[arguments.verb](as_json=arguments.json))


def _status(*, as_json: bool) -> int:
    from oyez.accounts.resealing import status  # noqa: PLC0415  (needs Django set up)

    found = status()
    if as_json:
        print(json.dumps({"newest": found.newest, "old": found.old, "closed": found.closed}))
    else:
        print(
            f"{found.newest} sealed values open with the newest key, {found.old} with an old one."
        )
        if found.closed:
            print(f"{found.closed} open with no key that is known here; enter them again.")
    return BROKEN if found.old or found.closed else DONE


def _new_key(*, as_json: bool) -> int:
    home.change_vault_key()
    words = "There is a new key. Start Oyez anew, then run `oyez vault rotate`."
    print(json.dumps({"made": True}) if as_json else words)
    return DONE


def _rotate(*, as_json: bool) -> int:
    from django.conf import settings  # noqa: PLC0415  (needs Django set up)

    from oyez.accounts.resealing import rotate  # noqa: PLC0415

    if not settings.VAULT_KEY_OLD:
        return complain(NO_OLD, NOT_ALLOWED)
    done = rotate()
    if not as_json:
        print(f"{done} values were sealed anew.")
    return _status(as_json=as_json)


def _forget(*, as_json: bool) -> int:
    from oyez.accounts.resealing import status  # noqa: PLC0415  (needs Django set up)

    if status().old:
        sentence = "Something still needs an old key. Run `oyez vault rotate` first."
        return complain(sentence, NOT_ALLOWED)
    home.key_file(home.OLD).unlink(missing_ok=True)
    print(json.dumps({"forgotten": True}) if as_json else "The old keys are gone.")
    return DONE

"""The frame of every command that reads or changes rows: exceptions become sentences and codes."""

from __future__ import annotations

import sys
from collections.abc import Callable

from oyez.cli.setup import ready
from oyez.domain.errors import NotAllowed

DONE, BROKEN, WRONG_INPUT, NOT_ALLOWED, NO_ANSWER = range(5)


class WrongInputError(Exception):
    """What was typed names nothing we know or cannot be read; the message says what."""


class OutsideError(Exception):
    """Something outside did not answer as it must; the message says what."""


def acting(action: Callable[[], int]) -> int:
    """Set Django up, do it inside one id that ledger and logs share, return the exit code."""
    ready()
    from django.db import DatabaseError  # noqa: PLC0415  (Django is loaded only by commands of this kind)

    from oyez.web.middleware import origin  # noqa: PLC0415

    try:
        with origin("command"):
            return action()
    except NotAllowed as refused:
        return complain(refused.reason, NOT_ALLOWED)
    except WrongInputError as error:
        return complain(error, WRONG_INPUT)
    except OutsideError as error:
        return complain(error, NO_ANSWER)
    except DatabaseError as error:
        first = str(error).strip().split("\n")[0]
        return complain(f"The database does not answer as it must: {first}", NO_ANSWER)
    except KeyboardInterrupt:
        return 130


def complain(sentence: object, code: int) -> int:
    """One sentence on stderr; the exit code is passed through."""
    print(sentence, file=sys.stderr)
    return code

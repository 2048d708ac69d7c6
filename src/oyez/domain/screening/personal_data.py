"""Personal data in a text: names, telephone numbers, plates, homes, births, accounts, mail."""

from __future__ import annotations

from oyez.domain.screening.accounts import ibans, mails
from oyez.domain.screening.addresses import addresses
from oyez.domain.screening.birthdates import birthdates
from oyez.domain.screening.names import names
from oyez.domain.screening.plates import plates
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Context, Draft, Finding


def personal_data(reading: Reading, draft: Draft, context: Context) -> list[Finding]:
    """Every finding of this family; telephone numbers are judged in `contact`."""
    named = list(names(reading, draft))
    return [
        *named,
        *birthdates(reading, draft, named),
        *addresses(reading, draft),
        *plates(reading, draft.lang),
        *mails(reading, context),
        *ibans(reading),
    ]

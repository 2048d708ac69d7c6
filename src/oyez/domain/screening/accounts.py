"""Bank account numbers (IBAN, with their check digits) and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from oyez.domain.screening.hosts import of_domains
from oyez.domain.screening.listed import listed
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Context, Finding, span
from oyez.domain.screening.words import found

IBAN: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}[ ]?\d{2}(?:[ \u00a0.-]?[A-Z0-9]){11,30}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
LENGTHS: Final = {
    row[:2]: int(row[2:])
    for row in listed(
        """
    AD24 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28
    IE22 IS26 IT27 LI21 LT20 LU20 LV21 MC27 MT31 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24 SM27
    TR26 UA29 RS22 AL28
        """
    )
}
AT: Final = (
    r"(?:@|＠|\s?[\[({]\s?(?:at|@|ät|arobase|chez)\s?[\])}]\s?|\s(?:at|ät|"
    r"arobase)\s(?=[\w-]+\s?(?:\.|[\[(]|dot|punkt|point)))"
)
DOT: Final = r"(?:\.|\s?[\[({]\s?(?:\.|dot|punkt|point)\s?[\])}]\s?|\s(?:dot|punkt|point)\s)"
MAIL: Final = re.compile(
    rf"(?<![\w.+%@/-])([\w.+%'-]{{1,64}}){AT}((?:[\w-]{{1,63}}{DOT}){{1,5}}[^\W\d_]{{2,24}})"
    r"(?![\w@-])",
    re.IGNORECASE,
)


def ibans(reading: Reading) -> Iterator[Finding]:
    """A finding for every account number whose check digits are right."""
    for match in IBAN.finditer(reading.text):
        end = _account(match)
        if end:
            yield found("personal_data:iban", span(reading.text, match.start(), end))


def _account(match: re.Match[str]) -> int:
    """Where an account number ends that begins here; 0 where none does."""
    text = match.group()
    length = LENGTHS.get(text[:2].upper(), 0)
    kept, size = "", 0
    for size, character in enumerate(text, start=1):  # noqa: B007 - the last size is what counts
        kept += character if character.isalnum() else ""
        if len(kept) == length:
            break
    if not length or len(kept) != length or not checks(kept):
        return 0
    return match.start() + size


def checks(iban: str) -> bool:
    """Whether the check digits of an account number are right (ISO 13616, modulo 97)."""
    moved = (iban[4:] + iban[:4]).upper()
    if not moved.isascii() or not moved.isalnum():
        return False
    return int("".join(str(int(one, 36)) for one in moved)) % 97 == 1


def mails(reading: Reading, context: Context) -> Iterator[Finding]:
    """A finding for every e-mail address outside the authority's own and trusted domains."""
    ours = context.official_domains + context.approved_external_domains
    for match in MAIL.finditer(reading.text):
        host = re.sub(DOT, ".", match.group(2), flags=re.IGNORECASE).lower()
        if "." in match.group(1)[-1:] or of_domains(host, ours):
            continue
        yield found("personal_data:email", span(reading.text, *match.span()))

"""Telephone numbers in a text, compared without spaces and country codes.

`phonenumbers` says whether a row of digits can be a telephone number of a country at all; see
docs/decisions/0015.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import phonenumbers

from oyez.domain.screening.listed import listed
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import languages

REGIONS: Final = {"en": "GB", "de": "DE", "fr": "FR"}
# What everybody may be told to call in the three countries, and in the European Union.
PUBLIC: Final = listed(
    """
    999 112 159 7726 101 111 105 119 116000 116006 116016 116111 116117 116123 110 115 15 17 18
    114 191 196 197 3919 3020 3018 3114 0800555111 0800789321 08001111 08088005000 08082000247
    08001110111 08001110222 08000116016 08009999900 08000402005 0800400050 61016 61017 0300123204
    118118 19222 08002255530 0800000112 0805805817 3624 3939 118 144 117 143 147
    """
)
GROUPED: Final = re.compile(
    r"(?<![\w./@#:=&?%€£$-])(?<!\d[ ,])"
    r"(?:\(?(?:\+|00)\s?\d{1,3}\)?[\s./–-]{0,3}(?:\(0\)[\s./–-]{0,2})?|\(?0)"
    r"(?:[\s./()–-]{0,3}\d){5,13}(?![\w@]|[.,]\d|\s?(?:€|£|%|euro?s?\b|km\b|kg\b))"
)
SHORT: Final = re.compile(r"(?<![\w./+-])(?<!\d[ /])\d{3,6}(?![\w]|[ /.,:-]{1,2}\d|\s?(?:%|€|£))")
REFERENCE: Final = re.compile(
    r"(?:\bref(?:erence|\.)?(?: (?:number|no\.?))?|\bcrime (?:number|ref\w*)|\bincident(?: number|"
    r" no\.?)?|\blog(?: number)?|\bcad|\bniche|\boperation number|\bquoting|\bcase (?:number|"
    r"no\.?)|\border number|\binvoice|\bserial|\baktenzeichen|\bvorgangsnummer|\bvorgang|"
    r"\btagebuchnummer|\bfallnummer|\bseriennummer|\brahmennummer|\bartikelnummer|\bkundennummer|"
    r"\baz\.?|\bpin|\bnummer des einsatzes|\bprocédure|\bréférence|\bréf\.?|\bdossier|"
    r"\bn° de (?:dossier|procédure|série)|\bpv|\biban|\bsiret|\bsiren|\bisbn|\bbic|\bfin|\bvin|"
    r"\bimei|\bkonto\w*|\baccount(?: number)?|\bplz|\bcustomer number)(?:\s+(?:is|number|no\.?|"
    r"nr\.?|numéro|lautet|unter|der|the|quote|code|of|n°))*[\s:#.“”\"'’(]*$"
)
DATE_LIKE: Final = re.compile(r"0?\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}(?!\d|[./-]\d)")


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number where it stands, its digits, and its form for comparing."""

    start: int
    end: int
    digits: str
    form: str
    mobile: bool = False


def telephone_numbers(reading: Reading, lang: str) -> Iterator[Number]:
    """Every row of digits that can be a telephone number in full."""
    for match in GROUPED.finditer(reading.text):
        start, end = match.span()
        text = match.group()
        if DATE_LIKE.match(text) or REFERENCE.search(reading.before(start, 48)):
            continue
        number = _number(text, lang)
        if number is not None:
            yield Number(start, end, *number)


def _number(text: str, lang: str) -> tuple[str, str, bool] | None:
    digits = re.sub(r"\(0\)|\D", "", text)
    plus = "+" if text.lstrip(" (").startswith("+") else ""
    if digits.startswith("00"):
        plus, digits = "+", digits[2:]
    for region in [None] if plus else [REGIONS[one] for one in languages(lang)]:
        if not plus and not _grouped_as(text, digits, str(region)):
            continue
        form = _form(plus + digits, region)
        if form:
            return digits, form, _is_mobile(form)
    return None


def _grouped_as(text: str, digits: str, region: str) -> bool:
    """Whether this country writes its numbers so; times and dates are grouped otherwise."""
    if region == "FR":
        return len(digits) == 10 and not text.startswith("00")
    if region == "GB":
        return len(digits) in (10, 11) and digits[1] in "123578"
    return len(digits) >= 7 and digits[1] != "0"


@lru_cache(maxsize=2048)
def _form(number: str, region: str | None) -> str:
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _is_mobile(form: str) -> bool:
    return form.startswith(("+447", "+4915", "+4916", "+4917", "+336", "+337"))


def short_numbers(reading: Reading) -> Iterator[Number]:
    """Every row of three to six digits; whether it is dialled, the words beside it must say."""
    for match in SHORT.finditer(reading.text):
        yield Number(match.start(), match.end(), match.group(), match.group())


class Known:
    """The numbers an authority has entered, and those that everybody may call."""

    def __init__(self, numbers: Iterable[str], lang: str) -> None:
        self._digits = set(PUBLIC)
        self._forms: set[str] = set()
        self._stems: tuple[str, ...] = ()
        for number in numbers:
            self._add(number, lang)

    def _add(self, number: str, lang: str) -> None:
        digits = re.sub(r"\(0\)|\D", "", number)
        if not digits:
            return
        self._digits.add(digits)
        plus = "+" if number.lstrip(" (").startswith("+") else ""
        if digits.startswith("00"):
            plus, digits = "+", digits[2:]
        for region in [None] if plus else [REGIONS[one] for one in languages(lang)]:
            form = _form(plus + digits, region)
            if form:
                self._forms.add(form)
                if re.search(r"[-/ ]0$", number.strip()):  # a switchboard: its extensions are ours
                    self._stems += (form[:-1],)

    def __contains__(self, number: Number) -> bool:
        if number.digits in self._digits or number.form in self._forms:
            return True
        return bool(self._stems) and number.form.startswith(self._stems)

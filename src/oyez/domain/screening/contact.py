"""Numbers that people are told to call, and private ones; each is told by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from oyez.domain.screening.numbers import Known, Number, short_numbers, telephone_numbers
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Context, Draft, Finding, span
from oyez.domain.screening.words import found

CALL_US: Final = re.compile(
    r"\b(?:call|ring|phone|dial|telephone|tel|text|sms|hotline|helpline|contact|switchboard|"
    r"press office|information|report|incident room|control room|crimestoppers|whatsapp|fax|"
    r"anrufen|ruft|rufen|rufnummer|telefon\w*|hinweis\w*|hotline|bürgertelefon|rückfragen|"
    r"erreich\w*|melden|meldet|wenden|wache|dienststelle|"
    r"appel\w*|contact\w*|compos\w*|tél\w*|joign\w*|joindre|signal\w*|standard|"
    r"renseignements?|inscription\w*|cellule d[’']information)\b"
)
PRIVATE: Final = re.compile(
    r"\b(?:his|her|their|my|victim\w*|witness\w*|suspect\w*|mother\w*|father\w*|parents?|son|"
    r"daughter|wife|husband|sister|brother|friend\w*|neighbou?r\w*|owner\w*|family|mobile of|"
    r"private|personal|home number|landlord|seiner?|ihrer?|meine|zeug\w+|opfer\w*|geschädigt\w*|"
    r"tatverdächtig\w*|beschuldigt\w*|mutter|vater|eltern|sohn|tochter|ehefrau|ehemann|bruder|"
    r"schwester|freund\w*|nachbar\w*|halter\w*|besitzer\w*|privat\w*|familie|anwohner\w*|"
    r"angehörige\w*|son|sa|ses|victime\w*|témoin|suspecte?|mère|père|parents|fils|fille|épouse|"
    r"mari|sœur|soeur|frère|amie?s?|voisine?s?|propriétaire|famille|personnel|privé|plaignante?|"
    r"mis en cause|proches)\b"
)
DIAL: Final = re.compile(
    r"\b(?:call(?:ing)?|dial(?:ling)?|ring(?:ing)?|phone|text(?:ing)?|wählen sie|notruf|rufnummer|"
    r"kurzwahl|unter(?: der)?(?: nummer)?|appelez|composez|appeler|composer|numéro|au)"
    r"(?:\s+(?:us|the police|police|now|on|at|to|die|den|der|dem|le|la|au|sie|short code|code|uns|"
    r"bitte|gratuitement|directement))*[\s:“”\"(]*$"
)
NO_CALL: Final = re.compile(
    r"\s*(?:minutes?|mins?|hours?|times|people|pounds?|days?|weeks?|metres?|miles?|uhr|minuten|"
    r"stunden|euro|meter|km|personen|jahre|tage|minutes|heures|euros|personnes|mètres|jours|"
    r"kilomètres|janv|févr|mars|avril|mai|juin|juillet|août|sept|oct|nov|déc|rue|avenue|boulevard|"
    r"bis|ter|,\s*rue)"
)


def contacts(reading: Reading, draft: Draft, context: Context) -> Iterator[Finding]:
    """A finding for every number that is neither entered nor for everybody.

    It is somebody's own number, or one that people are told to call, or nobody can tell; then the
    approver is asked both.
    """
    known = Known(context.known_numbers, draft.lang)
    for number in telephone_numbers(reading, draft.lang):
        if number not in known:
            yield from _judged(reading, number)
    yield from _dialled(reading, known)


def _judged(reading: Reading, number: Number) -> Iterator[Finding]:
    before = reading.before(number.start, 110)
    theirs = PRIVATE.search(before) is not None
    call = CALL_US.search(before) is not None
    where = span(reading.text, number.start, number.end)
    if theirs or number.mobile or not call:
        yield found("personal_data:phone", where)
    if call or not theirs:
        yield found("contact:unknown_number", where)


def _dialled(reading: Reading, known: Known) -> Iterator[Finding]:
    for number in short_numbers(reading):
        if number in known or NO_CALL.match(reading.low, number.end):
            continue
        if DIAL.search(reading.before(number.start, 40)):
            yield found("contact:unknown_number", span(reading.text, number.start, number.end))

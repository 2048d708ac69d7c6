"""Where somebody lives: a street with a house number, where the text speaks of a person.

The number of a town hall, a police station or a venue is no finding, nor is a street alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from oyez.domain.screening.contact import PRIVATE
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Draft, Finding, Kind, languages, span
from oyez.domain.screening.words import found

CAP: Final = r"[^\W\d_a-zäöüßéèà][\w’'.-]*"
ENGLISH: Final = re.compile(
    rf"(?<![\w:./-])(?:(?i:flat|apartment|apt\.?|unit|"
    rf"room)\s+\d{{1,4}}[A-Za-z]?,?\s+)?\d{{1,4}}[A-Da-d]?,?\s+"
    rf"(?:{CAP}\s+){{1,4}}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Crescent|Drive|Way|Court|"
    rf"Gardens?|"
    r"Grove|Terrace|Place|Mews|Row|Walk|Rise|View|Square|Hill|Green|Park|Croft|Fold|Meadows?|"
    r"Parade|Wynd|Gate)\b"
)
KINDS_DE: Final = (
    r"straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|stieg|kamp|pfad|wall|"
    r"graben|markt|winkel|twiete|brink|esch|hof|berg|feld|heide|steig|garten|gärten|bogen|zeile|"
    r"siedlung|park|bruch|horst|tor"
)
GERMAN: Final = re.compile(
    rf"(?<![\w-])(?:{CAP}(?:{KINDS_DE})|(?:{CAP}\s+){{1,2}}(?:Straße|Strasse|Str\.|Weg|Platz|Allee|"
    rf"Gasse|Ring|Damm|Ufer|Chaussee|Markt)|(?:Am|An der|An den|Auf dem|Auf der|Im|In der|In den|"
    rf"Zum|Zur|Beim|Unter den|Hinter der|Hinter dem|Vor dem)\s+(?:{CAP}\s+)?{CAP})\s+(?:(?:Nr|"
    rf"Nummer|Hausnummer)\.?\s*)?"
    r"\d{1,4}(?:\s?[a-h](?!\w))?(?:\s?[-–]\s?\d{1,4})?(?![\d:]|[.,]\d)"
)
FRENCH: Final = re.compile(
    r"(?<![\w:./-])\d{1,4}(?:\s?(?:bis|ter|quater|[A-D]\b))?,?\s+(?i:rue|avenue|av\.|boulevard|bd|"
    r"place|impasse|allées?|chemin|cours|quai|route|square|passage|ruelle|sentier|résidence|"
    r"lotissement|faubourg|montée|venelle|villa|cité|hameau)\s+(?:(?:de|du|des|la|le|les|aux?|à|"
    r"d[’']|l[’'])\s*){0,3}[\w’'-]+"
    rf"(?:(?:\s+(?:de|du|des|la|le|les))*\s+{CAP}){{0,4}}"
)
NUMBERED_ROAD: Final = re.compile(
    r"(?:bundes|landes|kreis|staats|europa|gemeinde|land|schnell)stra(?:ß|ss)e|autobahn|^(?:am|"
    r"im)\s+(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|"
    r"april|mai|juni|juli|august|september|oktober|november|dezember|jahr|alter|zeitraum|gleis|"
    r"bereich|kreis|abschnitt|kilometer|durchschnitt|schnitt|wert|zuge)|^in der (?:zeit|klasse|"
    r"nacht)|^zum\b.*\bmal"
)
NOT_A_HOUSE: Final = re.compile(
    r"\s*(?:uhr|h\b|km\b|meter|m\b|personen|fahrzeuge|menschen|verletzte|grad|prozent|%|euro|€|"
    r"jahre|minuten|tage|männer|frauen|kinder|januar|februar|märz|april|mai|juni|juli|august|"
    r"september|oktober|november|dezember|polizist|beamt|einsatzkräft|unbekannt)"
)
MONTHS: Final = re.compile(
    r"\d+\s+(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b"
)
LIVES: Final = re.compile(
    r"(?:\b(?:senior|rentner|frau|mann|familie|ehepaar|bewohner)\w* (?:\w+ )?aus (?:der|dem)\s*$|"
    r"\blive[sd]?\b|\bliving\b|\bresid(?:es?|ed|ing|ent)\b|\b(?:his|her|their|s) (?:home|house|"
    r"flat|address|apartment|bungalow)\b|\b(?:home|house|flat|address) (?:of|belonging)\b|"
    r"\bhome address\b|(?:,|\d|\))\s*(?:and\s+)?(?:both\s+)?of\s*$|\bat home\b|\b(?:lebt|lebte|"
    r"leben|vit|vivait|vivant)\b|\bwohn(?:t|te|ten|"
    r"haft|end|en|sitz|anschrift)\b|\b(?:wohnung|haus|anschrift|adresse|wohnhaus) (?:de[rs]|von|"
    r"seine[rs]|ihre[rs]|einer?|eines)\b|\b(?:seiner|ihrer|deren|dessen) (?:wohnung|anschrift|"
    r"adresse)\b|\b(?:zuhause|zu hause|daheim|privatadresse|privatanschrift|meldeadresse)\b|"
    r"\bdomicil\w*|\bhabit(?:e|ent|ait|ant|ants)\b|\bdemeur\w+|\brésid(?:e|ent|ait|ant)\b|\b(?:son|"
    r"leur|sa) (?:domicile|adresse|logement|maison|appartement)\b|\b(?:adresse|maison|appartement|"
    r"logement) (?:de la|du|de|des) (?:victime|suspect|témoin)\w*|\bchez\b)"
)
DWELLING: Final = re.compile(
    r"\b(?:house|home|flat|apartment|bungalow|residential|burgl\w+|wohnung\w*|\w*familienhaus\w*|"
    r"wohnhaus\w*|\w*einbr\w+|doppelhaushälfte|reihenhaus\w*|haustür\w*|maison|appartement|"
    r"pavillon|cambriol\w*|logement|domestic|häusliche[rn]?)\b"
)
VENUE: Final = re.compile(
    r"\b(?:station|hall|library|school|church|shop\w*|store|supermarket|pub|hotel|restaurant|café|"
    r"cafe|centre|center|museum|theatre|stadium|arena|office|headquarters|hq|car park|pharmacy|"
    r"bank|hospital|clinic|court|stall|venue|open day|surgery|drop-in|meeting|market|college|"
    r"university|petrol|garage|gym|rathaus\w*|polizei(?:station|wache|inspektion|kommissariat|"
    r"revier|direktion|präsidium)\w*|wache|revier|dienststelle|schule\w*|\w*schule|kirche\w*|"
    r"\w*halle|bibliothek|bücherei|museum|theater|stadion|supermarkt\w*|geschäft\w*|filiale\w*|"
    r"bank|sparkasse|apotheke|hotel|gaststätte|krankenhaus|klinik\w*|parkplatz|parkhaus|tankstelle|"
    r"treffpunkt|veranstaltung\w*|sprechstunde|infostand|kontaktstelle|büro|\w*zentrum|kiosk|firma|"
    r"betrieb|spielhalle|imbiss|kita|kindergarten|tag der offenen tür|besucherzentrum|adresse:|"
    r"anfahrt|commissariat|gendarmerie|brigade|mairie|école|lycée|collège|église|bibliothèque|"
    r"médiathèque|gymnase|salle|musée|théâtre|stade|supermarché|magasin|boutique|banque|pharmacie|"
    r"hôtel|hôpital|clinique|parking|gare|bureau|permanence|stand|réunion|préfecture|tribunal|"
    r"centre|maison (?:des|de quartier|de la (?:culture|jeunesse|justice)|du peuple))\b"
)
OF: Final = re.compile(r"[A-Z][\w’'-]+,?\s+(?:of|from)\s+$")  # `Sarah Collins of 14 Oak Lane`
PATTERNS: Final = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}
PUBLIC: Final = frozenset({Kind.EVENT, Kind.ROAD, Kind.RECRUITMENT})


def addresses(reading: Reading, draft: Draft) -> Iterator[Finding]:
    """A finding for every house number in a street where the text says that somebody lives."""
    for lang in languages(draft.lang):
        for match in PATTERNS[lang].finditer(reading.text):
            start, end = match.start(), match.start() + len(match.group().rstrip(".,;:'’- "))
            if _is_house(reading, start, end) and _is_home(reading, draft, start, end):
                yield found("personal_data:address", span(reading.text, start, end))


def _is_house(reading: Reading, start: int, end: int) -> bool:
    written = reading.low[start:end]
    if NUMBERED_ROAD.search(written) or MONTHS.match(written):
        return False
    return not (written[-1].isalnum() and NOT_A_HOUSE.match(reading.low, end))


def _is_home(reading: Reading, draft: Draft, start: int, end: int) -> bool:
    before = reading.before(start, 80)
    venue = VENUE.search(reading.before(start, 60)[-60:] + " " + reading.after(end, 30))
    if OF.search(reading.text[max(0, start - 40) : start]):
        return True
    if LIVES.search(before) and not (venue and "chez" in before):
        return True
    if draft.kind in PUBLIC or venue:
        return False
    sentence = reading.around(start, end, 160)
    return bool(DWELLING.search(sentence) or PRIVATE.search(reading.before(start, 110)))

"""Where somebody comes from, named without a reason that readers could see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Draft, Finding, Kind, languages, span
from oyez.domain.screening.words import found

EN: Final = (
    "afghan|albanian|algerian|american|arab|asian|african|angolan|armenian|azerbaijani|"
    "bangladeshi|belarusian|bosnian|"
    "brazilian|bulgarian|cameroonian|chechen|chinese|colombian|congolese|croatian|cuban|czech|"
    "danish|dutch|"
    "eastern european|east european|egyptian|eritrean|estonian|ethiopian|foreign|french|gambian|"
    "georgian|german|ghanaian|greek|guinean|gypsy|"
    "hungarian|indian|iranian|iraqi|irish|israeli|italian|ivorian|jamaican|jewish|jordanian|"
    "kenyan|kosovan|kurdish|"
    "latvian|lebanese|libyan|lithuanian|macedonian|malian|moldovan|moroccan|muslim|nigerian|"
    "norwegian|pakistani|"
    "palestinian|polish|portuguese|roma|romanian|russian|rwandan|saudi|senegalese|serbian|sinti|"
    "slovak|slovenian|somali|"
    "south african|spanish|sri lankan|sudanese|swedish|swiss|syrian|tunisian|turkish|ugandan|"
    "ukrainian|vietnamese|"
    "yemeni|zimbabwean|traveller|middle eastern"
)
EN_WHO: Final = (
    r"m[ae]n|wom[ae]n|males?|females?|national(?:s|ity)?|citizens?|suspects?|driver|drivers|"
    r"offenders?|gang|teenagers?|youths?|boys?|girls?|thie(?:f|ves)|burglars?|criminals?|migrants?|"
    r"immigrants?|asylum[- ]seekers?|refugees?|father|mother|brothers|victims?|pickpockets?|"
    r"dealers?|nationals|origin|descent|background|heritage|"
    r"passport holder|crime group|lorry driver|trucker"
)
# A noun for a person and no adjective: `a Romanian was`, and not `a Romanian restaurant`.
AFTER: Final = (
    r"\b(?:was|were|is|are|has|have|had|and|who|in|on|at|aged|from|after|for|accused|suspected|"
    r"arrested|charged|caught|jailed|detained|then|could|will|must|fled|ran|stole|drove)\b"
)
EN_NOUN: Final = (
    "romanians?|albanians?|syrians?|afghans?|poles?|bulgarians?|algerians?|moroccans?|nigerians?|"
    "somalis?|turks?|iraqis?|iranians?|lithuanians?|georgians?|russians?|ukrainians?|eritreans?|"
    "pakistanis?|vietnamese|travellers?"
)
DE: Final = (
    "afghan|afrikan|ägypt|alban|alger|amerikan|arab|armen|aserbaidschan|asiat|bosn|brasilian|"
    "bulgar|chinesisch|"
    "chines|dän|eritre|estn|französ|georg|ghana|griech|indisch|irak|iran|israel|italien|kosovar|"
    "kosovo-alban|kroat|kurd|lett|"
    "libanes|litau|liby|marokk|mazedon|moldau|moldaw|montenegrin|niederländ|nigerian|nordafrikan|"
    "osteuropä|pakistan|palästinens|poln|"
    "portugies|rumän|russ|schwarzafrikan|schwed|schweizer|serb|slowak|slowen|somal|südeuropä|"
    "südländ|südosteuropä|sudanes|syr|"
    "tadschik|tschech|tschetschen|tunes|türk|ukrain|ungar|usbek|vietnames|weißruss|belaruss|"
    "ausländ|arabisch|deutsch|britisch|spanisch"
)
DE_WHO: Final = (
    r"(?:staats\w+|mann|mannes|männer\w*|frau|frauen|täter\w*|tatverdächtige\w*|verdächtige\w*|"
    r"beschuldigte\w*|fahrer\w*|bande\w*|jugendliche\w*|heranwachsende\w*|asylbewerber\w*|"
    r"flüchtling\w*|migrant\w*|clan\w*|person\w*|dieb\w*|einbrecher\w*|"
    r"kriminelle\w*|herkunft|abstammung|nationalität|hintergrund\w*|aussehen\w*|typ\w*|"
    r"erscheinung\w*|phänotyp\w*|pass|lkw-fahrer\w*|autofahrer\w*|gruppe\w*|"
    r"brüder\w*|schläger\w*|räuber\w*|angreifer\w*|\d+-jährige\w*)"
)
DE_NOUN: Final = (
    "afghan(?:e|en|in)|syrer(?:n|s|in)?|rumän(?:e|en|in)|bulgar(?:e|en|in)|pol(?:e|en|in)|"
    "türk(?:e|en|in)|alban(?:er|ers|erin)|"
    "iraker(?:s|n|in)?|iraner(?:s|n|in)?|marokkaner(?:s|n|in)?|algerier(?:s|n|in)?|tunesier(?:s|"
    "n|in)?|somalier(?:s|n|in)?|"
    "eritreer(?:s|n|in)?|nigerianer(?:s|n|in)?|georgier(?:s|n|in)?|russ(?:e|en|in)|ukrainer(?:s|"
    "n|in)?|serb(?:e|en|in)|"
    "kosovare[n]?|litauer(?:s|n|in)?|moldawier(?:s|n|in)?|niederländer(?:s|n|in)?|libanes(?:e|en|"
    "in)|pakistaner(?:s|n|in)?|"
    "tschetschen(?:e|en|in)|ausländer(?:s|n|in)?|afrikaner(?:s|n|in)?|araber(?:s|n|in)?|"
    "italiener(?:s|n|in)?|kroat(?:e|en|in)|nordafrikaner(?:s|n|in)?|südländer(?:s|n|in)?"
)
FR: Final = (
    "afghan(?:e)?s?|africaine?s?|albanaise?s?|algérien(?:ne)?s?|allemande?s?|américaine?s?|"
    "anglaise?s?|arabes?|arménien(?:ne)?s?|"
    "asiatiques?|belges?|bosniaques?|brésilien(?:ne)?s?|britanniques?|bulgares?|camerounaise?s?|"
    "chinoise?s?|comorien(?:ne)?s?|"
    "congolaise?s?|croates?|égyptien(?:ne)?s?|érythréen(?:ne)?s?|espagnole?s?|étrang(?:er|ère)s?|"
    "gambien(?:ne)?s?|géorgien(?:ne)?s?|guinéen(?:ne)?s?|"
    "hongroise?s?|indien(?:ne)?s?|irakien(?:ne)?s?|iranien(?:ne)?s?|italien(?:ne)?s?|"
    "ivoirien(?:ne)?s?|kosovare?s?|kurdes?|libanaise?s?|"
    "libyen(?:ne)?s?|lituanien(?:ne)?s?|maghrébin(?:e)?s?|malien(?:ne)?s?|marocaine?s?|moldaves?|"
    "nigérian(?:e)?s?|pakistanaise?s?|polonaise?s?|portugaise?s?|roms?|"
    "roumaine?s?|russes?|sénégalaise?s?|serbes?|somalien(?:ne)?s?|soudanaise?s?|syrien(?:ne)?s?|"
    "tchétchènes?|tunisien(?:ne)?s?|turcs?|turques?|"
    "ukrainien(?:ne)?s?|vietnamien(?:ne)?s?"
)
FR_WHO: Final = (
    r"ressortissante?s?|homme|hommes|femmes?|individus?|suspects?|conducteu(?:r|rs)|jeunes?|"
    r"nationalité|origine|citoyen(?:ne)?s?|voleurs?|chauffeurs?|mineurs?|migrants?|"
    r"réfugiée?s?|auteurs?|adolescents?|automobiliste|type|malfaiteurs?|gang|"
    r"bande"
)
PATTERNS: Final = {
    "en": re.compile(
        rf"\b(?:{EN})[- ](?:\w+[- ]){{0,1}}?(?:{EN_WHO})\b|\bof (?:{EN}) (?:nationality|origin|"
        rf"descent|heritage|background|appearance)\b|"
        rf"\b(?:{EN_NOUN})\b(?=[^.!?\n]{{0,60}}\b(?:arrested|charged|detained|suspected|aged|"
        rf"jailed|caught|\d\d))|(?:\b(?:a )?\d\d-year-old |\b(?:a|two|three|"
        rf"four) )(?:{EN_NOUN})\b(?=\W*(?:$|\n|[,.;:!?)]|{AFTER}))|"
        rf"\b(?:national|citizen)s? (?:of|from) [a-z]+"
    ),
    "de": re.compile(
        rf"\b(?:{DE})(?:isch|ische|ischer|ischen|isches|ischem|er|e|en|em|"
        rf"es)?\s+(?:[\w-]+\s+)?{DE_WHO}\b|\b(?:{DE_NOUN})\b|"
        rf"\b(?:{DE})\w*stämmig\w*|\bmigrationshintergrund\w*|\b(?:{DE})\w*\s+(?:nationalität|"
        rf"herkunft)"
    ),
    "fr": re.compile(
        rf"\b(?:{FR_WHO})\s+(?:de nationalité\s+|d[’']origine\s+|d[’']apparence\s+|"
        rf"de type\s+)?(?:{FR})\b|\b(?:de nationalité|d[’']origine|de type)\s+(?:{FR}|"
        rf"maghrébine)\b|\b(?:un|une|deux|trois|des|"
        rf"les)\s+(?:jeunes\s+)?(?:{FR})\b(?=[^.!?\n]{{0,60}}(?:interpell|arrêt|soupçonn|âgé|"
        rf"garde à vue|\d\d ans))|\bissue?s? de l[’']immigration\b|\bgens du voyage\b"
    ),
}
LANDS: Final = {
    "en": (
        "afghanistan|albania|algeria|bulgaria|eritrea|georgia|ghana|iran|iraq|kosovo|latvia|libya|"
        "lithuania|mali|moldova|morocco|nigeria|pakistan|poland|romania|russia|senegal|serbia|"
        "somalia|sudan|syria|tunisia|turkey|ukraine|vietnam|eastern europe|north africa|africa"
    ),
    "de": (
        "afghanistan|albanien|algerien|bulgarien|eritrea|georgien|ghana|dem iran|dem irak|kosovo|"
        "lettland|libyen|litauen|mali|moldawien|marokko|nigeria|pakistan|polen|rumänien|russland|"
        "serbien|somalia|dem sudan|syrien|tunesien|der türkei|der ukraine|vietnam|osteuropa|"
        "nordafrika|afrika"
    ),
    "fr": (
        "afghanistan|albanie|algérie|bulgarie|érythrée|géorgie|ghana|guinée|iran|irak|kosovo|libye|"
        "lituanie|mali|moldavie|maroc|nigeria|pakistan|pologne|roumanie|russie|sénégal|serbie|"
        "somalie|soudan|syrie|tunisie|turquie|ukraine|vietnam|europe de l[’']est|maghreb|afrique"
    ),
}
FROM: Final = {
    "en": re.compile(rf"\b(?:{EN_WHO}) (?:originally )?from (?:{LANDS['en']})\b"),
    "de": re.compile(rf"\b{DE_WHO} (?:stammt |kommt )?aus (?:{LANDS['de']})\b"),
    "fr": re.compile(
        rf"\b(?:{FR_WHO}) (?:originaires? d(?:e |u |es |[’'])|venue?s? d(?:e |u |es |[’']))"
        rf"(?:l[’'])?(?:{LANDS['fr']})\b"
    ),
}
REASON: Final = re.compile(
    r"\b(?:extradit\w+|consulate|embassy|interpol|europol|passport|visa|language|accent|"
    r"interpreter|translat\w+|tourists?|holiday|visit\w*|twinn\w+|exchange|festival|community|"
    r"celebrat\w+|culture|cultural|hate crime|racis\w+|antisemit\w+|xenophob\w+|trafficking|"
    r"ukraine war|deport\w+|recruit\w+|welcome|heritage month|described|description|"
    r"auslieferung\w*|botschaft|konsulat\w*|sprache|akzent|dolmetsch\w*|tourist\w*|urlaub\w*|"
    r"besuch\w*|partnerstadt|austausch|fest\b|kultur\w*|rassis\w*|fremdenfeindlich\w*|antisemit\w*|"
    r"hasskriminalität|beleidig\w+|abschiebung|beschreibung|beschrieben|einreise\w*|aufenthalt\w*|"
    r"extradition|ambassade|consulat|langue|accent|interprète|touristes?|vacances|jumelage|"
    r"culturel\w*|racis\w+|antisémit\w+|xénophob\w+|expuls\w+|signalement|description|séjour|"
    r"titre)\b"
)
DESCRIBES: Final = re.compile(
    r"\b(?:tall|build|wearing|wore|hair|aged (?:about|between|around)|groß|statur|bekleidet|trug|"
    r"haare|schlank|kräftig|scheinbares alter|"
    r"geschätzt|taille|corpulence|vêtu\w*|portait|cheveux|âgée? d[’']environ)\b"
)


def origins(reading: Reading, draft: Draft) -> Iterator[Finding]:
    """A finding for every origin that no reason stands beside.

    The description of somebody who is sought is a reason: people shall recognise them.
    """
    for lang in languages(draft.lang):
        matches = (*PATTERNS[lang].finditer(reading.low), *FROM[lang].finditer(reading.low))
        for match in matches:
            if not _has_reason(reading, draft, match.start(), match.end()):
                yield found("wording:nationality_without_reason", span(reading.text, *match.span()))


def _has_reason(reading: Reading, draft: Draft, start: int, end: int) -> bool:
    around = reading.around(start, end, 160)
    if REASON.search(around):
        return True
    sought = draft.kind in (Kind.APPEAL, Kind.MISSING)
    return sought and DESCRIBES.search(reading.low) is not None

"""Guilt stated as a fact about somebody whom no court has judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Draft, Finding, languages, span
from oyez.domain.screening.words import found

# Whoever is called one of these is called guilty, once the text says who it is or that they are
# caught. An unknown culprit who fled is described so by everybody, and that is no finding.
CULPRIT: Final = {
    "en": (
        r"(?:thie(?:f|ves)|burglars?|robbers?|murderers?|killers?|rapists?|attackers?|offenders?|"
        r"culprits?|perpetrators?|paedophiles?|pedophiles?|abusers?|arsonists?|fraudsters?|"
        r"stabbers?|vandals?|shoplifters?|criminals?|muggers?|molesters?|predators?|gunm[ae]n|"
        r"knifem[ae]n|crooks?|scammers?|terrorists?|drug dealers?|dealers?|drink[- ]drivers?|"
        r"stalkers?|thugs?|hooligans?|yobs?|conm[ae]n|traffickers?|pickpockets?|poachers?)"
    ),
    "de": (
        r"(?:(?!unfall)\w*täter(?:in|innen|s|n)?|\w*dieb(?:e|es|in|innen|en)?|einbrecher(?:in|s|"
        r"n)?|"
        r"räuber(?:in|s|n)?|\w*mörder(?:in|s|n)?|vergewaltiger(?:s|n)?|schläger(?:s|n)?|"
        r"betrüger(?:in|s|n)?|brandstifter(?:in|s|n)?|messerstecher(?:s|n)?|kinderschänder(?:s|n)?|"
        r"verbrecher(?:s|n)?|kriminelle[nr]?|totschläger|\w*dealer(?:s|n)?|angreifer(?:s|n)?|"
        r"attentäter(?:s|n)?|raser(?:s)?|stalker(?:s)?|schuldige[nr]?|randalierer(?:s|n)?|"
        r"vandalen?|sprayer(?:s)?|exhibitionist(?:en)?)"
    ),
    "fr": (
        r"(?:voleu(?:r|se)s?|cambrioleu(?:r|se)s?|meurtri(?:er|ère)s?|assassins?|violeurs?|"
        r"agresseurs?|coupables?|escrocs?|criminel(?:le)?s?|braqueurs?|tueurs?|pédophiles?|"
        r"incendiaires?|malfaiteurs?|délinquant(?:e)?s?|dealers?|trafiquants?|pyromanes?|"
        r"chauffards?|harceleurs?|terroristes?|casseurs?|voyous?|pickpockets?|"
        r"auteurs? (?:du|de la|de l[’']|des|de ce|de cette)\s?[\w-]+|auteurs?(?=\s+(?:a|ont)\b))"
    ),
}
ARTICLE: Final = {
    "en": (
        r"\b(?:the|this|that|these|those|our|his|her|their|a|an|two|three|both|another)\s+"
        r"(?:\w+(?:-\w+){0,2}\s+){0,3}?"
    ),
    "de": (
        r"\b(?:der|den|dem|die|das|dieser|diesen|ein|einen|unser|zwei|drei|beide)\s+"
        r"(?:[\w-]+\s+){0,2}?"
    ),
    "fr": (r"(?:\b(?:le|la|les|ce|cet|cette|ces|un|une|deux|notre)\s+(?:jeunes?\s+)?|\bl[’'])"),
}
# Headlines leave the article out: `Burglar arrested`.
HEADLINE: Final = r"(?:^|(?<=[.!?:–\n]\s)|(?<=\n))(?:[\w-]+\s+)?"
CAMERA: Final = re.compile(r"\bcaught on (?:camera|cctv|film|video|tape)")
RESPONSIBLE: Final = {
    "en": (
        r"\b(?:the |those |a )?(?:m[ae]n|wom[ae]n|person|people|teenagers?|youths?|boys?|gang|"
        r"those) (?:who (?:is|are|was|were) )?(?:responsible for|behind) (?:the|this|these|a|our|"
        r"several)\b"
    ),
    "de": r"\b(?:der|die) (?:für [^.!?\n]{3,60} )?verantwortlichen?\b",
    "fr": (
        r"\b(?:l[’']homme|la femme|les? jeunes?|les? personnes?|l[’']individu) responsables? d\w*\b"
    ),
}
CAUGHT: Final = {
    "en": (
        r"\b(?:arrest\w*|caught|charged|in custody|detained|behind bars|locked up|apprehended|"
        r"remanded|nicked|taken off the streets?|identified|named|captured|got (?:him|her|them|"
        r"our man)|in (?:our )?cells?|off the streets|tracked down|is \d\d|aged \d\d|\d\d-year-old|"
        r"handcuff\w*|court (?:on|tomorrow|today|later))\b"
    ),
    "de": (
        r"\b(?:fasst|fassen|schnappt|stellt|stellen|nimmt|nehmen|\w*festgenommen\w*|festnahme\w*|"
        r"festnehmen|verhaftet\w*|gefasst\w*|gestellt|"
        r"dingfest|in haft|untersuchungshaft|u-haft|in gewahrsam|ermittelt werden|geschnappt|"
        r"erwischt\w*|überführt\w*|handschellen|identifiziert\w*|namentlich|dem haftrichter|"
        r"hinter gittern|\d\d-jährige[nr]?|\d\d jahre)\b"
    ),
    "fr": (
        r"\b(?:interpell\w+|arrêt(?:é|ée|és|ées)|arrestation|placée?s? en garde à vue|garde à vue|"
        r"écrou\w+|déféré\w*|identifiée?s?|appréhend\w+|incarcér\w+|sous les verrous|confondu\w*|"
        r"mise?s? en examen|derrière les barreaux|âgée?s? de)\b"
    ),
}
STATED: Final = {
    "en": (
        r"\b(?:is|are|was|were|clearly|obviously|definitely|undoubtedly|we know (?:he|she|"
        r"they) (?:is|are|was)) (?:clearly |obviously |definitely |undoubtedly |"
        r"without doubt )?(?:guilty|to blame|a (?:murderer|thief|killer|rapist|burglar|criminal|"
        r"paedophile|monster))\b(?! of driving)|\b(?:he|she|they|suspects?|man|woman|teenager|men|"
        r"boy|girl)(?: who was arrested| we arrested| arrested| in custody)?,?\s+(?:clearly |"
        r"obviously |definitely |undoubtedly )?(?:did it|committed (?:the|this|these)|"
        r"carried out (?:the|this|these) (?:attack|robbery|burglary|murder|theft))\b|\b(?:who|he|"
        r"she) (?:murdered|raped|robbed|burgled|stabbed|killed|attacked|mugged|assaulted|"
        r"stole)\b(?=[^.!?\n]{0,140}\b(?:arrested|charged|in custody|caught|detained|behind bars|"
        r"remanded)\b)|\b(?:arrested|charged|caught|detained|in custody)\b[^.!?\n]{0,80}\b(?:who|"
        r"he|she) (?:murdered|raped|robbed|burgled|stabbed|killed|attacked|mugged|assaulted|"
        r"stole)\b|\bhis guilt\b|\bher guilt\b|\bno doubt (?:that )?(?:he|she|they)\b|"
        r"\bjustice (?:has been|was) served\b"
    ),
    "de": (
        r"\b(?:ist|sind|war) (?:eindeutig |zweifelsfrei |ohne zweifel |klar |"
        r"offensichtlich )?(?:schuldig|der täter|die täterin|der mörder|die täter|ein mörder|"
        r"ein dieb|ein vergewaltiger|der dieb|der einbrecher)\b|\b(?:seine|ihre|"
        r"deren) schuld (?:ist|steht)\b|\b(?:eindeutig|zweifelsfrei|ohne zweifel|"
        r"offensichtlich)\s+(?:\w+\s+){0,4}(?:begangen|getötet|ermordet|vergewaltigt|ausgeraubt|"
        r"gestohlen|überfallen|erstochen|schuldig)\b|\bals täter überführt\b|\b(?:der|die) (?:mann|"
        r"frau|\d\d-jährige|festgenommene|beschuldigte|tatverdächtige|jugendliche),? (?:hat|der|"
        r"die) (?:\w+\s+){0,6}(?:ermordet|getötet|vergewaltigt|ausgeraubt|erstochen|überfallen|"
        r"bestohlen|begangen|zusammengeschlagen|missbraucht)(?: hat(?:te)?)?\b"
    ),
    "fr": (
        r"\b(?:est|sont|était) (?:clairement |manifestement |évidemment |sans aucun doute |"
        r"bien )?(?:coupables?|le (?:coupable|meurtrier|voleur|tueur|violeur)|la coupable|"
        r"un (?:meurtrier|assassin|voleur|violeur|criminel))\b|\bsa culpabilité (?:est|ne fait)\b|"
        r"\b(?:l[’']homme|la femme|le suspect|la suspecte|le jeune|l[’']individu|il|"
        r"elle)(?: interpellée?| arrêtée?)? (?:a|qui a) (?:clairement |bien )?(?:tué|violé|"
        r"assassiné|volé|cambriolé|agressé|poignardé|commis)\b(?=[^.!?\n]{0,140}\b(?:interpell|"
        r"arrêt|garde à vue|écrou|déféré))|\b(?:interpell\w+|arrêtée?|"
        r"garde à vue)\b[^.!?\n]{0,80}\b(?:qui|il|elle) a (?:tué|violé|assassiné|volé|cambriolé|"
        r"agressé|poignardé)\b"
    ),
}
JUDGED: Final = re.compile(
    r"\b(?:convict\w*|pleaded guilty|plead guilty|found guilty|sentenc\w+|jailed|admitted|"
    r"guilty plea|verdict|jury|suspected|alleged\w*|accused|on suspicion of|in connection with|"
    r"not guilty|innocent|until proven|verurteilt\w*|urteil\w*|schuldig gesprochen|rechtskräftig|"
    r"gestanden|geständ\w+|mutmaßlich\w*|tatverdächtig\w*|verdacht\w*|dringend verdächtig\w*|soll|"
    r"sollen|vermutlich\w*|unschuld\w*|condamn\w+|reconnu\w* coupable|a reconnu|ont reconnu|"
    r"jugement|présumée?s?|soupçonn\w+|suspecté\w*|auraient?|plaidé coupable|innocen\w+)\b"
)
GUILTY: Final = {
    lang: [
        re.compile(f"{ARTICLE[lang]}{noun}\\b"),
        re.compile(f"{HEADLINE}{noun}\\b"),
        re.compile(RESPONSIBLE[lang]),
    ]
    for lang, noun in CULPRIT.items()
}
IS_CAUGHT: Final = {lang: re.compile(pattern) for lang, pattern in CAUGHT.items()}
IS_STATED: Final = {lang: re.compile(pattern) for lang, pattern in STATED.items()}


def prejudgements(reading: Reading, draft: Draft) -> Iterator[Finding]:
    """A finding where the text says who did it, and no court, plea or suspicion stands beside."""
    for lang in languages(draft.lang):
        for pattern in GUILTY[lang]:
            for match in pattern.finditer(reading.low):
                if _accuses(reading, match, lang):
                    yield found("wording:prejudgement", span(reading.text, *match.span()))
        for match in IS_STATED[lang].finditer(reading.low):
            around = reading.around(match.start(), match.end(), 160)
            if not JUDGED.search(around.replace("guilty", "")):
                yield found("wording:prejudgement", span(reading.text, *match.span()))


def _accuses(reading: Reading, match: re.Match[str], lang: str) -> bool:
    around = reading.around(match.start(), match.end(), 160)
    around += reading.low[match.end() : match.end() + 60]  # a headline and the sentence after it
    if JUDGED.search(around) or CAMERA.search(around):
        return False
    return IS_CAUGHT[lang].search(around) is not None

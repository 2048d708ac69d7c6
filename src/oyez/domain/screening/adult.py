"""Adult sites, told from plain words in the name of the host.

No list of sites ships with Oyez: operators import lists, and a look brings what they say.
"""

from __future__ import annotations

import re
from typing import Final

from oyez.domain.screening.listed import listed

TOP: Final = listed("xxx porn adult sex sexy")
ANYWHERE: Final = re.compile(
    r"porn(?!ic)|xxx(?!l)|hentai|hardcore|camgirl|camsex|sexcam|sexchat|sextube|sexvideo|sexfilm|"
    r"sexshow|livesex|sexlive|freesex|gratissex|sexgratuit|nudevid|nudecam|livecamsex|bdsm|milf|"
    r"erotik(?!a-museum)|erotiqu|erotic|striptease|stripcam|stripchat|adultvid|adultcam|adultchat|"
    r"adulttube|adultdating|adultstream|adultlive|adultmovie|adultfilm|adultxxx|adultcontent|"
    r"adultsex|sexkontakt|sextreff|fickt|fuck|bordell|escortgirl|escortservice|hotgirls|"
    r"nackt(?:e)?cam|camporno|plancul|sexhub|sexstream|nsfw|onlynudes"
)
PARTS: Final = listed(
    "sex xxx porn porno adult adults nude nudes nsfw erotik sexe 18plus adultes naked nackt erotica"
)
HARMLESS: Final = re.compile(
    r"adults?-?(?:education|learning|social|care|services?|literacy|health|safeguarding|protection|"
    r"support|training|college|school|numeracy|skills|community|courses|mental|carers?|scotland|"
    r"wales)|(?:young|vulnerable|older|safeguarding|for|protecting|support)-?adults?|"
    r"sex-?(?:education|ed\b|ual|offen[cs]e|crimes?|abuse|trafficking|workers?|discrimination)|"
    r"safer?-?sex|(?:same|anti|no|stop)-?(?:sex|porn)|stop-?porn|revenge-?porn|revengeporn|"
    r"porn(?:ichet|ic)|stopporn|antiporn|no-?porn"
)


def adult_word(host: str) -> str:
    """The word that gives an adult site away, '' when there is none."""
    labels = host.split(".")
    if labels[-1] in TOP:
        return f".{labels[-1]}"
    for label in labels[:-1]:
        word = _of_label(label)
        if word:
            return word
    return ""


def _of_label(label: str) -> str:
    if HARMLESS.search(label):
        return ""
    within = ANYWHERE.search(label)
    if within:
        return within.group()
    return next((part for part in re.split(r"[-_\d]+", label) if part in PARTS), "")

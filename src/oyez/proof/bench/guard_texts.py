"""Drafts and replies to measure with: ordinary ones, no two of them alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime

from oyez.domain.screening import Context, Draft, Kind, Media

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
CONTEXT = Context(
    now=NOW, official_domains=("police.example",), known_numbers=("101", "0541 327-2073")
)
PARTS = {
    "en": (
        "The A38 is closed in both directions after a collision. Please use the B5023 until 18:30.",
        "Officers would like to speak to anyone who saw a grey van near the market on Tuesday.",
        "Superintendent Mary Ward thanked everybody who helped. Reference 26000412345.",
        "Call 101 or report it online at https://police.example/report if you know more.",
    ),
    "de": (
        "Die B70 ist nach einem Unfall in beiden Richtungen gesperrt, vermutlich bis 18:30 Uhr.",
        "Wer hat am Dienstag gegen 14 Uhr am Markt einen grauen Transporter gesehen?",
        "Polizeihauptkommissarin Anna Brandt dankt allen, die geholfen haben. Az. 412/26.",
        "Hinweise bitte an 0541 327-2073 oder über https://police.example/hinweis.",
    ),
    "fr": (
        "La D906 est fermée dans les deux sens après un accident, sans doute jusqu’à 18 h 30.",
        "Les enquêteurs recherchent toute personne ayant vu une camionnette grise mardi au marché.",
        "Le commandant Claire Durand remercie ceux qui ont aidé. Procédure 2026/412.",
        "Composez le 17 ou écrivez sur https://police.example/signaler si vous en savez plus.",
    ),
}
REPLIES = (
    ("en", "Is the road open again yet? I have to be in town by {n}."),
    ("en", "Thanks for keeping us up to date, great work everyone in team {n}!"),
    ("en", "I saw a grey van behind the shops on Tuesday at about ten past {n}."),
    ("de", "Wie lange dauert die Sperrung noch? Ich komme aus Richtung {n}."),
    ("de", "Schon wieder Steuergelder verschwendet, das ist jetzt das {n}. Mal."),
    ("fr", "Merci pour l’information, on prendra la sortie {n}."),
)
WARNINGS = (
    "Have you looked at that link? It shows porn now, take it down!",
    "Your link goes to an adult site, please delete this post.",
)


def drafts(count: int) -> Iterator[Draft]:
    """Notices of two to four sentences in three languages, some with a picture."""
    dice = random.Random(11)  # noqa: S311 (a reproducible draw, not a secret)
    for number in range(count):
        lang = dice.choice(sorted(PARTS))
        said = dice.sample(PARTS[lang], dice.randint(2, 4))
        media = (Media("image", alt=f"A map of road {number}"),) if number % 3 == 0 else ()
        yield Draft(f"{' '.join(said)} ({number})", lang, dice.choice(list(Kind)), media=media)


def replies(count: int) -> Iterator[tuple[str, str]]:
    """Language and text of replies."""
    dice = random.Random(12)  # noqa: S311 (as above)
    for number in range(count):
        lang, text = dice.choice(REPLIES)
        yield lang, text.format(n=number)

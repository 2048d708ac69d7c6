"""Reading the case tables, and the surroundings in which they are judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from oyez.domain.screening import Context, Draft, Kind, Media

ZONE = ZoneInfo("Europe/Berlin")
CONTEXT = Context(
    now=datetime(2026, 11, 21, 15, 0, tzinfo=ZONE),
    timezone=ZONE,
    official_domains=("derbyshire.police.example", "polizei.example", "police-lille.example"),
    approved_external_domains=("derbyshire.gov.example", "stadt-osnabrueck.example"),
    known_numbers=("101", "01332 123456", "0541 327-0", "0541/327-2115", "03 20 12 34 56"),
    own_accounts=(
        "https://www.whatsapp.com/channel/0029VaOsna",
        "https://x.com/polizei_os",
        "https://www.facebook.com/profile.php?id=61550001",
        "https://video.example.org/",
    ),
)
LONDON = ZoneInfo("Europe/London")
CONTEXTS = {
    "": CONTEXT,
    "forces": Context(
        now=datetime(2025, 6, 12, 14, 30, tzinfo=LONDON),
        timezone=LONDON,
        official_domains=(
            "derbyshire.police.uk",
            "avonandsomerset.police.uk",
            "polizei-nds.de",
            "polizei.niedersachsen.de",
            "interieur.gouv.fr",
        ),
        approved_external_domains=("gov.uk", "bund.de"),
        known_numbers=("101", "999", "0541 327-0", "17", "03 20 00 00 00"),
    ),
}
MARK = re.compile("⟦(.*?)⟧")


@dataclass(frozen=True)
class Case:
    """A line of a table: the draft, and each code with its evidence ('' where none is marked)."""

    line: int
    draft: Draft
    codes: tuple[tuple[str, str], ...]
    context: Context


def read(path: Path) -> list[Case]:
    """The cases of a table; lines that begin with # are for readers, or name the surroundings."""
    text = path.read_text(encoding="utf-8")
    named = re.search(r"^# context: (\w+)$", text, re.MULTILINE)
    context = CONTEXTS[named.group(1) if named else ""]
    lines = enumerate(text.splitlines(), start=1)
    kept = [(number, line) for number, line in lines if line and not line.startswith("#")]
    return [_case(number, line, context) for number, line in kept]


def _case(number: int, line: str, context: Context) -> Case:
    codes, lang, kind, text = (part.strip() for part in line.split("|", 3))
    text, links, media = _beside(text)
    marked = MARK.findall(text)
    named = [] if codes == "-" else codes.split(",")
    marked += [""] * (len(named) - len(marked))
    draft = Draft(MARK.sub(r"\1", text), lang, Kind(kind), links, media)
    return Case(number, draft, tuple(zip(named, marked, strict=False)), context)


def _beside(text: str) -> tuple[str, tuple[str, ...], tuple[Media, ...]]:
    """Links and pictures are written behind the text: `>> link`, `++ image: alternative text`."""
    links = tuple(re.findall(r">> (\S+)", text))
    pictures = re.findall(r"\+\+ (\w+):([^+]*)", text)
    text = re.split(r"\s*(?:>>|\+\+) ", text)[0].replace("\\n", "\n")
    return text, links, tuple(Media(kind, alt.strip()) for kind, alt in pictures)

"""What an author reads about a finding, and what would clear it, for every code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from oyez.domain.errors import Sentence, say
from oyez.domain.screening.shapes import Finding, Level, Place


@dataclass(frozen=True, slots=True)
class Words:
    """The usual level of a code, what it says, and what would clear it."""

    level: Level
    says: Sentence
    clears: Sentence


BLOCK, ASK, INFO = Level.BLOCK, Level.ASK, Level.INFO

WORDS: Final[dict[str, Words]] = {
    "personal_data:name": Words(
        ASK,
        say("“{evidence}” looks like the name of a private person."),
        say("Leave the name out, or have the approver decide that it may be published."),
    ),
    "personal_data:phone": Words(
        ASK,
        say("“{evidence}” looks like a private telephone number."),
        say("Leave it out, or give a number of your own unit."),
    ),
    "personal_data:plate": Words(
        ASK,
        say("“{evidence}” looks like a number plate."),
        say("Leave it out, or describe the vehicle without it."),
    ),
    "personal_data:address": Words(
        ASK,
        say("“{evidence}” looks like where somebody lives."),
        say("Leave the house number out, or name only the street or the district."),
    ),
    "personal_data:birthdate": Words(
        ASK,
        say("“{evidence}” looks like a date of birth."),
        say("Give the age instead."),
    ),
    "personal_data:email": Words(
        ASK,
        say("“{evidence}” is an e-mail address outside your own domains."),
        say("Leave it out, or give an address of your own unit."),
    ),
    "personal_data:iban": Words(
        BLOCK,
        say("“{evidence}” is a bank account number."),
        say("Leave it out. Link an official page if people shall pay something."),
    ),
    "link:live_stream": Words(
        BLOCK,
        say("{evidence} is a live stream of somebody else. Nobody can know what it will show."),
        say("Remove the link, or link a recording or a page of your own."),
    ),
    "link:shortener": Words(
        ASK,
        say("{evidence} is a short link: readers cannot see where it leads, and it can change."),
        say("Write the address it leads to."),
    ),
    "link:not_official": Words(
        ASK,
        say("{evidence} is neither one of your own sites nor one your authority trusts."),
        say("Link a page of your own, or have the approver decide."),
    ),
    "link:adult_host": Words(
        BLOCK,
        say("{evidence} looks like an adult site."),
        say("Remove the link."),
    ),
    "link:adult_label": Words(
        BLOCK,
        say("The page behind {evidence} calls itself adult content."),
        say("Remove the link."),
    ),
    "link:punycode_lookalike": Words(
        BLOCK,
        say("{evidence} looks like an official address but is another one."),
        say("Check every letter of the address and write the right one."),
    ),
    "link:plain_http": Words(
        ASK,
        say("{evidence} is not encrypted: what readers see can be changed on its way."),
        say("Write https:// if the site offers it."),
    ),
    "link:redirects_elsewhere": Words(
        ASK,
        say("{evidence} leads on to another site."),
        say("Link the page it leads to."),
    ),
    "link:unreachable": Words(
        ASK,
        say("{evidence} could not be opened, so nobody knows what it shows."),
        say("Check the address, or remove the link."),
    ),
    "link:private_address": Words(
        BLOCK,
        say("{evidence} leads into an internal network, not to a public website."),
        say("Write an address that everybody can open."),
    ),
    "media:missing_alt": Words(
        BLOCK,
        say("Picture {number} has no alternative text, so blind people learn nothing from it."),
        say("Say in a sentence what it shows, or mark it as decoration."),
    ),
    "media:location_metadata": Words(
        INFO,
        say(
            "Picture {number} told in its file where it was taken. The place is removed as soon as "
            "the picture is added, and never goes out."
        ),
        say("Nothing is to be done."),
    ),
    "media:nudity": Words(
        ASK,
        say("Picture {number} may show nudity."),
        say("Look at it and choose another picture if so."),
    ),
    "media:seen_before": Words(
        BLOCK,
        say("Picture {number} was seen before: {evidence}."),
        say("Choose another picture."),
    ),
    "repost:third_party": Words(
        ASK,
        say("This passes on what somebody else said ({evidence}). They can change it later."),
        say("Say it in your own words on your own page and link that."),
    ),
    "repost:live": Words(
        BLOCK,
        say("This passes on a live stream of somebody else ({evidence})."),
        say("Wait for the recording, or say in your own words what is to be seen."),
    ),
    "wording:prejudgement": Words(
        ASK,
        say("“{evidence}” says that somebody is guilty before a court has said so."),
        say("Write suspect, or say what the person is accused of."),
    ),
    "wording:nationality_without_reason": Words(
        ASK,
        say("“{evidence}” names where somebody comes from, and the text gives no reason for it."),
        say("Leave it out, or say why readers need it."),
    ),
    "wording:all_caps_shouting": Words(
        INFO,
        say("“{evidence}” is written in capitals, which reads as shouting."),
        say("Write it in ordinary letters; screen readers may spell capitals out."),
    ),
    "contact:unknown_number": Words(
        ASK,
        say("{evidence} is none of the numbers your authority has entered."),
        say("Check every digit, or enter the number where the authority is edited."),
    ),
    "date:in_the_past": Words(
        ASK,
        say("“{evidence}” is in the past ({day}), but the text speaks of what is to come."),
        say("Correct the date, or write the year if it is meant."),
    ),
}
CODES: Final = frozenset(WORDS)


def found(code: str, where: Place, level: Level | None = None, **values: object) -> Finding:
    """A finding of this code at this place; values fill the sentence and stay as details."""
    words = WORDS[code]
    filled = {"evidence": _short(where.evidence), **values}
    return Finding(
        code=code,
        level=level or words.level,
        evidence=where.evidence,
        start=where.start,
        end=where.end,
        sentence=Sentence(words.says.template, filled),
        clears=words.clears,
        field=where.field,
        details=values,
    )


def _short(evidence: str) -> str:
    return evidence if len(evidence) <= 80 else evidence[:79] + "…"

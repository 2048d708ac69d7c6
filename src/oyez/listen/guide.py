"""The guide for whoever labels: what each label means, with examples in three languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.domain.inbox.annotation import CANNOT_TELL, WORD_KEYS
from oyez.domain.inbox.labels import Label
from oyez.listen.words import LABELS


@dataclass(frozen=True, slots=True)
class Entry:
    """One label: its key, what it means, and examples as pairs of language and text."""

    value: str
    word: str | Promise
    key: str
    means: str | Promise
    examples: tuple[tuple[str, str], ...]


MEANS: dict[str, str | Promise] = {
    Label.REPORT: _(
        "Tells of something that happens or happened: a crime, a danger, something seen, a tip. "
        "Also when it is angry."
    ),
    Label.QUESTION: _("Asks something that the authority can answer. A scornful question is none."),
    Label.THANKS: _("Praises, thanks, wishes well, jokes kindly, talks with others."),
    Label.ABUSE: _(
        "Insults or threatens somebody. Sharp criticism is none, nor is quoting an insult in "
        "order to object to it."
    ),
    Label.SPAM: _("Advertises, deceives, or says the same everywhere."),
    Label.OTHER: _("Everything else: criticism, opinions, a name without words."),
    Label.URGENT: _("Somebody needs help now: life or health is in danger in this moment."),
    CANNOT_TELL: _("Nobody could say: words that are gone, another language, no sense."),
}
EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    Label.REPORT: (
        ("en", "Saw a grey van driving off towards the bridge around ten last night."),
        ("de", "Bei uns in der Lindenstraße stehen seit Tagen Fahrräder, die keinem gehören."),
        ("fr", "J’ai vu deux hommes forcer la porte du garage hier soir vers 22 heures."),
    ),
    Label.QUESTION: (
        ("en", "Is the bus to the hospital running today?"),
        ("de", "Wie lange ist die B70 noch gesperrt?"),
        ("fr", "Où peut-on déposer un témoignage ?"),
    ),
    Label.THANKS: (
        ("en", "Great work last night, thank you all."),
        ("de", "Danke für die schnelle Info, kommt gut nach Hause!"),
        ("fr", "Merci pour votre travail, bon courage aux équipes."),
    ),
    Label.ABUSE: (
        ("en", "You bunch of clowns, go to hell."),
        ("de", "Ihr seid doch alle komplette Vollidioten."),
        ("fr", "Bande d’incapables, vous êtes des minables."),
    ),
    Label.SPAM: (
        ("en", "Earn 900 a day from home, write to me now!"),
        ("de", "Günstige Kredite ohne Schufa, jetzt melden!"),
        ("fr", "Voyance gratuite, résultats garantis, contactez-moi."),
    ),
    Label.OTHER: (
        ("en", "The council should have fixed that junction years ago."),
        ("de", "Das sehe ich anders, die Kontrolle war völlig überzogen."),
        ("fr", "On verra bien ce qu’en dira la mairie."),
    ),
    Label.URGENT: (
        ("en", "Someone is trapped in the car under the bridge, he is not breathing!"),
        ("de", "Hilfe, mein Nachbar schlägt gerade seine Frau, Gartenweg 4"),
        ("fr", "Il y a le feu dans notre immeuble et nous sommes bloqués au 4e !"),
    ),
    CANNOT_TELL: (("en", "🙃🙃"), ("de", "Soso."), ("fr", "Ah.")),
}
ABUSIVE = _(
    "Tick it for insults, slurs and cursing at somebody, whatever else the words are: a report can "
    "have it too."
)
WARNING = _(
    "Tick it where somebody tells us that our own notice is wrong, dangerous or not ours: a link "
    "that shows something else, a wrong picture, a taken-over account."
)


def entries() -> list[Entry]:
    """The labels in the order of their keys; what nobody can tell comes last."""
    return [
        Entry(value, LABELS[value], key, MEANS[value], EXAMPLES[value])
        for value, key in WORD_KEYS.items()
    ]

"""The exercise world as data: the authorities of the three stories, and who works there.

The bodies are real ones, their people, addresses and accounts are invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from oyez.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Place:
    """A unit; `account` is its name on every simulated platform.

    `further` are the platforms it uses beside Mastodon, Bluesky and the press list.
    """

    slug: str
    name: str
    account: str
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody with a role; `short` begins their address."""

    short: str
    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class Body:
    """An authority with its units; `domain` is where its people get mail."""

    slug: str
    name: str
    language: str
    contact: dict[str, str]
    superior: str = ""
    domain: str = ""
    units: tuple[Place, ...] = ()
    people: tuple[Part, ...] = ()
    press: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The authority's path."""
        return f"/{self.superior}/{self.slug}/" if self.superior else f"/{self.slug}/"


PLATFORMS = ("email", "mastodon", "bluesky")
FURTHER = (
    "x",
    "facebook",
    "instagram",
    "threads",
    "linkedin",
    "telegram",
    "whatsapp_channel",
    "whatsapp_gateway",
    "whatsapp",
    "matrix",
    "sms",
    "webpush",
)
CONDITIONS = {
    "de": "Nur amtliche Mitteilungen. Keine Notrufe und keine Anzeigen über diesen Weg.",
    "en": "Official notices only. No emergency calls and no reports of crime this way.",
}
NAMES = {
    "de": {"page": "Eigene Seite", "feeds": "Feeds", "cap": "CAP-Warnungen", "email": "Presse"},
    "en": {"page": "Own page", "feeds": "Feeds", "cap": "CAP warnings", "email": "Press list"},
}
# Why a self-hosted gateway is used in the exercise, and what was thought of before.
RISK = (
    "Übung: Über WhatsApp erreichen wir in Ostfriesland die meisten Menschen.",
    "Übung: Der Anbieter kann das Konto sperren. Die anderen Kanäle bleiben davon unberührt.",
)

MINISTRY = Body(
    slug="niedersachsen",
    name="Niedersächsisches Ministerium für Inneres, Sport und Digitalisierung",
    language="de",
    contact={"emergency": "110", "online": "https://www.mi.niedersachsen.de/"},
)
OSNABRUECK = Body(
    slug="pd-osnabrueck",
    superior=MINISTRY.slug,
    name="Polizeidirektion Osnabrück",
    language="de",
    contact={
        "emergency": "110",
        "non_emergency": "Ihre Polizeidienststelle vor Ort",
        "online": "https://www.onlinewache.polizei.niedersachsen.de/",
    },
    domain="osnabrueck.example",
    units=(
        Place(
            "pi-osnabrueck",
            "Polizeiinspektion Osnabrück",
            "polizei_os",
            ("x", "facebook", "instagram", "telegram", "whatsapp_channel", "webpush"),
        ),
        Place(
            "pi-emsland-grafschaft-bentheim",
            "Polizeiinspektion Emsland/Grafschaft Bentheim",
            "polizei_el",
            ("facebook", "instagram", "threads", "whatsapp_channel", "sms"),
        ),
        Place(
            "pi-leer-emden",
            "Polizeiinspektion Leer/Emden",
            "polizei_ler",
            ("x", "facebook", "whatsapp_channel", "matrix"),
        ),
        Place(
            "pi-aurich-wittmund",
            "Polizeiinspektion Aurich/Wittmund",
            "polizei_aur",
            ("facebook", "instagram", "linkedin", "whatsapp_gateway"),
        ),
    ),
    people=(
        Part("author", Role.AUTHOR, "Anneke Brandt"),
        Part("approver", Role.APPROVER, "Hinrich Vogel"),
        Part("duty", Role.DUTY_OFFICER, "Meike Lüken"),
        Part("governor", Role.GOVERNOR, "Dr. Jutta Reimers"),
        Part("deputy", Role.GOVERNOR, "Bernd Ahlers"),
        Part("admin", Role.ADMINISTRATOR, "Onno Petersen"),
        Part("auditor", Role.AUDITOR, "Silke Wiards"),
    ),
    press=("redaktion@tageblatt.example", "nachrichten@radio-ems.example", "desk@agentur.example"),
)
DERBYSHIRE = Body(
    slug="derbyshire",
    name="Derbyshire Constabulary",
    language="en",
    contact={
        "emergency": "999",
        "non_emergency": "101",
        "online": "https://www.derbyshire.police.uk/ro/report/",
        "chat": "https://www.derbyshire.police.uk/contact/",
    },
    domain="derbyshire.example",
    units=(
        Place(
            "main",
            "Derbyshire Police",
            "derbyspolice",
            ("x", "facebook", "instagram", "threads", "linkedin", "telegram", "sms", "webpush"),
        ),
        Place(
            "roads-policing",
            "Roads Policing Unit",
            "derbyshire_rpu",
            ("x", "facebook", "whatsapp_channel"),
        ),
        Place("rpu-bikers", "RPU Bikers", "rpu_bikers", ("facebook", "instagram", "threads")),
    ),
    people=(
        Part("author", Role.AUTHOR, "Priya Nair"),
        Part("approver", Role.APPROVER, "Tom Hallam"),
        Part("duty", Role.DUTY_OFFICER, "Ruth Ashby"),
        Part("governor", Role.GOVERNOR, "Gareth Lowe"),
        Part("deputy", Role.GOVERNOR, "Hannah Frost"),
        Part("admin", Role.ADMINISTRATOR, "Ellen Marsh"),
        Part("auditor", Role.AUDITOR, "David Okoro"),
    ),
    press=("newsdesk@peak-gazette.example", "news@derwent-radio.example"),
)
AVON_AND_SOMERSET = Body(
    slug="avon-and-somerset",
    name="Avon and Somerset Police",
    language="en",
    contact={
        "emergency": "999",
        "non_emergency": "101",
        "online": "https://www.avonandsomerset.police.uk/report/",
        "chat": "https://www.avonandsomerset.police.uk/contact/",
    },
    domain="avon.example",
    units=(
        Place(
            "main",
            "Avon and Somerset Police",
            "aspolice",
            ("x", "facebook", "threads", "linkedin", "matrix", "whatsapp", "webpush"),
        ),
        Place(
            "bristol",
            "Neighbourhood Policing Bristol",
            "bristolpolice",
            ("x", "facebook", "instagram", "telegram", "sms", "webpush"),
        ),
    ),
    people=(
        Part("author", Role.AUTHOR, "Sam Whitlock"),
        Part("approver", Role.APPROVER, "Nadia Perrett"),
        Part("duty", Role.DUTY_OFFICER, "Colin Dyer"),
        Part("governor", Role.GOVERNOR, "Moira Fletcher"),
        Part("deputy", Role.GOVERNOR, "Peter Lang"),
        Part("admin", Role.ADMINISTRATOR, "Joe Tanner"),
        Part("auditor", Role.AUDITOR, "Grace Morgan"),
    ),
    press=("newsdesk@severn-post.example", "news@mendip-fm.example"),
)
BODIES = (MINISTRY, OSNABRUECK, DERBYSHIRE, AVON_AND_SOMERSET)

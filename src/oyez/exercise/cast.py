"""From the words of a scenario to the people and channels of an installation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from oyez.accounts.models import Membership, Person
from oyez.accounts.queries import people_who_may
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.notice import Urgency
from oyez.domain.roles import Role, Verb, lineage
from oyez.exercise.scenario import Event, Kind, Problem, Scenario, ScenarioError
from oyez.govern.models import Unit
from oyez.govern.queries import channels_for
from oyez.publish.draft import Draft, Words, check


def person(word: str, unit: Unit) -> Person | None:
    """Whoever has this address, or the first by name with this role for the unit."""
    active = Person.objects.filter(is_active=True)
    if "@" in word:
        return active.filter(email=word.strip().lower()).first()
    if word not in [role.value for role in Role]:
        return None
    held = Membership.objects.filter(role=word, scope__in=lineage(unit.path))
    return active.filter(pk__in=held.values("person_id")).order_by("name", "pk").first()


def told(words: Iterable[str], unit: Unit) -> list[Person]:
    """The named people, or everybody who decides for the unit."""
    named = [found for word in words if (found := person(word, unit))]
    return named or list(people_who_may(Verb.APPROVE, unit.path))


def draft_of(data: dict[str, object], language: str) -> Draft:
    """The notice of an event as if somebody had typed it."""

    def text(key: str) -> str:
        return str(data.get(key) or "")

    ready = [Words(language, text("correction_headline"), text("correction_body"))]
    return Draft(
        texts=[Words(language, text("headline"), text("body"))],
        urgency=Urgency(text("urgency") or Urgency.ROUTINE),
        area=text("area"),
        note=text("note"),
        prepared=ready if text("correction_headline") else [],
    )


def check_cast(scenario: Scenario, unit: Unit) -> None:
    """ScenarioError where the scenario needs somebody or something that the unit does not have."""
    platforms = set(channels_for(unit).values_list("platform", flat=True))
    words = {word for event in scenario.events for word in _people(event)}
    missing = {word for word in words if person(word, unit) is None}
    found = []
    for event in scenario.events:
        sentences = [_nobody(word) for word in _people(event) if word in missing]
        platform = str(event.data.get("platform") or "*")
        if platform != "*" and platform not in platforms:
            sentences.append(
                say("{unit} has no channel on {platform}.", unit=unit.name, platform=platform)
            )
        found += [
            Problem(event.line, sentence)
            for sentence in (*sentences, *_wording(event, scenario.language))
        ]
    if found:
        raise ScenarioError(found)


def _nobody(word: str) -> Sentence:
    if "@" in word:
        return say("Nobody has the address {word}.", word=word)
    known = ", ".join(role.value for role in Role)
    return say(
        "Nobody here is “{word}”. Name an address, or a role that somebody has for the unit: "
        "{known}.",
        word=word,
        known=known,
    )


def _people(event: Event) -> Iterator[str]:
    data = event.data
    several = data.get("to")
    yield from (str(word) for word in (several if isinstance(several, list) else []))
    yield from (str(data[key]) for key in ("by", "approved_by") if data.get(key))


def _wording(event: Event, language: str) -> Iterator[Sentence]:
    """What would be wrong with the notice if somebody typed it."""
    if event.kind is not Kind.NOTICE:
        return
    try:
        check(draft_of(event.data, language), timezone.now())
    except NotAllowed as refused:
        yield refused.reason

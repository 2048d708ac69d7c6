"""When something is missing: a function for each kind of gap."""

from __future__ import annotations

from datetime import date

from oyez.domain.channel import Mode
from oyez.domain.day import Day
from oyez.domain.errors import Sentence, say
from oyez.domain.register.facts import Facts
from oyez.domain.register.kinds import Grade, step

Found = tuple[Grade, Sentence, int | None]


def refused(facts: Facts, _today: date) -> Found | None:
    """The platform may not be used."""
    return (Grade.BAD, facts.unapproved, None) if facts.unapproved else None


def unaccepted(facts: Facts, _today: date) -> Found | None:
    """Nobody, or only one, has accepted its risk."""
    return (Grade.BAD, facts.unaccepted, None) if facts.unaccepted else None


def _ends(last: date | None, today: date, sentence: Sentence) -> Found | None:
    days = (last - today).days + 1 if last and last >= today else None
    grade = step(days) if days is not None else None
    return (grade, sentence, days) if grade else None


def approval_ends(facts: Facts, today: date) -> Found | None:
    """The approval ends soon, and none follows it."""
    last = facts.approved_until
    if facts.unapproved or last is None:
        return None
    template = "The approval of {platform} ends on {day}."
    return _ends(last, today, say(template, platform=facts.platform, day=Day.of(last)))


def risk_ends(facts: Facts, today: date) -> Found | None:
    """The acceptance of its risk ends soon."""
    last = facts.accepted_until
    if facts.unaccepted or last is None:
        return None
    return _ends(last, today, say("The accepted risk ends on {day}.", day=Day.of(last)))


def owner_left(facts: Facts, _today: date) -> Found | None:
    """Who looked after it is gone."""
    if not _answers(facts) or facts.owner is None or facts.owner.there:
        return None
    template = "Its owner {name} has left: no way to sign in, or no role there any more."
    return Grade.BAD, say(template, name=facts.owner.name), None


def no_owner(facts: Facts, _today: date) -> Found | None:
    """Nobody looks after it."""
    missing = _answers(facts) and facts.owner is None
    return (Grade.BAD, say("It has no owner."), None) if missing else None


def _answers(facts: Facts) -> bool:
    """A closed channel needs nobody, unless its name is kept: an account left alone is lost."""
    return facts.mode is not Mode.CLOSED or facts.reserved


def deputy_left(facts: Facts, _today: date) -> Found | None:
    """Who stood in is gone."""
    if facts.deputy is None or facts.deputy.there:
        return None
    template = "Its deputy {name} has left: no way to sign in, or no role there any more."
    return Grade.WARN, say(template, name=facts.deputy.name), None


def no_deputy(facts: Facts, _today: date) -> Found | None:
    """Nobody stands in."""
    return None if facts.deputy else (Grade.WARN, say("It has no deputy."), None)


def unread(facts: Facts, _today: date) -> Found | None:
    """Replies come to us, and nobody reads them."""
    if not facts.hears or facts.read:
        return None
    return Grade.BAD, say("People can write to us there, and nobody reads it."), None


def no_hours(facts: Facts, _today: date) -> Found | None:
    """Replies come to us, and nobody has said when they are read."""
    if not facts.hears or not facts.read or facts.hours:
        return None
    template = "People can write to us there, and nobody has said when somebody reads it."
    return Grade.WARN, say(template), None


def no_legal_basis(facts: Facts, _today: date) -> Found | None:
    """Nothing says on which law its use rests."""
    return None if facts.legal_basis else (Grade.BAD, say("It has no legal basis."), None)


def not_assessed(facts: Facts, _today: date) -> Found | None:
    """Nothing says that its privacy was assessed."""
    missing = facts.assessed_on is None
    return (Grade.BAD, say("Nobody has assessed its privacy."), None) if missing else None


def overdue(facts: Facts, today: date) -> Found | None:
    """The assessment was to be checked before today."""
    due = facts.check_due
    if facts.assessed_on is None or due is None or due >= today:
        return None
    template = "Its privacy assessment should have been checked by {day}."
    return Grade.BAD, say(template, day=Day.of(due)), None


def due(facts: Facts, today: date) -> Found | None:
    """The assessment is to be checked soon."""
    due = facts.check_due
    if facts.assessed_on is None or due is None:
        return None
    template = "Its privacy assessment has to be checked by {day}."
    found = _ends(due, today, say(template, day=Day.of(due)))
    return found and (max(found[0], Grade.WARN), found[1], found[2])


def no_purpose(facts: Facts, _today: date) -> Found | None:
    """Nothing says what it is for."""
    return None if facts.purpose else (Grade.NOTE, say("Nobody has said what it is for."), None)


def no_audience(facts: Facts, _today: date) -> Found | None:
    """Nothing says whom it is for."""
    return None if facts.audience else (Grade.NOTE, say("Nobody has said whom it is for."), None)


def no_successor(facts: Facts, _today: date) -> Found | None:
    """It is given up, and leads nowhere."""
    if facts.after is not None or facts.instead:
        return None
    template = "It is given up, and the public is not told where to turn instead."
    return Grade.WARN, say(template), None


def successor_closed(facts: Facts, _today: date) -> Found | None:
    """It leads to a closed door."""
    if facts.after is not Mode.CLOSED:
        return None
    return Grade.WARN, say("The channel that came after it is closed too."), None

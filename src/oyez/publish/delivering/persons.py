"""Hand a delivery to a named person, with a sentence that says what to do."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from oyez.accounts.models import Membership, Person
from oyez.accounts.queries import may, people_who_may
from oyez.domain.delivery import HANDS, Task
from oyez.domain.errors import Sentence, say
from oyez.domain.roles import Role, Verb
from oyez.govern.queries import on_call_for
from oyez.govern.rights import lost_by
from oyez.platforms.profile import Ability
from oyez.publish.models import Delivery
from oyez.publish.tell import tell
from oyez.publish.variants import stored

TASKS: dict[Task, str] = {
    Task.UNDECIDABLE: (
        "Nobody knows whether {code} went out on {channel}: the answer got lost and this platform "
        "cannot be asked. Look there and say what you see."
    ),
    Task.CANNOT_LOOK: (
        "{channel} does not answer, so nobody can see whether {code} stands there. Look by hand "
        "and say what you see."
    ),
    Task.BY_HAND: (
        "{code} cannot be removed from {channel} by a machine. {said} Do the rest by hand and say "
        "when it is done."
    ),
    Task.STILL_VISIBLE: (
        "{channel} says that {code} is deleted, and still shows it. Remove it by hand and say when "
        "it is gone."
    ),
    Task.NO_RIGHT: (
        "{channel} refused what we asked for {code} ({reply}). Do it by hand, or have the rights "
        "of the account checked."
    ),
    Task.VANISHED: (
        "{code} is no longer on {channel}, so it could not be corrected there. Find out who "
        "removed it."
    ),
    Task.SHOWN_OTHERWISE: (
        "{channel} shows {code} otherwise than it was sent, and setting it right by machine did "
        "not help. Change it there by hand and say that it stands, or take the notice down."
    ),
    Task.POST: (
        "{code} is approved and waits to be posted on {channel} by hand. The text and the pictures "
        "are on the page of this task."
    ),
    Task.AMEND: (
        "{code} was corrected. Change the post on {channel} by hand; the new text is on the page "
        "of this task."
    ),
    Task.REMOVE: (
        "{code} was taken back. Remove the post from {channel} by hand now; the page of this task "
        "leads there."
    ),
    Task.WAS_POSTED: (
        "Somebody took {code} to post it on {channel} and did not say whether they did. Look there "
        "and say what you see."
    ),
    Task.SECOND_LOOK: (
        "A colleague says that it is done: {code} on {channel}. Look there with your own phone and "
        "say what you see."
    ),
}

RIGHTLESS = (
    "{code} has to be removed from {channel} by hand: the account was not given the right to "
    "delete. Remove it there and say when it is gone."
)
TROUBLE_OUT = (
    "{code} does not get through to {channel} ({reply}). It is tried again by itself; check the "
    "account, and use another channel if it is urgent."
)
TROUBLE_GONE = (
    "{code} still stands on {channel}: its removal fails ({reply}). It is tried again by itself; "
    "remove it by hand if you can."
)


def ask_person(row: Delivery, task: Task, said: str = "") -> None:
    """Name who is asked: a duty officer of the unit first, else whoever may retract.

    `said` is what the adapter could do already, in a sentence.
    """
    sentence = task_sentence(row, task, said)
    row.reason = stored(sentence)
    other = row.said_by_id if task is Task.SECOND_LOOK else None
    person = on_duty(row.notice.unit.path, but=other)
    row.task_for_id = person.pk if person else None
    if person is not None:
        tell([person], sentence, row.notice)


def tell_trouble(row: Delivery) -> None:
    """Nothing is lost and it is tried again, but somebody should know."""
    person = on_duty(row.notice.unit.path)
    if person is None:
        return
    wish = TROUBLE_GONE if row.wanted is None else TROUBLE_OUT
    reply = row.code or "-"
    told = say(wish, code=row.notice.code, channel=row.channel.name, reply=reply)
    tell([person], told, row.notice)


def task_sentence(row: Delivery, task: Task, said: str = "") -> Sentence:
    """What the person is told."""
    return say(
        _template(row, task, said),
        code=row.notice.code,
        channel=row.channel.name,
        reply=row.code or "-",
        said=said,
        link=f"{settings.CONSOLE_URL}{where(row, task)}",
    )


def _template(row: Delivery, task: Task, said: str) -> str:
    """A removal that nobody tried, because the right is missing, has words of its own."""
    untried = task is Task.BY_HAND and not said
    if untried and Ability.RETRACT in lost_by(row.channel):
        return RIGHTLESS
    return TASKS[task]


def where(row: Delivery, task: Task) -> str:
    """The path of the page on which the task is done."""
    return f"/assist/{row.pk}/" if task in HANDS else f"/notices/{row.notice.code}/"


def on_duty(path: str, *, but: int | None = None) -> Person | None:
    """The person who is asked first for a unit: on call now, else on duty, else anybody who may.

    `but` is not asked: what they said themselves is looked at by somebody else.
    """
    for duty in on_call_for(path, timezone.now()):
        if duty.person_id != but and may(duty.person, Verb.RETRACT, path):
            return duty.person
    people = people_who_may(Verb.RETRACT, path)
    people = people.exclude(pk=but) if but else people
    officers = Membership.objects.filter(role=Role.DUTY_OFFICER).values("person_id")
    return people.filter(pk__in=officers).first() or people.first()

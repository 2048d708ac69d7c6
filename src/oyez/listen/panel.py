"""What comes back from a channel, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.domain.channel import Mode
from oyez.domain.delivery import FailureClass
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.listen.channels import calls_us, is_polled, pace_of
from oyez.listen.models import Polling
from oyez.listen.queries import ways_of
from oyez.publish.costs import reading_on
from oyez.publish.panels import Panel

FAILURES: dict[FailureClass, str | Promise] = {
    FailureClass.AUTH: _("The platform does not let us in to read. Connect the account again."),
    FailureClass.PERMISSION: _("The account may not read what people say."),
    FailureClass.SUSPENDED: _("The platform has shut the account out."),
    FailureClass.RATE_LIMITED: _("We have asked too often; the platform wants us to wait."),
    FailureClass.QUOTA: _("The allowance for reading is used up."),
    FailureClass.BUDGET: _("The allowance for reading is used up."),
    FailureClass.TRANSIENT: _("The platform did not answer."),
    FailureClass.AMBIGUOUS: _("The platform did not answer."),
}
OTHER = _("The platform refused to be asked.")


@dataclass(frozen=True, slots=True)
class Skipped:
    """Why nothing is learned by asking, how much waits at the webhook, and what is wrong there."""

    waiting: int
    failing: bool


def _skipped(polling: Polling) -> Skipped | None:
    """A platform that calls a webhook refuses to be asked; the row keeps how it does."""
    word, colon, number = polling.code.partition(":")
    if not colon or word not in {"webhook", "webhook_failing"} or not number.isdecimal():
        return None
    return Skipped(int(number), word == "webhook_failing")


def panel(person: Person, channel: Channel, now: datetime) -> Panel | None:  # noqa: ARG001 - a panel's words
    """How the channel is listened to; nothing where its platform neither calls nor answers."""
    calls, polled = calls_us(channel.platform), is_polled(channel.platform)
    if not calls and not polled:
        return None
    ways = ways_of(channel)
    polling = ways.polling
    failure = polling.failure if polling and polling.failures else ""
    words = FAILURES.get(FailureClass(failure), OTHER) if failure else ""
    manages = calls and may(person, Verb.MANAGE_CHANNELS, channel.unit.path)
    return Panel(
        "listen/panel.html",
        {
            "channel": channel,
            "calls": calls,
            "polled": polled and channel.mode != Mode.CLOSED,
            "hook": ways.webhook,
            "polling": polling,
            "pace": pace_of(channel),
            "charge": reading_on(channel),
            "failure": words,
            "skipped": _skipped(polling) if polling and not failure else None,
            "may_make": manages,
        },
    )

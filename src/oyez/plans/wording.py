"""What an announcement says before somebody writes in it: in each language of the unit."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from oyez.domain.plan import Kind
from oyez.govern.models import Channel
from oyez.plans.models import Plan, PlanLine, PlanStep
from oyez.platforms.registry import LABELS
from oyez.publish.draft import Words
from oyez.web import times


def texts_of(plan: Plan, step: PlanStep, lines: Sequence[PlanLine]) -> list[Words]:
    """A text in each language in which the unit speaks on the channels of the plan."""
    ours = [line for line in lines if line.channel.unit_id == step.unit_id]
    spoken = dict(settings.LANGUAGES)
    found = dict.fromkeys(line.channel.language for line in ours)
    languages = [code for code in found if code in spoken] or [settings.LANGUAGE_CODE]
    return [_words(plan, step, ours, code) for code in languages]


def _words(plan: Plan, step: PlanStep, lines: Sequence[PlanLine], code: str) -> Words:
    with override(code):
        unit = step.unit.name if step.unit else plan.authority.name
        where = ", ".join(_label(line.channel) for line in lines)
        values = {"unit": unit, "where": where, "hour": times.long_moment(plan.hour)}
        headline, first = _told(Kind(plan.kind))
        body = [first.format(**values), *_after(lines)]
        return Words(code, headline.format(**values)[:200], "\n\n".join(body))


def _told(kind: Kind) -> tuple[str, str]:
    if kind is Kind.REDUCE:
        return (
            _("{unit} says less on {where}"),
            _("From {hour} on we bring only important news on {where}."),
        )
    if kind is Kind.CRITICAL_ONLY:
        return (
            _("{unit} brings only warnings on {where}"),
            _("From {hour} on we bring only what is critical on {where}."),
        )
    if kind is Kind.OPEN:
        return (
            _("{unit} is on {where} now"),
            _("From {hour} on you can read us on {where}."),
        )
    return (
        _("{unit} leaves {where}"),
        _("From {hour} on we say nothing more on {where}."),
    )


def _after(lines: Sequence[PlanLine]) -> list[str]:
    after = [line.successor for line in lines if line.successor is not None]
    if not after:
        return [_("Everything that we say stands on our own page.")]
    named = ", ".join(dict.fromkeys(_place(one) for one in after))
    return [_("Read us there from now on: {places}").format(places=named)]


def _place(channel: Channel) -> str:
    label = _label(channel)
    return f"{label} {channel.public_url}" if channel.public_url else f"{label} ({channel.name})"


def _label(channel: Channel) -> str:
    return LABELS.get(channel.platform, channel.platform)

"""What somebody should know before they say yes, each in a sentence with its tone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oyez.domain.cost import total
from oyez.govern.queries import standings
from oyez.publish.costs import cost_on
from oyez.publish.models import Notice, Revision, Variant
from oyez.publish.preview import Preview
from oyez.web.templatetags.console import language
from oyez.web.times import money as amount_of
from oyez.web.translate import spoken, spoken_row
from oyez.web.words import word


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know; the tone is warn, bad or nothing."""

    text: str
    tone: str = ""


def notes(one: Notice, revision: Revision, variants: list[Variant], now: datetime) -> list[Note]:
    """Everything that is not as one would expect, the gravest first."""
    found = [*_channels(variants, now), *_times(one, now), *_languages(revision, variants)]
    cut = [variant.channel.name for variant in variants if variant.cut]
    if cut:
        shortened = ngettext(
            "Shortened for {names}.", "Shortened for {number} channels: {names}.", len(cut)
        )
        found.append(Note(shortened.format(number=len(cut), names=", ".join(cut))))
    return [*found, *_costs(variants)]


def money(previews: Iterable[Preview]) -> Iterator[Note]:
    """What a notice would leave of each budget, or that it would have to wait for one."""
    for one in previews:
        for budget in one.budgets if one.cost else ():
            if one.waits:
                yield Note(spoken(one.waits), "bad")
                break
            told = _("{name}: {spent} of {amount} are spent this month, {usable} may be.")
            sums = {
                name: amount_of(getattr(budget, name), budget.currency)
                for name in ("spent", "amount", "usable")
            }
            tone = "warn" if budget.level else ""
            yield Note(told.format(name=word(budget.name), **sums), tone)


def _costs(variants: list[Variant]) -> Iterator[Note]:
    going = [variant for variant in variants if not variant.held_back]
    found = {one.channel.name: cost_on(one.channel, one.text) for one in going}
    charged = {name: cost for name, cost in found.items() if cost}
    if charged:
        found_in = total(charged.values()).items()
        sums = ", ".join(amount_of(amount, unit) for unit, amount in found_in)
        sentence = _("Sending it costs {sum} ({names}).")
        yield Note(sentence.format(sum=sums, names=", ".join(charged)))


def _channels(variants: list[Variant], now: datetime) -> Iterator[Note]:
    known = standings([variant.channel_id for variant in variants], now)
    for variant in variants:
        if variant.held_back:
            yield Note(spoken_row(variant.held_back), "warn")
        elif frozen := known[variant.channel_id].frozen:
            yield Note(spoken(frozen), "bad")


def _times(one: Notice, now: datetime) -> Iterator[Note]:
    if one.scheduled_at and one.scheduled_at <= now and one.live_at is None:
        yield Note(_("Its time has come already: it goes out as soon as it is approved."), "warn")
    if one.valid_until and one.valid_until <= now:
        yield Note(_("It has ended already, so nothing of it would go out."), "bad")


def _languages(revision: Revision, variants: list[Variant]) -> Iterator[Note]:
    written = {words["language"] for words in revision.texts}
    for missing in sorted({v.channel.language for v in variants} - written):
        names = ", ".join(v.channel.name for v in variants if v.channel.language == missing)
        sentence = _("There is no text in {language} for {names}; it gets the first language.")
        yield Note(sentence.format(language=language(missing), names=names), "warn")

"""What each channel would send, worked out without writing anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from oyez.domain.budget import Budget, Wish
from oyez.domain.channel import Standing
from oyez.domain.cost import Cost
from oyez.domain.delivery import Support
from oyez.domain.demands import Finding, Written, findings
from oyez.domain.errors import NotAllowed, Sentence
from oyez.domain.fitting import Count, count
from oyez.domain.notice import RevisionKind, Urgency
from oyez.domain.variant import compose
from oyez.govern.models import Channel, Unit
from oyez.govern.queries import channels_for, standings
from oyez.platforms.profile import Ability
from oyez.platforms.registry import LABELS, profile
from oyez.publish.caveats import limits_of, lost_here
from oyez.publish.costs import cost_on
from oyez.publish.draft import Draft
from oyez.publish.models import Notice, Revision, Variant
from oyez.publish.purse import Purse
from oyez.publish.variants import (
    EXERCISE,
    address_of,
    answers,
    demands_of,
    make_variant,
    room_of,
    words_for,
)
from oyez.web.words import word

UNITS = {
    "graphemes": _("characters"),
    "codepoints": _("characters"),
    "weighted": _("weighted characters"),
    "utf16": _("UTF-16 units"),
    "gsm7": _("GSM-7 characters"),
    "ucs2": _("UCS-2 characters"),
}
NO_CODE = "x" * 7  # as long as a code, for a notice that has none yet
# What a person would otherwise count wrongly, by the name of the platform's rule.
LINKS = {
    "mastodon": _("Each link counts as 23 characters."),
    "x": _("Each link counts as 23 characters."),
    "bluesky": _("Links count in full."),
    "telegram": _("Links count in full."),
    "sms": _("Links count in full."),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """One channel's text as it would go out. `waits` holds it, `held_back` gives it up."""

    channel: Channel
    platform: str
    text: str
    language: str
    count: Count
    cut: bool = False
    by_hand: bool = False
    held_back: dict[str, object] | None = None
    waits: Sentence | None = None
    error: Sentence | None = None
    bare: str = ""
    title: str = ""
    headline: str = ""
    body: str = ""
    left_out: str = ""
    lost: frozenset[str] = frozenset()
    budgets: Sequence[Budget] = ()
    findings: Sequence[Finding] = ()

    @property
    def unit(self) -> str:
        """What the platform counts, in a word."""
        return str(UNITS.get(self.count.unit, self.count.unit))

    @property
    def link_note(self) -> str:
        """How the platform counts links, where there is a limit to count against."""
        return str(LINKS.get(profile(self.channel.platform).text.rule, ""))

    @property
    def cost(self) -> Cost | None:
        """What the platform would charge for it."""
        return cost_on(self.channel, self.text) if self.goes else None

    @property
    def warnings(self) -> list[Sentence]:
        """What somebody should know of this text here: rights that are missing, what is dropped."""
        found = [one.sentence for one in self.findings if not (one.stops and self.held_back)]
        return [*lost_here(self.channel, self.lost), *found]

    @property
    def limits(self) -> list[Sentence]:
        """What the platform can do with no text at all."""
        return limits_of(self.channel, self.lost)

    @property
    def by_person(self) -> bool:
        """Whether a person posts it, because no machine can."""
        return profile(self.channel.platform).support(Ability.PUBLISH) is Support.MANUAL

    @property
    def goes(self) -> bool:
        """Whether it would go out as it is."""
        return not (self.error or self.held_back) and self.count.fits

    @property
    def other_language(self) -> bool:
        """Whether the channel would speak in a language that is not its own."""
        return bool(self.language) and self.language != self.channel.language


def previews(
    unit: Unit,
    draft: Draft,
    *,
    at: datetime,
    code: str = "",
    kind: str = RevisionKind.FIRST,
    alts: Sequence[str] = (),
) -> list[Preview]:
    """A preview per channel of the unit; a text by hand that does not fit says so."""
    notice = Notice(unit=unit, code=code or NO_CODE, urgency=draft.urgency)
    texts = [words.as_json() for words in draft.texts]
    revision = Revision(notice=notice, kind=kind, texts=texts)
    channels = list(channels_for(unit))
    known, purse = standings([channel.pk for channel in channels], at), Purse.load(channels, at)
    found = [
        _preview(
            revision, draft.by_hand.get(channel.pk), alts, at=Place(channel, known[channel.pk])
        )
        for channel in channels
    ]
    return [with_money(one, purse, revision) for one in found]


def with_money(one: Preview, purse: Purse, revision: Revision) -> Preview:
    """The budgets that the text would be paid from, and whether it would have to wait for one."""
    budgets, cost = purse.of(one.channel.pk), one.cost
    if not budgets or cost is None:
        return one
    urgency, correcting = Urgency(revision.notice.urgency), revision.kind != RevisionKind.FIRST
    wish = Wish(cost.amount, urgency, purse.now, correcting=correcting)
    waits = purse.verdict(one.channel.pk, wish).reason
    return replace(one, budgets=budgets, waits=one.waits or waits)


@dataclass(frozen=True, slots=True)
class Place:
    """A channel and all that decides about it now."""

    channel: Channel
    standing: Standing


def _preview(revision: Revision, typed: str | None, alts: Sequence[str], *, at: Place) -> Preview:
    channel, standing = at.channel, at.standing
    words = words_for(revision, channel.language)
    try:
        variant = make_variant(revision, channel, typed, standing, alts=alts)
    except NotAllowed as error:
        text = typed or ""
        counted = counted_for(text, channel, standing, len(alts))
        one = Preview(
            channel, label(channel), text, "", counted, by_hand=True, error=error.reason, bare=text
        )
    else:
        one = of_variant(variant, revision, alts, standing=standing)
        if one.cut:
            one = replace(one, left_out=left_out(one.bare, words["headline"], words["body"]))
    return replace(one, waits=standing.frozen, headline=words["headline"], body=words["body"])


def of_variant(
    variant: Variant,
    revision: Revision,
    alts: Sequence[str] = (),
    *,
    standing: Standing | None = None,
) -> Preview:
    """A variant as a page shows it; `alts` are the descriptions of the revision's pictures.

    What has gone out needs no `standing`: nothing that holds now changes it any more.
    """
    channel, code = variant.channel, revision.notice.code
    written = Written(variant.text, alts, answers=answers(channel, revision.kind))
    return Preview(
        channel,
        label(channel),
        variant.text,
        variant.language,
        counted_for(variant.text, channel, standing, len(alts)),
        cut=variant.cut,
        by_hand=variant.by_hand,
        held_back=variant.held_back,
        bare=bare(variant.text, code),
        title=variant.title,
        lost=standing.lost if standing else frozenset(),
        findings=findings(demands_of(channel), written),
    )


def counted_for(text: str, channel: Channel, standing: Standing | None, pictures: int) -> Count:
    """The text as the channel's platform counts it."""
    limit = room_of(channel, standing, pictures)
    return count(profile(channel.platform).text.rule, text, limit)


def label(channel: Channel) -> str:
    """The platform's name."""
    return word(LABELS.get(channel.platform, channel.platform))


def bare(text: str, code: str) -> str:
    """The text without what is put around it anyway: the exercise mark and the address."""
    if settings.EXERCISE:
        text = text.removeprefix(EXERCISE)
    return text.removesuffix(address_of(code)).rstrip()


def left_out(kept: str, headline: str, body: str) -> str:
    """What a shortened text does not say any more."""
    whole = compose(headline, body)
    kept = kept.removesuffix("…").removesuffix("...").rstrip()
    return whole[len(kept) :].strip() if whole.startswith(kept) else ""


def fitting(found: Sequence[Preview]) -> tuple[int, int]:
    """How many of the channels would carry it as it is, and how many there are."""
    return sum(one.goes for one in found), len(found)

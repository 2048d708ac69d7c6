"""What each channel would send, worked out without writing anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from oyez.domain.errors import NotAllowed, Sentence
from oyez.domain.fitting import Count, count
from oyez.domain.notice import RevisionKind
from oyez.govern.models import Channel, Unit
from oyez.govern.queries import channels_for, standings
from oyez.platforms.registry import LABELS, profile
from oyez.publish.draft import Draft
from oyez.publish.models import Notice, Revision, Variant
from oyez.publish.models.notice import new_code
from oyez.publish.variants import EXERCISE, address_of, make_variant

UNITS = {
    "graphemes": _("characters"),
    "codepoints": _("characters"),
    "weighted": _("weighted characters"),
    "utf16": _("UTF-16 units"),
    "gsm7": _("GSM-7 characters"),
    "ucs2": _("UCS-2 characters"),
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

    @property
    def unit(self) -> str:
        """What the platform counts, in a word."""
        return str(UNITS.get(self.count.unit, self.count.unit))


def previews(
    unit: Unit, draft: Draft, *, at: datetime, code: str = "", kind: str = RevisionKind.FIRST
) -> list[Preview]:
    """A preview per channel of the unit; a text by hand that does not fit says so."""
    notice = Notice(unit=unit, code=code or new_code(), urgency=draft.urgency)
    texts = [words.as_json() for words in draft.texts]
    revision = Revision(notice=notice, kind=kind, texts=texts)
    channels = list(channels_for(unit))
    known = standings([channel.pk for channel in channels], at)
    found = []
    for channel in channels:
        typed, standing = draft.by_hand.get(channel.pk), known[channel.pk]
        try:
            one = of_variant(make_variant(revision, channel, typed, standing), notice.code)
        except NotAllowed as error:
            text = typed or ""
            counted = counted_for(channel, text)
            one = Preview(
                channel, label(channel), text, "", counted, by_hand=True, error=error.reason
            )
        found.append(replace(one, waits=standing.frozen))
    return found


def of_variant(variant: Variant, code: str) -> Preview:
    """A variant as a page shows it."""
    channel = variant.channel
    return Preview(
        channel,
        label(channel),
        variant.text,
        variant.language,
        counted_for(channel, variant.text),
        cut=variant.cut,
        by_hand=variant.by_hand,
        held_back=variant.held_back,
        bare=bare(variant.text, code),
    )


def counted_for(channel: Channel, text: str) -> Count:
    """The text as the channel's platform counts it."""
    return count(profile(channel.platform).text.rule, text, channel.text_limit)


def label(channel: Channel) -> str:
    """The platform's name."""
    return LABELS.get(channel.platform, channel.platform)


def bare(text: str, code: str) -> str:
    """The text without what is put around it anyway: the exercise mark and the address."""
    if settings.EXERCISE:
        text = text.removeprefix(EXERCISE)
    return text.removesuffix(address_of(code)).rstrip()

"""One text for each channel: shortened by rule, or written by hand and counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from oyez.domain.channel import Standing, may_carry
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.fitting import count
from oyez.domain.notice import RevisionKind, Urgency
from oyez.domain.text import normalise, sha256
from oyez.domain.variant import shorten
from oyez.domain.verdict import Kind
from oyez.govern.models import Channel
from oyez.govern.queries import channels_for, standings
from oyez.platforms.registry import profile
from oyez.publish.models import Revision, Variant

EXERCISE = "EXERCISE: "


def address_of(code: str) -> str:
    """The notice's canonical address, known before anything is sent."""
    return f"{settings.PUBLIC_URL}/p/{code}/"


def stored(sentence: Sentence | None) -> dict[str, object] | None:
    """A sentence as a row keeps it, still translatable."""
    if sentence is None:
        return None
    values = {name: str(value) for name, value in sentence.values.items()}
    return {"template": sentence.template, "values": values}


def make_variants(revision: Revision, by_hand: Mapping[int, str], at: datetime) -> None:
    """Write one variant per channel of the unit; those not allowed now carry the reason."""
    channels = list(channels_for(revision.notice.unit))
    if not channels:
        raise NotAllowed(say("This unit has no channel to speak through."), "unit")
    if set(by_hand) - {channel.pk for channel in channels}:
        raise NotAllowed(say("One of these texts is for a channel of another unit."), "variants")
    known = standings([channel.pk for channel in channels], at)
    Variant.objects.filter(revision=revision).delete()
    Variant.objects.bulk_create(
        make_variant(revision, channel, by_hand.get(channel.pk), known[channel.pk])
        for channel in channels
    )


def make_variant(
    revision: Revision, channel: Channel, typed: str | None, standing: Standing
) -> Variant:
    """The variant of one channel, unsaved. NotAllowed where a hand-written text does not fit."""
    words = words_for(revision, channel.language)
    prefix = EXERCISE if settings.EXERCISE else ""
    marker = address_of(revision.notice.code)
    hand = normalise(typed or "").strip()
    if hand:
        text, cut = _framed(hand, prefix, marker), False
        _check_fit(text, channel)
    else:
        rule, limit = profile(channel.platform).text.rule, channel.text_limit
        headline, body = words["headline"], words["body"]
        made = shorten(headline, body, marker, rule, prefix=prefix, limit=limit)
        text, cut = made.text, made.cut
    urgency, correcting = Urgency(revision.notice.urgency), revision.kind != RevisionKind.FIRST
    verdict = may_carry(standing, urgency, correcting=correcting)
    return Variant(
        revision=revision,
        channel=channel,
        language=words["language"],
        title=f"{prefix}{words['headline']}",
        text=text,
        sha256=sha256(text),
        by_hand=bool(hand),
        cut=cut,
        held_back=stored(verdict.reason) if verdict.kind is Kind.STOP else None,
    )


def words_for(revision: Revision, language: str) -> dict[str, str]:
    """The text in the channel's language, else in the language it was written in first."""
    texts: list[dict[str, str]] = revision.texts
    return next((words for words in texts if words["language"] == language), texts[0])


def _framed(text: str, prefix: str, marker: str) -> str:
    """A hand-written text keeps the exercise mark and the address, whatever was typed."""
    if not text.startswith(prefix):
        text = prefix + text
    return text if marker in text else f"{text}\n\n{marker}"


def _check_fit(text: str, channel: Channel) -> None:
    counted = count(profile(channel.platform).text.rule, text, channel.text_limit)
    if not counted.fits:
        raise NotAllowed(
            say(
                "The text for {channel} counts {count} {unit}; {limit} fit.",
                channel=channel.name,
                count=counted.count,
                unit=counted.unit,
                limit=counted.limit,
            ),
            "variants",
        )

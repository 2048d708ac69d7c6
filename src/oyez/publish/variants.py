"""One text for each channel: shortened by rule, or written by hand and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings

from oyez.domain.channel import CorrectionPolicy, Standing, may_carry
from oyez.domain.demands import Demands, Written, stopping
from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.fitting import count
from oyez.domain.notice import RevisionKind, Urgency
from oyez.domain.text import normalise, sha256
from oyez.domain.variant import shorten
from oyez.domain.verdict import Kind
from oyez.govern.models import Channel
from oyez.govern.queries import channels_for, standings
from oyez.platforms.registry import LABELS, profile
from oyez.publish.models import Notice, Revision, Variant

EXERCISE = "EXERCISE: "


def address_of(code: str) -> str:
    """The notice's canonical address, known before anything is sent."""
    return f"{settings.PUBLIC_URL}/p/{code}/"


def withdrawal_of(notice: Notice) -> str:
    """What is said where nothing can be removed: withdrawn, why, and what is true instead."""
    mark = EXERCISE if settings.EXERCISE else ""
    lines = [f"{mark}WITHDRAWN", notice.retract_reason, notice.instead]
    return "\n\n".join([*filter(None, lines), address_of(notice.code)])


def stored(sentence: Sentence | None) -> dict[str, object] | None:
    """A sentence as a row keeps it, still translatable."""
    if sentence is None:
        return None
    values = {name: str(value) for name, value in sentence.values.items()}
    return {"template": sentence.template, "values": values}


def make_variants(
    revision: Revision, by_hand: Mapping[int, str], at: datetime, alts: Sequence[str] = ()
) -> None:
    """Write one variant per channel of the unit; those not allowed now carry the reason.

    `alts` are the descriptions of the pictures that go with it, in order.
    """
    channels = list(channels_for(revision.notice.unit))
    if not channels:
        raise NotAllowed(say("This unit has no channel to speak through."), "unit")
    if set(by_hand) - {channel.pk for channel in channels}:
        raise NotAllowed(say("One of these texts is for a channel of another unit."), "variants")
    known = standings([channel.pk for channel in channels], at)
    Variant.objects.filter(revision=revision).delete()
    Variant.objects.bulk_create(
        make_variant(revision, channel, by_hand.get(channel.pk), known[channel.pk], alts=alts)
        for channel in channels
    )


def make_variant(
    revision: Revision,
    channel: Channel,
    typed: str | None,
    standing: Standing,
    *,
    alts: Sequence[str] = (),
) -> Variant:
    """The variant of one channel, unsaved. NotAllowed where a hand-written text does not fit."""
    words, hand = words_for(revision, channel.language), normalise(typed or "").strip()
    limit = room_of(channel, standing, len(alts))
    prefix, marker = EXERCISE if settings.EXERCISE else "", address_of(revision.notice.code)
    if hand:
        text, cut = _framed(hand, prefix, marker), False
        _check_fit(text, channel, limit)
    else:
        rule, headline, body = profile(channel.platform).text.rule, words["headline"], words["body"]
        made = shorten(headline, body, marker, rule, prefix=prefix, limit=limit)
        text, cut = made.text, made.cut
    return Variant(
        revision=revision,
        channel=channel,
        language=words["language"],
        title=f"{prefix}{words['headline']}",
        text=text,
        sha256=sha256(text),
        by_hand=bool(hand),
        cut=cut,
        held_back=stored(_why_not(revision, channel, standing, Written(text, alts))),
    )


def _why_not(
    revision: Revision, channel: Channel, standing: Standing, written: Written
) -> Sentence | None:
    """Why it will not go out there; what stands there already is corrected in any case."""
    urgency, correcting = Urgency(revision.notice.urgency), revision.kind != RevisionKind.FIRST
    verdict = may_carry(standing, urgency, correcting=correcting)
    if verdict.kind is Kind.STOP:
        return verdict.reason
    return None if correcting else stopping(demands_of(channel), written)


def demands_of(channel: Channel) -> Demands:
    """What the channel's platform asks beyond the length of a text."""
    return profile(channel.platform).demands(LABELS.get(channel.platform, channel.platform))


def answers(channel: Channel, kind: str) -> bool:
    """Whether a text of this kind stands in or below what is there, and needs no picture."""
    replaced = channel.correction_policy == CorrectionPolicy.REPLACE
    return kind != RevisionKind.FIRST and not replaced


def room_of(channel: Channel, standing: Standing | None, pictures: int) -> int | None:
    """The limit of a text: the channel's own, else what the platform told, less below pictures."""
    told = standing.room if standing else None
    own = channel.text_limit if channel.text_limit is not None else told
    return demands_of(channel).room(own, pictures)


def words_for(revision: Revision, language: str) -> dict[str, str]:
    """The text in the channel's language, else in the language it was written in first."""
    texts: list[dict[str, str]] = revision.texts
    return next((words for words in texts if words["language"] == language), texts[0])


def _framed(text: str, prefix: str, marker: str) -> str:
    """A hand-written text keeps the exercise mark and the address, whatever was typed."""
    if not text.startswith(prefix):
        text = prefix + text
    return text if marker in text else f"{text}\n\n{marker}"


def _check_fit(text: str, channel: Channel, limit: int | None) -> None:
    counted = count(profile(channel.platform).text.rule, text, limit)
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

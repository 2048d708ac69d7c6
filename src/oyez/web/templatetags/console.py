"""What the console's templates say in one way only: sentences, times, spans, counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from oyez.domain.errors import Sentence
from oyez.web import times, words
from oyez.web.icons import PATHS
from oyez.web.translate import spoken, spoken_row

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside a word; it says nothing by itself, so a screen reader skips it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', PATHS[name]
    )


@register.filter
def said(sentence: Sentence | Mapping[str, object] | None) -> str:
    """A sentence of the rules, fresh or kept by a row, in the reader's language."""
    return spoken(sentence) if isinstance(sentence, Sentence) else spoken_row(sentence)


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """A time on the authority's clock, with the exact one for machines."""
    if at is None:
        return "–"
    return _marked(at, times.short(at))


@register.filter
def precise(at: datetime | None) -> SafeString | str:
    """A time to the second, for proofs."""
    if at is None:
        return "–"
    return _marked(at, times.exact(at))


@register.filter
def day(when: date | None) -> str:
    """A day as a table shows it."""
    return "–" if when is None else times.short_day(when)


@register.filter
def long_day(when: date | None) -> str:
    """A day as a sentence says it."""
    return "–" if when is None else times.long_day(when)


@register.filter
def week_day(when: date | None) -> str:
    """A day with its name, as a heading says it."""
    return "–" if when is None else times.week_day(when)


@register.filter
def number(value: float | None) -> str:
    """A number with its groups of three; never for an address or an attribute."""
    return "–" if value is None else times.number(value)


@register.filter
def word(code: object) -> str:
    """A role, a mode or a place that a row keeps as a code, in the reader's language."""
    return words.word(code)


def _marked(at: datetime, shown: str) -> SafeString:
    local = timezone.localtime(at)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), shown)


register.filter("span", times.span)
register.filter("money", times.money)


@register.filter
def language(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def telling(row: object) -> str:
    """What somebody was told, in the reader's language."""
    stored = {"template": getattr(row, "template", ""), "values": getattr(row, "values", {})}
    return spoken_row(stored)

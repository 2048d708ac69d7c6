"""What the console's templates say in one way only: sentences, times, spans, counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from oyez.domain.errors import Sentence
from oyez.web.translate import CLOCK, spoken, spoken_row

register = template.Library()


@register.filter
def said(sentence: Sentence | Mapping[str, object] | None) -> str:
    """A sentence of the rules, fresh or kept by a row, in the reader's language."""
    return spoken(sentence) if isinstance(sentence, Sentence) else spoken_row(sentence)


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """A time on the authority's clock, with the exact one for machines."""
    if at is None:
        return "–"
    local = timezone.localtime(at)
    shape = CLOCK if local.date() == timezone.localdate() else f"j M Y, {CLOCK}"
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(), date_format(local, shape)
    )


@register.filter
def precise(at: datetime | None) -> SafeString | str:
    """A time to the second, for proofs."""
    if at is None:
        return "–"
    local = timezone.localtime(at)
    words = date_format(local, "j M Y, H:i:s")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), words)


@register.filter
def span(seconds: float | None) -> str:
    """A span of time as people read it: 0.6 s, 41 s, 3 min, 2 h."""
    if seconds is None:
        return "–"
    if seconds < 10:
        return _("{number} s").format(number=f"{seconds:.1f}")
    if seconds < 120:
        return _("{number} s").format(number=round(seconds))
    if seconds < 7200:
        return _("{number} min").format(number=round(seconds / 60))
    return _("{number} h").format(number=round(seconds / 3600))


@register.filter
def language(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def telling(row: object) -> str:
    """What somebody was told, in the reader's language."""
    stored = {"template": getattr(row, "template", ""), "values": getattr(row, "values", {})}
    return spoken_row(stored)

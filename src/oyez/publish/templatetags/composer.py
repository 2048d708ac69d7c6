"""What only the composer's previews need: links as platforms show them, marks, list sizes."""

from __future__ import annotations

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from oyez.govern.models import Channel
from oyez.platforms.registry import LABELS
from oyez.web.icons import PATHS

register = template.Library()

SHOWN_AS_LINK = re.compile(
    r"https?://[^\s<>\"„“”«»]*[^\s<>\"„“”«».,;:!?'’…)]|(?<!\w)[#@]\w[\w.@-]*\w"
)
# A sign of our own for each kind of channel; nobody's trademark.
SIGNS = {"page": "globe", "feeds": "live", "cap": "warning"}
LETTERS = {"email": "@"}


@register.filter
def marked(text: str) -> SafeString:
    """The text with links, tags and mentions set off as a platform does; nothing to click."""
    pieces: list[tuple[SafeString | str]] = []
    end = 0
    for found in SHOWN_AS_LINK.finditer(text):
        pieces.append((text[end : found.start()],))
        pieces.append((format_html('<span class="ln">{}</span>', found.group()),))
        end = found.end()
    return format_html_join("", "{}", [*pieces, (text[end:],)])


@register.simple_tag
def mark(platform: str) -> SafeString:
    """The platform in one sign."""
    if name := SIGNS.get(platform):
        return format_html('<svg viewBox="0 0 24 24"><path d="{}"/></svg>', PATHS[name])
    return format_html("{}", LETTERS.get(platform, LABELS.get(platform, platform)[:1].upper()))


@register.filter
def recipients(channel: Channel) -> int:
    """How many addresses a press list has."""
    listed = str(channel.options.get("recipients", "")).split(",")
    return len({address.strip() for address in listed} - {""})

"""Links that nobody has looked at, or not lately: silence must not look like peace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from oyez.domain.errors import say
from oyez.domain.looking import Looked
from oyez.domain.screening.deciding import FRESH
from oyez.domain.screening.hosts import of_domains
from oyez.domain.screening.link_places import link_places
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Context, Draft, Finding
from oyez.domain.screening.words import found

CODE = "link:unreachable"
NEVER = say("{evidence} was not looked at yet, so nobody knows what it shows.")
LONG_AGO = say(
    "{evidence} was last looked at {minutes} minutes ago; it may show something else now."
)


def not_examined(draft: Draft, context: Context, looked: Mapping[str, Looked]) -> list[Finding]:
    """A question for each link that is not the authority's own and has no fresh look."""
    asked = []
    for link in link_places(Reading(draft.text), draft):
        address = link.address
        if not address.host or of_domains(address.host, context.official_domains):
            continue
        look = looked.get(address.url) or looked.get(address.written)
        if look is not None and context.now - look.at <= FRESH:
            continue
        minutes = int((context.now - look.at).total_seconds() // 60) if look is not None else 0
        one = found(CODE, link.place, minutes=minutes, examined=False)
        words = NEVER if look is None else LONG_AGO
        sentence = replace(one.sentence, template=words.template)
        asked.append(replace(one, sentence=sentence))
    return asked

"""A revision as the rules read it: texts, links, pictures, and what was seen behind the links."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils import timezone

from oyez.domain.looking import Looked, from_json
from oyez.domain.screening import Context, Draft, Finding, Kind, Level, Media, addresses_of, screen
from oyez.domain.screening.examined import NEVER, not_examined
from oyez.domain.screening.hosts import of_domains, read_address
from oyez.govern.models import Authority
from oyez.govern.official import accounts_at, own_of
from oyez.publish.models import LinkLook, Picture, Revision
from oyez.publish.pictures import Taken
from oyez.publish.preview import bare
from oyez.publish.queries import withdrawn_with

LINKS: Final = "link:"
SAYS_IT: Final = frozenset({"link:shortener"})
ECHOES: Final = frozenset({"link:not_official", "link:plain_http"})
UNSEEN: Final = frozenset({NEVER.template})
ORDER: Final = (Level.BLOCK, Level.ASK, Level.INFO)


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a notice: where it stands, and what the rules read."""

    field: str
    draft: Draft


def context_of(authority: Authority, texts: Sequence[Text], now: datetime) -> Context:
    """Who speaks, and when, as the rules are told; of our accounts those the texts may name."""
    own = own_of(authority)
    hosts = {read_address(one).host.removeprefix("www.") for one in _addresses(texts)} - {""}
    return Context(
        now=now,
        timezone=timezone.get_default_timezone(),
        official_domains=own.official,
        approved_external_domains=own.approved,
        known_numbers=own.numbers,
        own_accounts=accounts_at(hosts) if hosts else (),
    )


def texts_of(revision: Revision, prepared: Revision | None = None) -> list[Text]:
    """Everything of a revision that the public would read, and the correction prepared for it."""
    kind, code = Kind(revision.notice.kind or Kind.NEWS), revision.notice.code
    pictures = _pictures(revision)
    found = [
        Text(
            f"text:{words['language']}",
            Draft(whole(words), words["language"], kind, tuple(revision.links), pictures),
        )
        for words in revision.texts
    ]
    found += [
        Text(f"hand:{one.channel_id}", Draft(bare(one.text, code), one.language, kind))
        for one in revision.variants.all()
        if one.by_hand
    ]
    if prepared is not None:
        found += [
            Text(f"prepared:{words['language']}", Draft(whole(words), words["language"], kind))
            for words in prepared.texts
        ]
    return found


def _pictures(revision: Revision) -> tuple[Media, ...]:
    """The pictures, and whether the same one was taken back with another notice."""
    rows = list(revision.pictures.all())
    withdrawn = withdrawn_with(rows, revision.notice) if rows else {}
    return tuple(replace(as_media(one), seen_before=withdrawn.get(one.sha256, "")) for one in rows)


def as_media(one: Picture | Taken) -> Media:
    """A picture with what was noted about it when it came in."""
    noted = bool(one.location)
    return Media("image", one.alt, location=noted, nudity=one.nudity, name=one.sha256)


def whole(words: Mapping[str, str]) -> str:
    """Headline and body as one text; places in findings count in it."""
    return f"{words['headline']}\n{words['body']}"


def found_in(
    texts: Sequence[Text], context: Context, looked: Mapping[str, Looked], *, looking: bool = True
) -> list[Finding]:
    """Everything the rules find in all texts, each once, the gravest first.

    With `looking`, a link that nobody has looked at lately is found too.
    """
    found: dict[str, Finding] = {}
    for text in texts:
        judged = screen(text.draft, context, looked)
        if looking:
            judged += not_examined(text.draft, context, looked)
        for one in _without_echoes(judged):
            place = text.field if one.field == "text" else one.field
            found.setdefault(key_of(one), replace(one, field=place))
    return sorted(found.values(), key=lambda one: ORDER.index(one.level))


def _without_echoes(judged: Sequence[Finding]) -> Iterator[Finding]:
    """One question for one link: what a block or a short link says already is not asked again."""
    told = {
        one.evidence
        for one in judged
        if one.code.startswith(LINKS) and (one.level is Level.BLOCK or one.code in SAYS_IT)
    }
    for one in judged:
        if one.evidence not in told or not (one.code in ECHOES or one.sentence.template in UNSEEN):
            yield one


def key_of(one: Finding) -> str:
    """The name of a finding: its code, level and evidence, wherever it stands.

    Where a score is the evidence the picture counts too: many pictures have the same score.
    """
    named = [one.code, one.level, one.evidence or one.field]
    if picture := one.details.get("picture"):
        named.append(str(picture))
    return hashlib.sha256("\n".join(named).encode("utf-8", "surrogatepass")).hexdigest()


def strange(texts: Sequence[Text], context: Context) -> list[str]:
    """The addresses that are looked at: all but the authority's own."""
    found = dict.fromkeys(_addresses(texts))
    ours = (*context.official_domains, settings.PUBLIC_URL)
    return [one for one in found if not of_domains(read_address(one).host, ours)]


def _addresses(texts: Sequence[Text]) -> Iterator[str]:
    for text in texts:
        yield from addresses_of(text.draft)


def link_key(address: str) -> str:
    """The digest under which looks at an address are kept."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


def looks_at(addresses: Sequence[str]) -> dict[str, Looked]:
    """The newest look at each address that has one."""
    rows = LinkLook.objects.filter(key__in=[link_key(one) for one in addresses])
    return {row.address: from_json(row.looked) for row in rows if row.looked is not None}

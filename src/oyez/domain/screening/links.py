"""What speaks against a link: from its address alone, and from a look where there was one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote

from oyez.domain.links import public_host
from oyez.domain.looking import Failure, Looked
from oyez.domain.screening.adult import adult_word
from oyez.domain.screening.hosts import Address, of_accounts, of_domains, read_address, registrable
from oyez.domain.screening.link_places import LinkPlace
from oyez.domain.screening.listed import listed
from oyez.domain.screening.live_words import streams
from oyez.domain.screening.lookalikes import foreign, mixed, poses
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Context, Finding, Level
from oyez.domain.screening.words import found

SHORTENERS: Final = listed(
    """
    bit.ly bitly.com t.co tinyurl.com goo.gl ow.ly buff.ly is.gd v.gd t.ly rb.gy cutt.ly
    shorturl.at tiny.cc lnkd.in fb.me wp.me amzn.to amzn.eu dlvr.it trib.al bl.ink short.io
    snip.ly qr.ae ift.tt s.id kurzelinks.de t1p.de urlz.fr lc.cx u.to x.co mcaf.ee soo.gd
    clck.ru ogy.de adf.ly bc.vc rebrand.ly shorte.st t2m.io qrco.de l.ead.me linktr.ee bit.do
    po.st db.tt git.io g.co youtu.be spoti.fi apple.co msft.it aka.ms surl.li kutt.it urlr.me
    frama.link tny.im chilp.it yourls.org short.link 1url.com shrtco.de gg.gg m.me wa.me
    sptfy.com flip.it hubs.ly hubs.la tr.ee lnk.to smarturl.it vu.fr petit.ly kurz.link
    kurzlink.de s.coop shor.by tinyurl.mobi zpr.io eepurl.com mailchi.mp ht.ly su.pr deck.ly
    bddy.me crwd.fr nyti.ms bbc.in reut.rs on.ft.com spr.ly socsi.in cli.gs tlk.io lstu.fr
    ur1.ca
    """
) - {"youtu.be", "linktr.ee", "git.io", "wa.me", "m.me", "g.co"}
PASSES_ON: Final = listed(
    """
    url u to target dest destination redirect redirect_uri goto next link q out
    """
)
FARTHEST: Final = 5
SILENT: Final = frozenset({Failure.UNREACHABLE, Failure.TIMEOUT, Failure.TOO_BIG, Failure.BAD_TYPE,
                           Failure.BAD_ADDRESS, Failure.TOO_MANY_REDIRECTS})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A link that is judged: where it stands, in which surroundings, and what a look brought."""

    link: LinkPlace
    context: Context
    before: str
    looked: Looked | None

    @property
    def address(self) -> Address:
        """The address itself."""
        return self.link.address

    @property
    def ours(self) -> bool:
        """One of the authority's own sites."""
        return of_domains(self.address.host, self.context.official_domains)

    @property
    def trusted(self) -> bool:
        """One that the authority has approved."""
        return of_domains(self.address.host, self.context.approved_external_domains)


def links(
    reading: Reading,
    places: list[LinkPlace],
    context: Context,
    looked: Mapping[str, Looked],
) -> Iterator[Finding]:
    """Every finding about every link, the gravest rules first."""
    for link in places:
        before = _before(reading, link)
        asked = Asked(link, context, before, _look_of(link.address, looked))
        for rule in RULES:
            yield from rule(asked)


def _before(reading: Reading, link: LinkPlace) -> str:
    start = link.place.start
    if start is None:
        return reading.low.rstrip()[-120:] + " " if "://" not in reading.text else ""
    return re.sub(r"\s+", " ", reading.low[max(0, start - 120) : start])


def _look_of(address: Address, looked: Mapping[str, Looked]) -> Looked | None:
    return looked.get(address.written) or looked.get(address.url)


def _private(asked: Asked) -> Iterator[Finding]:
    address, look = asked.address, asked.looked
    if asked.ours:
        return
    inside = look is not None and look.failure is Failure.PRIVATE_ADDRESS
    if address.scheme == "file" or inside or (address.host and not _public(address.host)):
        yield found("link:private_address", asked.link.place)


def _public(host: str) -> bool:
    try:
        return public_host(host)
    except ValueError:
        return True


def _lookalike(asked: Asked) -> Iterator[Finding]:
    address, context = asked.address, asked.context
    if asked.ours or asked.trusted:
        return
    model = poses(address, context.official_domains, context.approved_external_domains)
    if model or mixed(address.host):
        yield found("link:punycode_lookalike", asked.link.place, model=model)
    elif (
        "xn--" in address.url.lower().split("/")[2:3][0] if "//" in address.url else False
    ) or foreign(address.host):
        yield found("link:punycode_lookalike", asked.link.place, Level.ASK, model="")


def _adult(asked: Asked) -> Iterator[Finding]:
    look = asked.looked
    if asked.ours:
        return
    word = adult_word(asked.address.host)
    if look is not None and not word:
        word = next(
            (w for hop in look.chain if (w := adult_word(read_address(hop.address).host))), ""
        )
        word = word or ", ".join(look.listed)
    if word:
        yield found("link:adult_host", asked.link.place, word=word)
    if look is not None and look.labels:
        yield found("link:adult_label", asked.link.place, said=", ".join(look.said)[:200])


def _live(asked: Asked) -> Iterator[Finding]:
    if asked.ours:
        return
    why = streams(asked.address, asked.before)
    if asked.looked is not None and asked.looked.live:
        why = asked.looked.live_as or "live"
    if why:
        yield found("link:live_stream", asked.link.place, why=why)


def _short(asked: Asked) -> Iterator[Finding]:
    if not asked.ours and of_domains(asked.address.host, SHORTENERS):
        yield found("link:shortener", asked.link.place)


def _unofficial(asked: Asked) -> Iterator[Finding]:
    spoken_for = (
        asked.ours or asked.trusted or of_accounts(asked.address, asked.context.own_accounts)
    )
    if asked.address.host and not spoken_for:
        yield found("link:not_official", asked.link.place, host=asked.address.host)


def _plain(asked: Asked) -> Iterator[Finding]:
    address = asked.address
    if address.had_scheme and address.scheme in ("http", "ftp"):
        level = Level.INFO if asked.ours or asked.trusted else Level.ASK
        yield found("link:plain_http", asked.link.place, level)


def _redirects(asked: Asked) -> Iterator[Finding]:
    address, look = asked.address, asked.looked
    goal = passed_on(address)
    if look is not None and look.final_address:
        final = read_address(look.final_address).host
        if final and registrable(final) != registrable(address.host):
            goal = look.final_address
    downgraded = look is not None and look.failure in (
        Failure.DOWNGRADE,
        Failure.TOO_MANY_REDIRECTS,
    )
    far = look is not None and (downgraded or len(look.chain) > FARTHEST + 1)
    if goal or far:
        chain = [hop.address for hop in look.chain] if look is not None else []
        level = Level.BLOCK if far else Level.ASK
        yield found("link:redirects_elsewhere", asked.link.place, level, goal=goal, chain=chain)


def passed_on(address: Address) -> str:
    """Where an address says itself that it leads on to, at another site; '' when nowhere."""
    for name, value in parse_qsl(address.query):
        goal = unquote(value)
        if name.lower() in PASSES_ON and re.match(r"https?://", goal):
            there = read_address(goal).host
            if registrable(there) != registrable(address.host):
                return goal
    return ""


def _unreachable(asked: Asked) -> Iterator[Finding]:
    look = asked.looked
    if look is None:
        return
    refused = look.failure is Failure.NONE and (look.status >= 400 or look.login_wall)
    if look.failure in SILENT or refused:
        place, why = asked.link.place, look.failure.value
        yield found("link:unreachable", place, failure=why, status=look.status)


RULES: Final = (
    _private, _lookalike, _adult, _live, _short, _redirects, _unreachable, _plain, _unofficial
)  # fmt: skip
